"""What the branch types: the day of its answer, and a number or a reason beside a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from payung.kernel.dates import parse_date, render_date
from payung.kernel.findings import Unreadable
from payung.kernel.kpj import parse_kpj
from payung.web.language import current, tell

MOST_ROWS = 1000


@dataclass(frozen=True)
class TypedAnswers:
    """(number, reason) by row, and what to put right by field."""

    answers: dict[int, tuple[str, str]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def typed_day(said: Mapping[str, str], *, sent_on: date, today: date) -> tuple[date | None, str]:
    """Return the day of the answer, or None and the sentence that says what is wrong with it."""
    parts = [said.get(f"tanggal_{part}", "").strip() for part in ("hari", "bulan", "tahun")]
    try:
        day = parse_date(" ".join(parts), today=today)
    except Unreadable:
        return None, tell("branch.day.unreadable")
    if not sent_on <= day <= today:
        first, last = render_date(sent_on), render_date(today)
        return None, tell("branch.day.impossible", first=first, last=last)
    return day, ""


def typed_answers(said: Mapping[str, str]) -> TypedAnswers:
    """Return every row that somebody wrote something beside, all problems at once."""
    typed = TypedAnswers()
    for row in range(1, MOST_ROWS):
        if f"kpj_{row}" not in said:
            continue
        card = said.get(f"kpj_{row}", "").strip()
        reason = said.get(f"alasan_{row}", "").strip()
        if card and reason:
            typed.problems[f"kpj_{row}"] = tell("branch.answer.both", row=row)
            continue
        if card and (wrong := _wrong_card(card)):
            typed.problems[f"kpj_{row}"] = f"{tell('branch.answer.row', row=row)}: {wrong}"
            continue
        if card or reason:
            typed.answers[row] = (card, reason)
    return typed


def _wrong_card(card: str) -> str:
    try:
        parse_kpj(card)
    except Unreadable as reason:
        return reason.finding.message(current())
    return ""
