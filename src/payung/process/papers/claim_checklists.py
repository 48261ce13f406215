"""D08 and D09: what a claim needs, as a sheet to tick; blank for anybody, or for one claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from payung.foundation.rules.benefits import (
    ClaimCase,
    PaperNeeded,
    Relation,
    Scheme,
    papers_for,
    report_by,
)
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date_long, render_time
from payung.kernel.phone import render_phone
from payung.kernel.wording import say
from payung.process.papers.head import Head, titled
from payung.reports.homes.places import Place
from payung.stages.registry.queries.hospitals import HospitalRow

ACCIDENT: Final = "D08"
DEATH: Final = "D09"
MORE: Final = ("minor", "no_certificates", "school", "traffic")
"""What a few questions do not tell: shown beside the list, each with the papers it adds."""
MOST_HOSPITALS: Final = 6
_PHOTOS: Final = ("1", "2", "3")
_NATIONAL: Final = "175"


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """
    What a checklist is made of. Nobody's name or number is on it.

    :param there: codes of papers that are there already.
    :param event_at: of an accident; None leaves the boxes of the clock empty.
    :param ref: of the claim; "" on a blank one.
    """

    case: ClaimCase
    on: date
    place: Place | None = None
    hospitals: Sequence[HospitalRow] = ()
    there: frozenset[str] = frozenset()
    event_at: datetime | None = None
    ref: str = ""

    @property
    def kind(self) -> str:
        return ACCIDENT if self.case.kind is Scheme.JKK else DEATH


def papers_of_case(case: ClaimCase, *, on: date) -> tuple[PaperNeeded, ...]:
    """Return the papers of a case."""
    return papers_for(case, on=on)


def more_papers(case: ClaimCase, *, on: date) -> Iterator[tuple[str, tuple[PaperNeeded, ...]]]:
    """Yield what each further circumstance would add to the list of a case."""
    changes = {
        "minor": replace(case, has_minor_heir=True),
        "no_certificates": replace(case, has_minor_heir=True, has_birth_certificates=False),
        "school": replace(case, has_children_at_school=True),
        "traffic": replace(case, is_traffic=True),
    }
    seen = {paper.code for paper in papers_for(case, on=on)}
    for code in _circumstances(case):
        added = [paper for paper in papers_for(changes[code], on=on) if paper.code not in seen]
        seen |= {paper.code for paper in added}
        if added:
            yield code, tuple(added)


def checklist_facts(head: Head, sheet: Checklist) -> dict[str, Any]:
    """Return what the checklist says."""
    papers = papers_of_case(sheet.case, on=sheet.on)
    more = more_papers(sheet.case, on=sheet.on)
    words = "d08" if sheet.kind == ACCIDENT else "d09"
    code = "d08_death" if sheet.kind == ACCIDENT and sheet.case.is_death else words
    return titled(sheet.kind, code, head) | {
        "lead": say(f"paper.{code}.lead"),
        "ref": say("paper.claim.ref", ref=sheet.ref) if sheet.ref else "",
        "clock_title": say("paper.d08.clock") if sheet.kind == ACCIDENT else "",
        "clock": _clock(sheet.event_at) if sheet.kind == ACCIDENT else [],
        "javanese": say("paper.d08.javanese") if sheet.kind == ACCIDENT else "",
        "heads": [say(f"paper.claim.head_{name}") for name in ("paper", "from", "bring")],
        "groups": [
            {
                "title": say(f"claim_papers.group.{group}"),
                "rows": [_row(paper, sheet.there) for paper in rows],
            }
            for group, rows in groupby(papers, key=lambda paper: paper.group)
        ],
        "more_title": say("paper.claim.more"),
        "more": [[say(f"paper.claim.more_{code}"), _names(rows)] for code, rows in more],
        "photo_title": say("paper.claim.photo"),
        "photos": [say(f"claim_papers.photo.{number}") for number in _PHOTOS],
        "where_title": say("paper.claim.where"),
        "where": _where(sheet.place),
        "hospitals_title": say("paper.d08.hospitals") if sheet.kind == ACCIDENT else "",
        "hospitals": _hospitals(sheet),
        "hospitals_note": say("paper.d08.nearest"),
        "notes": [
            say("claim_papers.custom"),
            say("claim_papers.sponsor"),
            say("paper.claim.decides"),
        ],
    }


def _circumstances(case: ClaimCase) -> list[str]:
    left_out = set() if case.is_death else {"minor", "no_certificates", "school"}
    if case.kind is not Scheme.JKK:
        left_out.add("traffic")
    if case.heir_relation == Relation.ARRANGER:
        left_out |= {"minor", "no_certificates"}
    return [code for code in MORE if code not in left_out]


def _row(paper: PaperNeeded, there: frozenset[str]) -> dict[str, Any]:
    questions = " ".join(ask.text() for ask in paper.asks)
    asks = say("paper.claim.ask", question=questions) if questions else ""
    return {
        "name": paper.text(),
        "from": paper.issuer(),
        "bring": paper.form(),
        "needs": paper.needs(),
        "extra": " ".join(filter(None, [paper.only_if(), asks])),
        "there": paper.code in there,
    }


def _names(papers: Sequence[PaperNeeded]) -> str:
    return ", ".join(f"{paper.text()} ({paper.issuer()})" for paper in papers)


def _clock(event_at: datetime | None) -> list[list[str]]:
    """Return the two moments of the clock; dots to write on where the first is not known."""
    blank = say("paper.d08.blank_moment")
    due = blank if event_at is None else _moment(report_by(event_at))
    return [
        [say("paper.d08.happened"), blank if event_at is None else _moment(event_at)],
        [say("paper.d08.report_by"), due],
        [say("paper.d08.told_to"), say("paper.d08.blank_told")],
    ]


def _moment(at: datetime) -> str:
    return f"{render_date_long(in_wib(at).date())}, {render_time(at)}"


def _where(place: Place | None) -> list[list[str]]:
    """Return how the branch is reached; the national line where no number of its own is known."""
    phone = render_phone(place.branch_phone) if place and place.branch_phone else _NATIONAL
    named = [
        ("branch", place.branch if place else ""),
        ("address", place.branch_address if place else ""),
        ("hours", place.branch_hours if place else ""),
        ("phone", phone),
    ]
    return [[say(f"paper.claim.where_{name}"), words] for name, words in named if words]


def _hospitals(sheet: Checklist) -> list[list[str]]:
    """Return the partners, those that never close first."""
    if sheet.kind != ACCIDENT:
        return []
    ordered = sorted(sheet.hospitals, key=lambda row: (not row.is_always_open, row.name))
    return [
        [
            f"{row.name} ({say('paper.d08.always')})" if row.is_always_open else row.name,
            row.address,
            render_phone(row.phone) if row.phone else "–",
        ]
        for row in ordered[:MOST_HOSPITALS]
    ]
