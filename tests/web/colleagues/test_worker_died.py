"""A death; and money that stays behind when a sponsor moves: it ends where it was cut (C3, C5)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from payung.foundation.audit.scope import show_everything, show_to
from payung.foundation.ledger.models import Book
from payung.kernel.people import Role
from payung.process.relocation import agree_to_relocation
from payung.stages.deductions.models import DeductionLine
from payung.stages.deductions.operations import lock
from payung.stages.deductions.queries import list_of
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.models import Payer
from payung.stages.reconciliation.queries import asked_lines
from payung.stages.registry.models import CivilServant, Worker
from payung.stages.registry.operations import ask_relocation
from payung.stages.remittance.models import PaidMonth
from payung.stages.remittance.queries.held_people import held_people
from tests.factories import payroll
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.colleagues.test_leaving import there
from tests.web.forms import said as said_on
from tests.web.forms import send
from tests.web.secretariat.sending import boxes
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def paid(worker_id: int) -> list[tuple[object, ...]]:
    return list(PaidMonth.objects.filter(worker_id=worker_id).order_by("pk").values_list())


def test_a_death_keeps_what_was_paid_and_later_money_waits_to_be_given_back(web_world: World):
    world = web_world
    thing = Sponsorship.objects.get(sponsor_id=world.sponsor_id, worker__name="Siti Rahayu")
    worker_id, before = thing.worker_id, paid(thing.worker_id)
    payroll.cut(world)  # the month after the death is cut already when it is recorded
    client, path = signed_in(Role.OFFICER), reverse("claim-death", args=[thing.pk])
    assert path in send(client, "/kantor/cari/", {"cari": "Siti"}, follow=True).content.decode()
    sure = {"sebab": "illness", "pasti": "1"}
    tomorrow = boxes("meninggal", world.today + timedelta(days=1)) | sure
    for wrong in ({}, boxes("meninggal", world.today), tomorrow):
        assert send(client, path, wrong).status_code == 422

    done = send(client, path, boxes("meninggal", world.today) | sure, follow=True)

    assert "Wafatnya Siti Rahayu tercatat" in said_on(done.content.decode())
    again = send(client, path, boxes("meninggal", world.today) | sure, follow=True)
    assert "Kejadian ini sudah dilaporkan" in said_on(again.content.decode())
    assert before
    assert paid(worker_id) == before
    month = world.month + 2
    lock(agency_ids=[world.agencies["Dinas Kesehatan"]], month=month, by=worlds.SYSTEM, at=world.at)
    assert not DeductionLine.objects.filter(worker_id=worker_id, month__gte=month.first_day)
    held = signed_in(Role.TREASURER).get("/gaji/tertahan/").content.decode()
    assert "/gaji/tertahan/" in held
    people = payroll_held(world)
    assert people[world.sponsor_id] == {"refund_asked", "not_remitted"}
    assert Worker.objects.get(pk=worker_id).died_on == world.today


def payroll_held(world: World) -> dict[int, set[str]]:
    """Return why each sponsor's money of the next month is held, as the treasurer sees it."""
    show_everything()
    month = payroll.next_month(world).first_day
    book = Book.objects.get(agency_id=payroll.office_of(world), month=month)
    by = worlds.actor(world, Role.TREASURER)
    show_to(by.viewer, sponsor_id=None)
    found: dict[int, set[str]] = {}
    for row in held_people(viewer=by.viewer, book_id=book.pk, skip=0, most=500):
        found.setdefault(row.sponsor_id, set()).add(str(row.why))
    # Payroll's answer is laid beside the same lines, whoever may see their people by now.
    list_id = list_of(viewer=by.viewer, agency_id=book.agency_id, month=payroll.next_month(world))
    assert list_id is not None
    lines = asked_lines(viewer=by.viewer, list_id=list_id.list_id)
    assert {line.sponsor_id for line in lines} >= set(found)
    show_everything()
    return found


def test_held_money_of_one_who_moved_away_stays_with_the_office_that_cut_it(web_world: World):
    world = web_world
    payroll.cut(world)
    before = payroll_held(world)
    assert world.sponsor_id in before
    home = worlds.actor(world, Role.OFFICER)
    number = ask_relocation(
        civil_servant_id=world.sponsor_id, to_agency_id=world.other_agency_id,
        from_month=world.month.next.next, by=home, at=world.at,
    )  # fmt: skip
    agree_to_relocation(relocation_id=number, by=home, at=world.at)
    there_by = there(world, Role.OFFICER)
    assert agree_to_relocation(relocation_id=number, by=there_by, at=world.at)
    person = CivilServant.objects.get(pk=world.sponsor_id)
    assert person.regency_id == world.other_regency_id

    assert payroll_held(world) == before
    assert Payer.objects.filter(sponsor=person, until_month=None).exists()
