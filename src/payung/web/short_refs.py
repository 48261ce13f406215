"""The short reference of a registration, as people read it out: `KDL-7F3K-92C`."""

from payung.kernel.short_refs import number_of
from payung.kernel.short_refs import short_ref as _short_ref


def short_ref(sponsorship_id: int, regency_name: str) -> str:
    """Return the reference of a registration."""
    return _short_ref(sponsorship_id, regency_name)


def sponsorship_id_of(text: str) -> int | None:
    """Return the registration that a typed reference means, or None."""
    return number_of(text)
