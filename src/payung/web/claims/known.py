"""What is known of a worker already: shown beside the questions, so that none is asked (J26)."""

from dataclasses import dataclass
from datetime import date

from payung.kernel.dates import render_date
from payung.kernel.kpj import spaced
from payung.kernel.people import Viewer
from payung.reports.homes.places import place_of
from payung.stages.cover.queries import WorkerUnknown, cover_on
from payung.stages.enrolment.queries import sponsorship_of
from payung.stages.enrolment.queries.lists import SponsorshipRow
from payung.web.facts import Fact
from payung.web.language import tell
from payung.web.public.open import line_of

REPORTABLE = ("accepted", "ended")
"""Whoever was never insured has no claim; what happened before the end can still be reported."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """A worker to whom something happened; `phone` is the branch's number as people read it."""

    row: SponsorshipRow
    is_covered: bool
    facts: list[Fact]
    phone: str


def known_of(*, viewer: Viewer, sponsorship_id: int, on: date) -> Known | None:
    """Return what the viewer may know of the worker; None where there is nobody to report."""
    row = sponsorship_of(viewer=viewer, sponsorship_id=sponsorship_id)
    if row is None or row.state not in REPORTABLE:
        return None
    until = _until(viewer, row.worker_id, on)
    cover = tell("claim.known.until", day=render_date(until)) if until else ""
    facts = [
        Fact(tell("claim.known.worker"), row.worker_name),
        Fact(tell("claim.known.work"), row.occupation),
        Fact(tell("claim.known.card"), spaced(row.card_number)),
        Fact(tell("claim.known.sponsor"), row.sponsor_name),
        Fact(tell("claim.known.cover"), cover or tell("claim.known.not_covered")),
    ]
    return Known(
        row=row,
        is_covered=until is not None,
        facts=facts,
        phone=line_of(place_of(viewer=viewer)).shown,
    )


def _until(viewer: Viewer, worker_id: int, on: date) -> date | None:
    try:
        return cover_on(viewer=viewer, worker_id=worker_id, on=on).until
    except WorkerUnknown:
        return None
