"""What a page showed of a registration, so that a decision fits what was seen."""

import hmac
from collections.abc import Iterator
from typing import Final

from payung.kernel.keyring import derived_key
from payung.stages.enrolment.queries.checking import Check

FIELD: Final = "terlihat"
_SHOWN: Final = (
    *("state", "worker_name", "nik", "born_on", "birth_place", "sex", "occupation"),
    *("phone", "address", "district", "relation", "sponsor_name", "flags"),
)
_LENGTH: Final = 10


def seal_of(check: Check) -> str:
    """Return short keyed digests of what is shown, one per field; none tells anything."""
    return "".join(_digests(check))


def changed_since(check: Check, sealed: str) -> list[str]:
    """Return the fields no longer as the form's page showed them; all, if unreadable."""
    now = list(_digests(check))
    before = [sealed[place : place + _LENGTH] for place in range(0, len(sealed), _LENGTH)]
    if len(before) != len(now):
        return list(_SHOWN)
    return [
        field
        for field, new, old in zip(_SHOWN, now, before, strict=True)
        if not hmac.compare_digest(new.encode(), old.encode())
    ]


def _digests(check: Check) -> Iterator[str]:
    key = derived_key("office.shown")
    for field in _SHOWN:
        said = f"{check.sponsorship_id}\0{field}\0{getattr(check, field)}".encode()
        yield hmac.new(key, said, "sha256").hexdigest()[:_LENGTH]
