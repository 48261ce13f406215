"""`payung person add`: someone with a duty, and a password made at this moment."""

import argparse
from contextlib import suppress

from payung.foundation.access.lookups import person_id_of
from payung.foundation.access.operations import create_person, grant, set_password
from payung.foundation.access.password_rules import fresh_password
from payung.foundation.access.problems import DutyHeld, SignInTaken
from payung.jobs.acting import explain, now, system, today
from payung.jobs.places import joined, office, province
from payung.jobs.printing import show
from payung.jobs.problems import Refused
from payung.kernel.people import Role, Viewer
from payung.kernel.wording import say


def run(wanted: argparse.Namespace) -> int:
    """Add the person if new, give the duty, print a fresh password once; nobody keeps it."""
    try:
        regency_id, agency_id, above = _place(wanted)
    except Refused as refused:
        return explain(refused, wanted)
    by, at, password = system(), now(), fresh_password()
    try:
        person_id = create_person(
            sign_in=wanted.sign_in, name=wanted.name or wanted.sign_in, by=by, at=at
        )
    except SignInTaken:
        person_id = person_id_of(viewer=Viewer.system(), sign_in=wanted.sign_in)
    with suppress(DutyHeld):
        grant(
            person_id=person_id,
            role=Role(wanted.role),
            regency_id=regency_id,
            agency_id=agency_id,
            province=above,
            starts_on=today(),
            by=by,
            at=at,
        )
    set_password(person_id=person_id, password=password, by=by, at=at)
    answer = {"sign_in": wanted.sign_in, "role": wanted.role, "password": password}
    line = say(
        "cli.added",
        wanted.lang,
        name=wanted.name or wanted.sign_in,
        role=wanted.role,
        sign_in=wanted.sign_in,
        password=password,
    )
    show(wanted, answer, [line])
    return 0


def _place(wanted: argparse.Namespace) -> tuple[int | None, int | None, str]:
    """Return the regency, the office and the province. :raises Refused: there is no such place."""
    if wanted.province:
        if wanted.role != Role.LEADER or wanted.agency:
            raise Refused("cli.province_is_a_leaders")
        return None, None, province(wanted.province)
    regency_id = joined(wanted.regency).regency_id
    agency_id = office(wanted.agency, wanted.regency).agency_id if wanted.agency else None
    return regency_id, agency_id, ""
