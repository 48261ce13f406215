"""Questions about offices (OPD) and the spellings under which they are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from payung.kernel.people import Viewer
from payung.stages.registry.models import Agency, AgencyAlias, Regency
from payung.stages.registry.sums.offices import KnownOffices


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """The office a spelling means; without `agency_id`, `name` is the spelling itself."""

    agency_id: int | None
    name: str
    how: Literal["exact", "alias", "similar", "none"]


@dataclass(frozen=True, slots=True)
class AgencyRow:
    agency_id: int
    regency_id: int
    name: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class RegencyRow:
    regency_id: int
    code: str
    name: str
    branch_name: str


def match_agency(*, viewer: Viewer, regency_id: int, spelling: str) -> AgencyMatch:
    """Return the one office of the regency that `spelling` means; an ambiguous one means none."""
    spellings = [spelling]
    return match_agencies(viewer=viewer, regency_id=regency_id, spellings=spellings)[spelling]


def match_agencies(
    *, viewer: Viewer, regency_id: int, spellings: Iterable[str]
) -> dict[str, AgencyMatch]:
    """Return what each spelling means. Office names are public; another regency's are not asked."""
    known = offices_of(viewer=viewer, regency_id=regency_id, closed_too=False)
    found: dict[str, AgencyMatch] = {}
    for spelling in spellings:
        match = known.match(spelling)
        if match.ref is None or match.how == "unclear":
            found[spelling] = AgencyMatch(None, spelling, "none")
        else:
            found[spelling] = AgencyMatch(match.ref, known.names[match.ref], match.how)
    return found


def offices_of(*, viewer: Viewer, regency_id: int, closed_too: bool) -> KnownOffices:
    """Return the regency's offices with all their spellings, in the order they were added."""
    if viewer.regency_id not in (None, regency_id):
        return KnownOffices.of("", {}, {})
    place = Regency.objects.filter(pk=regency_id).values_list("name", flat=True).first() or ""
    rows = Agency.objects.filter(regency_id=regency_id).order_by("pk")
    aliases = AgencyAlias.objects.filter(regency_id=regency_id)
    if not closed_too:
        rows = rows.filter(closed_on=None)
        aliases = aliases.filter(agency__closed_on=None)
    decided = dict(aliases.values_list("folded", "agency_id"))
    # The name of an office that went into another one means that other office.
    rows = rows.exclude(closed_on__isnull=False, folded__in=decided)
    return KnownOffices.of(place, dict(rows.values_list("pk", "name")), decided)


def agencies(*, viewer: Viewer, regency_id: int | None = None) -> list[AgencyRow]:
    """Return the offices the viewer may see, by name; closed ones too."""
    rows = Agency.objects.visible_to(viewer).order_by("name", "pk")
    if regency_id is not None:
        rows = rows.filter(regency_id=regency_id)
    return [
        AgencyRow(pk, regency, name, closed_on is None)
        for pk, regency, name, closed_on in rows.values_list("pk", "regency", "name", "closed_on")
    ]


def offices_elsewhere(*, viewer: Viewer, but: int) -> list[tuple[int, str, int, str]]:
    """
    Return all open offices but one with their regency, those of the viewer's regency first.

    Which regencies and offices take part is published; nobody who works there is told.
    """
    rows = Agency.objects.filter(closed_on=None).exclude(pk=but).order_by("regency__name", "name")
    found = rows.values_list("pk", "name", "regency_id", "regency__name")
    return sorted(found, key=lambda row: row[2] != viewer.regency_id)


def regencies(*, viewer: Viewer) -> list[RegencyRow]:
    """Return the regencies that take part, as far as the viewer may see, by code."""
    rows = Regency.objects.order_by("code")
    if viewer.regency_id is not None:
        rows = rows.filter(pk=viewer.regency_id)
    fields = ("pk", "code", "name", "branch_name")
    return [RegencyRow(*row) for row in rows.values_list(*fields)]


def regency_by_code(*, viewer: Viewer, code: str) -> RegencyRow | None:
    """Return the regency with the Kemendagri code, such as `33.24`, if the viewer may see it."""
    return next((row for row in regencies(viewer=viewer) if row.code == code), None)
