"""A prediction as a page shows it: sentences in the language of the page, and the days left."""

from dataclasses import dataclass
from datetime import date, datetime

from payung.kernel.people import Role, Viewer
from payung.reports.lapse.homes import AtRisk, at_risk
from payung.reports.lapse.offers import is_offered, offers_among
from payung.reports.lapse.predicting import around
from payung.reports.lapse.values import Cause, Prediction
from payung.reports.lapse.words import fact, then, way_out
from payung.stages.membership.queries import warnings_of
from payung.web.language import current


@dataclass(frozen=True, kw_only=True)
class Line:
    """One worker who will lose cover. `told_at` is when people were told last."""

    sponsorship_id: int
    worker: str
    sponsor: str
    office: str
    fact: str
    then: str
    way: str
    loses_on: date
    days_left: int
    is_offered: bool
    may_agree: bool
    told_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class HomeRisk:
    """What a first page shows: the counts, a sponsor's own lines, and offers of the office."""

    risk: AtRisk
    lines: tuple[Line, ...] = ()
    offers: int = 0


def home_risk(*, viewer: Viewer, on: date) -> HomeRisk:
    """Return what is at risk for a first page."""
    if viewer.role is not Role.SPONSOR:
        return HomeRisk(risk=at_risk(viewer=viewer, on=on))
    rows = around(viewer=viewer, on=on)
    own = tuple(row for row in rows if row.facts.is_own)
    return HomeRisk(
        risk=AtRisk(on=on, rows=own),
        lines=tuple(line_of(row, on, is_own=True) for row in own),
        offers=len(offers_among(rows, on)),
    )


def told_lines(viewer: Viewer, rows: list[Prediction], on: date) -> list[Line]:
    """Return lines with the instant at which people were told last; one more statement."""
    told = {
        row.sponsorship_id: row.warned_at
        for row in warnings_of(
            viewer=viewer, sponsorship_ids=[row.facts.sponsorship_id for row in rows]
        )
    }
    return [line_of(row, on, told_at=told.get(row.facts.sponsorship_id)) for row in rows]


def line_of(
    row: Prediction, on: date, *, is_own: bool = False, told_at: datetime | None = None
) -> Line:
    """Return a prediction as a page says it; `is_own` where the sponsor reads it."""
    lang = current()
    return Line(
        sponsorship_id=row.facts.sponsorship_id,
        worker=row.facts.worker,
        sponsor=row.facts.sponsor,
        office=row.facts.agency,
        fact=fact(row, lang, is_own=is_own),
        then=then(row, lang),
        way=way_out(row, lang),
        loses_on=row.loses_on,
        days_left=max(0, row.days_left(on)),
        is_offered=is_offered(row, on),
        may_agree=row.facts.is_accepted and row.cause in (Cause.CEILING, Cause.WITHDRAWN),
        told_at=told_at,
    )
