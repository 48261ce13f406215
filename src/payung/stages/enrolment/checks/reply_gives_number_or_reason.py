"""A row of the branch's answer gives a participant number or a reason, not both."""

from payung.kernel.findings import Finding, Unreadable
from payung.kernel.kpj import parse_kpj


def reply_gives_number_or_reason(card_number: str, reason: str) -> tuple[str, Finding | None]:
    """Return the number (empty where there is none) and what is wrong with the row, if anything."""
    if not card_number.strip():
        return "", None
    try:
        card = parse_kpj(card_number)
    except Unreadable as unreadable:
        return "", unreadable.finding
    if reason.strip():
        return str(card), Finding.reject("reply_number_and_reason")
    return str(card), None
