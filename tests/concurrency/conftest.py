"""Kendal with one office, for what must really commit, be killed or be restored."""

from datetime import date

import pytest

from payung.jobs.simulation.branch import Branch
from payung.jobs.simulation.cast import cast
from payung.jobs.simulation.invented import Inventor
from payung.jobs.simulation.registering import (
    noon,
    take_sheet,
    to_branch_and_back,
    verify_office,
)
from payung.jobs.simulation.sheets import HABITS, registration_sheet, staff_sheet
from payung.jobs.simulation.steps import Steps
from payung.kernel.people import Actor, Viewer
from payung.stages.registry.files import import_staff
from payung.stages.registry.operations import join, load_areas
from payung.stages.registry.queries import AreaRow, agencies, regency_by_code

DAY = date(2026, 11, 20)
SYSTEM = Viewer.system()


@pytest.fixture
def place(own_database):
    """Kendal with one office of twenty civil servants, twelve of whom name a worker."""
    by, at = Actor.system("test"), noon(DAY)
    load_areas(
        areas=[
            AreaRow("33", "Jawa Tengah", ""),
            AreaRow("33.24", "Kabupaten Kendal", "33"),
            AreaRow("33.24.15", "Kendal", "33.24"),
        ],
        by=by,
        at=at,
    )
    regency_id = join(regency_code="33.24", branch_name="", by=by, at=at)
    world = Inventor("killed", [("33.24.15", "Kendal")])
    staff = [world.staff("Dinas Kesehatan") for _ in range(20)]
    import_staff(
        content=staff_sheet(staff, regency="Kabupaten Kendal", as_of=DAY),
        name="asn.xlsx",
        regency_id=regency_id,
        apply=True,
        by=by,
        at=at,
    )
    people = [world.candidate(one, today=DAY) for one in staff[:12]]
    regency = regency_by_code(viewer=SYSTEM, code="33.24")
    offices = agencies(viewer=SYSTEM, regency_id=regency_id)
    sheet = registration_sheet(people, agency="Dinas Kesehatan", habit=HABITS[0])
    return cast(regency, offices, since=DAY, by=by, at=at), offices[0].agency_id, sheet


@pytest.fixture
def members(place):
    """The twelve are accepted, and their first month is January 2027."""
    people, agency_id, sheet = place
    steps = Steps()
    take_sheet(people, sheet, "daftar.xlsx", agency_id=agency_id, day=DAY, steps=steps)
    verify_office(people, agency_id, day=DAY, steps=steps)
    to_branch_and_back(
        people,
        agency_id,
        Branch("1", first_number=21_000_000_000, refuses=0),
        sent=DAY,
        answered=DAY,
        errs=False,
        steps=steps,
    )
    return people, agency_id
