"""How a value of the law becomes a line; one of mark K becomes a question to the branch."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from payung.foundation.rules.schema import Dated, InForce
from payung.foundation.rules.values import Benefit, Line, Note, Statement
from payung.kernel.rupiah import Rupiah

D = TypeVar("D", bound=Dated)
TWICE = 2
NOTHING: Mapping[str, str] = {}


def money(
    code: str,
    amount_idr: int,
    found: InForce[D],
    *,
    values: Mapping[str, str] = NOTHING,
    arithmetic: Note | None = None,
    percent: Decimal | None = None,
    asks: Iterable[Note] = (),
) -> Line:
    """Return a line of money; its own doubt about the figure comes before the given ones."""
    return Line(
        code,
        Rupiah(amount_idr),
        found.value.source,
        found.since,
        found.value.evidence,
        values,
        arithmetic,
        percent,
        once((*doubts(found), *asks)),
    )


def said(
    code: str,
    found: InForce[D],
    *,
    values: Mapping[str, str] = NOTHING,
    on: date | None = None,
    asks: Iterable[Note] = (),
) -> Statement:
    """Return what a rule says beside money."""
    return Statement(
        code,
        found.value.source,
        found.since,
        found.value.evidence,
        values,
        on=on,
        asks=once((*doubts(found), *asks)),
    )


def benefit(
    lines: Iterable[Line], notes: Iterable[Note] = (), statements: Iterable[Statement] = ()
) -> Benefit:
    """Return the lines with their total."""
    kept = tuple(lines)
    total = Rupiah(sum(int(line.amount_idr) for line in kept))
    return Benefit(total, kept, tuple(notes), tuple(statements))


def doubts(found: InForce[D], mark: str = "") -> tuple[Note, ...]:
    """Return the question about a figure that nobody compared with the law's text yet."""
    if "K" not in (found.value.mark, mark):
        return ()
    return (Note("rules.ask.not_compared", {"source": found.value.source}),)


def percent_text(percent: Decimal) -> str:
    """Return `4,5 %` for 4.5, as the law writes it."""
    plain = f"{percent:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f"{plain.replace('.', ',')} %"


def once(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return each question once, in the order in which they came up."""
    given = tuple(notes)
    if len(given) < TWICE:
        return given
    kept: list[Note] = []
    for note in given:
        if note not in kept:
            kept.append(note)
    return tuple(kept)
