"""D23: how an award adds up, line by line, with the article; and what BPJS stated beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from payung.foundation.rules import Line, Note, Statement
from payung.foundation.rules.benefits.lines import once
from payung.kernel.dates import render_date, render_date_long
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import say
from payung.process.papers.head import Head, titled

KIND: Final = "D23"


@dataclass(frozen=True, kw_only=True)
class Stated:
    """One line of BPJS's decision beside ours; `why` says where they differ."""

    label: str
    stated_idr: int
    computed_idr: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class AwardTold:
    """
    What the explanation is made of. Nobody's name is on it.

    :param what: "jkm", "jkk" or "jkk_death".
    :param lines: what the rules compute; a line with questions is a question to the branch.
    :param stated: BPJS's decision, once there is one, of `decided_on`.
    """

    ref: str
    what: str
    event_on: date
    member_since: date | None
    paid_months: int
    wage_idr: int
    lines: Sequence[Line]
    statements: Sequence[Statement] = ()
    notes: Sequence[Note] = ()
    refused: str = ""
    stated: Sequence[Stated] = ()
    decided_on: date | None = None

    @property
    def total_idr(self) -> int:
        return sum(int(line.amount_idr) for line in self.lines)

    @property
    def stated_idr(self) -> int:
        return sum(line.stated_idr for line in self.stated)


def award_facts(head: Head, told: AwardTold) -> dict[str, Any]:
    """Return what the explanation says."""
    rows: list[Line | Statement] = [*told.lines, *told.statements]
    questions = once(ask for row in rows for ask in row.asks)
    lines = [_line(line, questions) for line in told.lines]
    sure = sum(int(line.amount_idr) for line in told.lines if not line.asks)
    return titled(KIND, "d23", head) | {
        "lead": say("paper.d23.lead"),
        "ref": say("paper.claim.ref", ref=told.ref),
        "top": _top(told),
        "refused": told.refused,
        "heads": [say(f"paper.d23.head_{name}") for name in ("part", "amount")],
        "lines": lines,
        "total": [say("paper.d23.total"), render_rupiah(told.total_idr)] if lines else [],
        "words": say("paper.d01.in_words", words=in_words(told.total_idr)) if lines else "",
        "sure": say("paper.d23.sure", amount=render_rupiah(sure)) if sure != told.total_idr else "",
        "statements": [_statement(one, questions) for one in told.statements],
        "questions_title": say("rules.print.ask"),
        "questions": [ask.text() for ask in questions],
        "notes": [note.text() for note in told.notes if note not in questions],
        "stated_title": _stated_title(told),
        "stated_heads": [
            say(f"paper.d23.head_{name}") for name in ("part", "computed", "stated", "why")
        ],
        "stated": [
            [row.label, render_rupiah(row.computed_idr), render_rupiah(row.stated_idr), row.why]
            for row in told.stated
        ],
        "stated_total": [say("paper.d23.stated_total"), render_rupiah(told.stated_idr)],
        "decides": say("paper.d23.decides"),
        "place": head.place,
    }


def _top(told: AwardTold) -> list[list[str]]:
    since = render_date_long(told.member_since) if told.member_since else say("paper.none_yet")
    return [
        [say("paper.d23.what"), say(f"paper.d23.what_{told.what}")],
        [say("paper.d23.event"), render_date_long(told.event_on)],
        [say("paper.d23.since"), since],
        [say("paper.d23.months"), say("paper.d23.count", count=str(told.paid_months))],
        [say("paper.d23.wage"), render_rupiah(told.wage_idr)],
    ]


def _line(line: Line, questions: Sequence[Note]) -> dict[str, Any]:
    return {
        "label": line.text(),
        "amount": render_rupiah(line.amount_idr),
        "sum": line.arithmetic.text() if line.arithmetic else "",
        "source": say("rules.print.since", source=line.source, since=render_date(line.since)),
        "see": _see(line.asks, questions),
    }


def _statement(one: Statement, questions: Sequence[Note]) -> dict[str, Any]:
    return {
        "label": one.text(),
        "source": say("rules.print.since", source=one.source, since=render_date(one.since)),
        "see": _see(one.asks, questions),
    }


def _see(asks: Sequence[Note], questions: Sequence[Note]) -> str:
    numbers = ", ".join(str(number) for number in sorted(questions.index(a) + 1 for a in asks))
    return say("rules.print.see", numbers=numbers) if numbers else ""


def _stated_title(told: AwardTold) -> str:
    if told.decided_on is None:
        return ""
    return say("paper.d23.stated_on", day=render_date_long(told.decided_on))
