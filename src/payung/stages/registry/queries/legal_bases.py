"""Questions about what a regency's programme rests on, and what its letters of a day cite."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from payung.kernel.people import Viewer
from payung.stages.registry.models import LegalBasis, LegalBasisEnd
from payung.stages.registry.sums.legal_bases import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisRow:
    """A legal basis as it stands. Published."""

    basis_id: int
    kind: str
    number: str
    year: int | None
    cited: str
    about: str
    signed_on: date | None
    from_on: date
    until_on: date | None
    link: str
    replaces: str
    """What it replaces, as that was cited; empty for none."""
    replaced_by: str
    replaced_on: date | None
    ended_on: date | None
    ended_because: str

    @property
    def last_on(self) -> date | None:
        """Return its last day: its own, the day before it ended or was replaced; None: none yet."""
        a_day = timedelta(days=1)
        over = [day - a_day for day in (self.ended_on, self.replaced_on) if day is not None]
        days = [*over, self.until_on] if self.until_on is not None else over
        return min(days, default=None)

    @property
    def is_over(self) -> bool:
        """Whether somebody ended or replaced it, though the day may be still to come."""
        return self.ended_on is not None or self.replaced_on is not None

    def is_cited_on(self, day: date) -> bool:
        return self.from_on <= day and (self.last_on is None or day <= self.last_on)


CITED_ON = """SELECT array_agg(b.cited ORDER BY b.from_on, b.id) FROM registry_legalbasis b
    LEFT JOIN registry_legalbasisend e ON e.basis_id = b.id
    LEFT JOIN registry_legalbasis n ON n.replaces_id = b.id
    WHERE b.regency_id = r.id AND b.from_on <= %(on)s::date
      AND (b.until_on IS NULL OR b.until_on >= %(on)s::date)
      AND (e.ended_on IS NULL OR e.ended_on > %(on)s::date)
      AND (n.from_on IS NULL OR n.from_on > %(on)s::date)"""
"""What `bases_on` returns of a regency `r`, inside a statement that every page asks anyway."""


def bases_of(*, viewer: Viewer, regency_id: int | None = None) -> list[BasisRow]:
    """Return all of a regency (the viewer's own without one), the newest first."""
    place = viewer.regency_id if regency_id is None else regency_id
    if place is None or viewer.regency_id not in (None, place):
        return []
    rows = list(_with_ends(place))
    after = {row.replaces_id: row for row in rows if row.replaces_id is not None}
    names = {row.pk: row.cited for row in rows}
    return [_row(row, after.get(row.pk), names) for row in rows]


def basis_of(*, viewer: Viewer, basis_id: int) -> BasisRow | None:
    """Return one of the viewer's regency."""
    return next((row for row in bases_of(viewer=viewer) if row.basis_id == basis_id), None)


def bases_on(*, viewer: Viewer, on: date, regency_id: int | None = None) -> list[BasisRow]:
    """Return those in force on a day, the oldest first: what the letters of that day cite."""
    rows = reversed(bases_of(viewer=viewer, regency_id=regency_id))
    return [row for row in rows if row.is_cited_on(on)]


def citation(*, viewer: Viewer, on: date, regency_id: int | None = None) -> str:
    """Return what a letter of this day cites, as one phrase; empty where there is nothing."""
    rows = bases_on(viewer=viewer, on=on, regency_id=regency_id)
    return listed([row.cited for row in rows])


def _with_ends(regency_id: int) -> QuerySet[LegalBasis]:
    ends = LegalBasisEnd.objects.filter(basis_id=OuterRef("pk"))
    rows = LegalBasis.objects.filter(regency_id=regency_id).order_by("-from_on", "-pk")
    return rows.annotate(
        ended_on=Subquery(ends.values("ended_on")), ended_because=Subquery(ends.values("reason"))
    )


def _row(row: Any, after: LegalBasis | None, names: dict[int, str]) -> BasisRow:
    return BasisRow(
        basis_id=row.pk,
        kind=row.kind,
        number=row.number,
        year=row.year,
        cited=row.cited,
        about=row.about,
        signed_on=row.signed_on,
        from_on=row.from_on,
        until_on=row.until_on,
        link=row.link,
        replaces=names.get(row.replaces_id or 0, ""),
        replaced_by="" if after is None else after.cited,
        replaced_on=None if after is None else after.from_on,
        ended_on=row.ended_on,
        ended_because=row.ended_because or "",
    )
