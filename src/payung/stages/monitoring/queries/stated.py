"""Figures that others published, and the regency's own targets."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.models import StatedFigure, Target
from payung.stages.monitoring.queries.reading import end_of
from payung.stages.monitoring.sums.stated import INFORMAL, Stated, newest_of
from payung.stages.monitoring.sums.targets import Aim
from payung.stages.registry.models import Regency


def stated_of(
    *,
    viewer: Viewer,
    code: str | None = None,
    place: str | None = None,
    from_month: Month | None = None,
    until_month: Month | None = None,
    as_of: date | None = None,
) -> list[Stated]:
    """Return what stands, the replaced left out, by place, month and code; published to all."""
    del viewer
    wanted: dict[str, Any] = {"code": code, "place_code": place}
    wanted["month__gte"] = from_month and from_month.first_day
    wanted["month__lte"] = until_month and until_month.first_day
    asked = {name: value for name, value in wanted.items() if value is not None}
    return _told(_standing(as_of).filter(**asked))


def history_of(*, viewer: Viewer, place: str) -> list[Stated]:
    """Return what was published about a regency, oldest first: its time before Payung."""
    return stated_of(viewer=viewer, place=place)


def own_history(*, viewer: Viewer, as_of: date | None = None) -> list[Stated]:
    """Return the same of the viewer's own regency; nothing above the regencies."""
    own = Regency.objects.filter(pk=viewer.regency_id or 0).values("code")
    return _told(_standing(as_of).filter(place_code__in=own))


def informal_workers(*, viewer: Viewer, on: date, as_of: date | None = None) -> Stated | None:
    """Return how many informal workers the viewer's regency has, as last published by a day."""
    return newest_of(own_history(viewer=viewer, as_of=as_of), code=INFORMAL, on=on)


def targets_of(*, viewer: Viewer, year: int, as_of: date | None = None) -> list[Aim]:
    """Return the targets that stand for a year, by regency, code and class."""
    rows = Target.objects.filter(year=year)
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    if as_of is not None:
        rows = rows.filter(set_at__lt=end_of(as_of))
    newest = rows.order_by("regency_id", "code", "size", "-id").distinct(
        "regency_id", "code", "size"
    )
    return [
        Aim(
            regency_id=row.regency_id,
            year=row.year,
            size=row.size,
            code=row.code,
            percent=row.percent,
            due_on=row.due_on,
            reason=row.reason,
            set_by=row.set_by,
            set_at=row.set_at,
        )
        for row in newest
    ]


def _standing(as_of: date | None) -> QuerySet[StatedFigure]:
    """Return what nothing replaced, as far as it was said by then."""
    rows = StatedFigure.objects.all()
    if as_of is not None:
        rows = rows.filter(said_at__lt=end_of(as_of))
    return rows.exclude(pk__in=rows.exclude(replaces=None).values("replaces_id"))


def _told(rows: QuerySet[StatedFigure]) -> list[Stated]:
    return [_stated(row) for row in rows.order_by("place_code", "month", "on", "code", "pk")]


def _stated(row: StatedFigure) -> Stated:
    return Stated(
        id=row.pk,
        code=row.code,
        place=row.place_code,
        place_name=row.place_name,
        month=Month.of(row.month),
        on=row.on,
        part=row.part,
        whole=row.whole,
        source=row.source,
        address=row.link,
        printed=row.printed,
        said_by=row.said_by,
        said_at=row.said_at,
        replaces_id=row.replaces_id,
    )
