"""A sheet that was filled in before somebody's NIP changed still finds them."""

from datetime import date

import pytest

from payung.kernel.nip import NipKind, parse_nip
from payung.kernel.people import Actor, Role
from payung.process.new_nip import give_new_nip, undo_new_nip
from payung.stages.enrolment.files import import_registrations
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.sums.nips import Cause
from tests.factories.enrolment import office, row, sheet

pytestmark = pytest.mark.django_db
NEW = "198001012010011991"


def _sent(home, rows, at):
    return import_registrations(
        content=sheet(rows),
        name="daftar.xlsx",
        regency_id=home.regency_id,
        agency_id=home.agency_id,
        apply=True,
        by=home.officer,
        at=at,
    )


def _renumbered(home, at) -> int:
    return give_new_nip(
        civil_servant_id=home.sponsors[0],
        nip=parse_nip(NEW),
        kind=NipKind.PNS,
        cause=Cause.CORRECTED,
        counts_from=date(2026, 10, 1),
        reason="SK 821/45",
        by=Actor(8004, "Sekretariat", Role.SECRETARIAT, home.regency_id, None, "uji"),
        at=at,
    )


def test_old_and_new_nip_lead_to_one_sponsor_and_the_old_one_is_told(at):
    home = office()
    _renumbered(home, at)

    _sent(home, [row(home.nips[0], 1), row(NEW, 2), row(home.nips[1], 3)], at)

    found = Sponsorship.objects.order_by("pk").values_list("sponsor_id", flat=True)
    assert list(found) == [home.sponsors[0], home.sponsors[0], home.sponsors[1]]


def test_a_number_that_was_a_mistake_leads_to_nobody(at):
    home = office()
    by = Actor(8004, "Sekretariat", Role.SECRETARIAT, home.regency_id, None, "uji")
    change = _renumbered(home, at)
    undo_new_nip(civil_servant_id=home.sponsors[0], change_id=change, reason="salah", by=by, at=at)

    _sent(home, [row(NEW, 1), row(home.nips[0], 2)], at)

    assert [one.sponsor_id for one in Sponsorship.objects.all()] == [home.sponsors[0]]
