"""The phone number can be dialled; if not, the row is taken without it."""

from payung.kernel.findings import Finding, Unreadable
from payung.kernel.phone import Phone, parse_phone


def phone_is_readable(text: str) -> tuple[Phone | None, Finding | None]:
    """Return the number, with its leading zero restored, or the warning that it cannot be read."""
    if not text:
        return None, None
    try:
        return parse_phone(text), None
    except Unreadable as reason:
        if reason.finding.code == "phone_empty":
            return None, None
        return None, Finding.warning(reason.finding.code, **reason.finding.values)
