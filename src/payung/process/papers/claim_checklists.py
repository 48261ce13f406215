"""D08 and D09: what a claim needs, as a sheet to tick; blank for anybody, or for one claim."""

from collections import Counter
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

    :param papers: of the claim, whose heirs may be of several kinships; else those of the case.
    :param there: codes of papers that are there already.
    :param event_at: of an accident; None leaves the boxes of the clock empty.
    :param ref: of the claim; "" on a blank one.
    """

    case: ClaimCase
    on: date
    papers: Sequence[PaperNeeded] = ()
    place: Place | None = None
    hospitals: Sequence[HospitalRow] = ()
    there: frozenset[str] = frozenset()
    event_at: datetime | None = None
    ref: str = ""

    @property
    def kind(self) -> str:
        return ACCIDENT if self.case.kind is Scheme.JKK else DEATH

    @property
    def needed(self) -> list[PaperNeeded]:
        """Return the papers, those of each step together."""
        papers = self.papers or papers_of_case(self.case, on=self.on)
        steps = list(dict.fromkeys(paper.group for paper in papers))
        return sorted(papers, key=lambda paper: steps.index(paper.group))


def papers_of_case(case: ClaimCase, *, on: date) -> tuple[PaperNeeded, ...]:
    """Return the papers of a case."""
    return papers_for(case, on=on)


def usual_form(papers: Sequence[PaperNeeded]) -> PaperNeeded:
    """Return one of those papers that are brought in the way of most: it is said once for all."""
    ways = Counter((paper.original, paper.copies) for paper in papers)
    most, _ = ways.most_common(1)[0]
    return next(paper for paper in papers if (paper.original, paper.copies) == most)


def more_papers(
    case: ClaimCase, papers: Sequence[PaperNeeded], *, on: date
) -> Iterator[tuple[str, tuple[PaperNeeded, ...]]]:
    """Yield what each further circumstance would add to the papers of a case."""
    changes = {
        "minor": replace(case, has_minor_heir=True),
        "no_certificates": replace(case, has_minor_heir=True, has_birth_certificates=False),
        "school": replace(case, has_children_at_school=True),
        "traffic": replace(case, is_traffic=True),
    }
    seen = {paper.code for paper in papers}
    for code in _circumstances(case):
        added = [paper for paper in papers_for(changes[code], on=on) if paper.code not in seen]
        seen |= {paper.code for paper in added}
        if added:
            yield code, tuple(added)


def checklist_facts(head: Head, sheet: Checklist) -> dict[str, Any]:
    """Return what the checklist says."""
    papers = sheet.needed
    more = more_papers(sheet.case, papers, on=sheet.on)
    is_accident = sheet.kind == ACCIDENT
    is_hurt = is_accident and not sheet.case.is_death
    code = "d08" if is_hurt else "d08_death" if is_accident else "d09"
    return titled(sheet.kind, code, head) | {
        "lead": say(f"paper.{code}.lead"),
        "ref": say("paper.claim.ref", ref=sheet.ref) if sheet.ref else "",
        "clock_title": say("paper.d08.clock") if is_accident else "",
        "clock": _clock(sheet.event_at) if is_accident else [],
        "javanese": say("paper.d08.javanese") if is_hurt else "",
        "usual_form": usual_form(papers).form(),
        "usual": say("paper.claim.usual", form="{form}"),
        "ask_title": say("paper.claim.ask_title"),
        "ask_see": say("paper.claim.ask_see", numbers="{numbers}"),
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
        "hospitals_title": say("paper.d08.hospitals") if is_hurt else "",
        "hospitals": _hospitals(sheet.hospitals) if is_hurt else [],
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
    return {
        "name": paper.text(),
        "from": paper.issuer(),
        "bring": paper.form(),
        "needs": paper.needs(),
        "extra": paper.only_if(),
        "asks": [ask.text() for ask in paper.asks],
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


def _hospitals(hospitals: Sequence[HospitalRow]) -> list[list[str]]:
    """Return the partners, those that never close first."""
    ordered = sorted(hospitals, key=lambda row: (not row.is_always_open, row.name))
    return [
        [
            f"{row.name} ({say('paper.d08.always')})" if row.is_always_open else row.name,
            row.address,
            render_phone(row.phone) if row.phone else "–",
        ]
        for row in ordered[:MOST_HOSPITALS]
    ]
