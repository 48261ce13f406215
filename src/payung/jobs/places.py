"""Which regency and office a command means; a regency joins when its first staff list comes."""

from datetime import datetime
from difflib import get_close_matches

from django.conf import settings

from payung.jobs.problems import Refused
from payung.kernel.people import Actor, Viewer
from payung.stages.registry import queries
from payung.stages.registry.gateway import read_areas
from payung.stages.registry.operations.areas import join, load_areas
from payung.stages.registry.problems import UnknownRegency
from payung.stages.registry.queries import AgencyRow, RegencyRow

SYSTEM = Viewer.system()


def joined(code: str) -> RegencyRow:
    """Return a regency that takes part. :raises Refused: it has not joined."""
    found = queries.regency_by_code(viewer=SYSTEM, code=code)
    if found is None:
        raise Refused("cli.regency_not_joined", code=code)
    return found


def province(code: str) -> str:
    """Return a province's code. :raises Refused: none of its regencies takes part."""
    if code not in {row.code[:2] for row in queries.regencies(viewer=SYSTEM)}:
        raise Refused("cli.province_not_joined", code=code)
    return code


def joining(code: str, *, by: Actor, at: datetime) -> RegencyRow:
    """Return the regency, letting it join first. :raises Refused: there is no such regency."""
    if found := queries.regency_by_code(viewer=SYSTEM, code=code):
        return found
    ready_areas(by=by, at=at)
    try:
        join(regency_code=code, branch_name="", by=by, at=at)
    except UnknownRegency as problem:
        raise Refused("cli.regency_unknown", code=code) from problem
    return joined(code)


def ready_areas(*, by: Actor, at: datetime) -> None:
    """Load the published area codes unless they are there."""
    if not queries.areas_within(parent_code=""):
        load_areas(areas=read_areas(settings.AREA_DATA), by=by, at=at)


def office(name: str, code: str | None = None) -> AgencyRow:
    """Return the office meant by `name`, in the regency of `code` or the only one that has it."""
    if not name:
        raise Refused("cli.agency_needed")
    places = [joined(code)] if code else queries.regencies(viewer=SYSTEM)
    found = {}
    for place in places:
        match = queries.match_agency(viewer=SYSTEM, regency_id=place.regency_id, spelling=name)
        if match.agency_id is not None:
            found[match.agency_id] = match.how
    exact = [agency_id for agency_id, how in found.items() if how != "similar"]
    chosen = exact if len(exact) == 1 else list(found)
    known = {row.agency_id: row for row in queries.agencies(viewer=SYSTEM)}
    if len(chosen) == 1:
        return known[chosen[0]]
    if chosen:
        raise Refused("cli.agency_ambiguous", name=name)
    near = get_close_matches(name, [row.name for row in known.values()], n=3, cutoff=0.4)
    raise Refused(
        "cli.agency_unknown",
        name=name,
        where=f" ({code})" if code else "",
        similar=", ".join(near) or "-",
    )
