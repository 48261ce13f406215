"""No one else protects the worker already."""

from dataclasses import dataclass

from payung.kernel.findings import Finding


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry and earlier registrations say about one NIK."""

    worker_id: int
    has_died: bool
    sponsorship_id: int | None
    sponsor_id: int | None
    state: str
    was_protected: bool


def worker_is_free(known: Known, sponsor_id: int) -> Finding | None:
    """
    Return the finding for a worker whose NIK is known here, or None.

    Another sponsor's worker and one who died give the same neutral words, so that nobody can
    find out by trying who is insured.
    """
    if known.has_died or (known.sponsor_id is not None and known.sponsor_id != sponsor_id):
        return Finding.reject("already_known")
    if known.sponsor_id == sponsor_id:
        corrects = known.state == "returned"
        return Finding.info("registration_corrected" if corrects else "already_yours")
    return Finding.info("was_protected_before") if known.was_protected else None
