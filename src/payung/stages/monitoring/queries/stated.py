"""Figures that others published, and the regency's own targets."""

from datetime import date
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.models import StatedFigure, Target
from payung.stages.monitoring.queries.reading import end_of
from payung.stages.monitoring.sums.stated import Stated
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
    rows = StatedFigure.objects.all()
    if as_of is not None:
        rows = rows.filter(said_at__lt=end_of(as_of))
    replaced = rows.exclude(replaces=None).values("replaces_id")
    rows = rows.exclude(pk__in=replaced)
    wanted: dict[str, Any] = {"code": code, "place_code": place}
    wanted["month__gte"] = from_month and from_month.first_day
    wanted["month__lte"] = until_month and until_month.first_day
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return [_stated(row) for row in rows.order_by("place_code", "month", "on", "code", "pk")]


def history_of(*, viewer: Viewer, place: str) -> list[Stated]:
    """Return what was published about a regency, oldest first: its time before Payung."""
    return stated_of(viewer=viewer, place=place)


def informal_workers(*, viewer: Viewer, on: date, as_of: date | None = None) -> Stated | None:
    """Return how many informal workers the viewer's regency has, as last published by a day."""
    regency = Regency.objects.filter(pk=viewer.regency_id or 0).first()
    if regency is None:
        return None
    found = stated_of(viewer=viewer, code="N10.whole", place=regency.code, as_of=as_of)
    return next((one for one in reversed(found) if one.on <= on), None)


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
