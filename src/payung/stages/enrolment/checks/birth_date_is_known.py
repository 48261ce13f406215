"""The day of birth is known, from the KTP or, where the sheet leaves it out, from the NIK."""

from datetime import date

from payung.kernel.dates import parse_date
from payung.kernel.findings import Finding, Unreadable
from payung.kernel.nik import Nik


def birth_date_is_known(text: str, nik: Nik | None, on: date) -> tuple[date | None, Finding | None]:
    """
    Return the day, and what is to say about it.

    A date that cannot be read is refused, never replaced by the one in the NIK: the two may differ.
    """
    if text.strip():
        try:
            return parse_date(text, today=on), None
        except Unreadable as reason:
            return None, reason.finding
    inside = nik.born_on(on) if nik is not None else None
    if inside is None:
        return None, Finding.reject("birth_incomplete")
    return inside, Finding.warning("birth_date_from_nik")
