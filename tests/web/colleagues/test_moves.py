"""S3A and the move itself: agreed by both, billed by exactly one, never a month by nobody."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from payung.foundation.access.models import Duty
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor, Role, Viewer
from payung.process.relocation import agree_to_relocation, finish_due_relocations
from payung.stages.deductions.models import DeductionList
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.models import CivilServant, Relocation
from payung.stages.registry.operations import (
    ask_relocation,
    refuse_relocation,
    withdraw_relocation,
)
from payung.stages.registry.operations.relocating import AskedBefore, NotElsewhere, NotYetOverdue
from payung.stages.registry.queries import relocations_overdue
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.forms import send
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db
OLD, NEW = "Dinas Kesehatan", "Kecamatan Boja"


def _officer(world: World, office: str) -> Actor:
    person_id = world.people[Role.OFFICER]
    return Actor(person_id, "x", Role.OFFICER, world.regency_id, world.agencies[office], "t")


@operation
def _officer_there(*, world: World, by: Actor, at: datetime) -> str:
    """Add an officer of the other office; return the word to sign in with."""
    person_id = worlds.person(world, "petugas-boja", "Sri Utami")
    worlds.give(world, person_id, Role.OFFICER, world.agencies[NEW])
    record("test.officer", by=by, at=at)
    return "petugas-boja"


def _asked(world: World, *, months_ahead: int = 0) -> Relocation:
    sponsor = worlds.actor(world, Role.SPONSOR)
    number = ask_relocation(
        civil_servant_id=world.sponsor_id,
        to_agency_id=world.agencies[NEW],
        from_month=world.month + months_ahead,
        by=sponsor,
        at=world.at,
    )
    return Relocation.objects.get(pk=number)


def _agree(world: World, moving: Relocation, office: str, at=None) -> bool:
    by = _officer(world, office)
    return agree_to_relocation(relocation_id=moving.pk, by=by, at=at or world.at)


def _lists(world: World, office: str, *months) -> None:
    """Let exactly these months be frozen from the running month on."""
    agency = world.agencies[office]
    there = set(DeductionList.objects.filter(agency_id=agency).values_list("month", flat=True))
    for month in months:
        if month.first_day not in there:
            DeductionList.objects.create(
                agency_id=agency, month=month.first_day, line_count=0, total_idr=0,
                digest="f" * 64, locked_at=world.at,
            )  # fmt: skip


def _office_of(world: World) -> int:
    return CivilServant.objects.get(pk=world.sponsor_id).agency_id


def _open(world: World) -> set[int]:
    rows = Sponsorship.objects.filter(sponsor_id=world.sponsor_id).exclude(
        state__in=["ended", "cancelled"]
    )
    return set(rows.values_list("agency_id", flat=True))


def test_nothing_moves_before_both_offices_agreed(web_world: World):
    moving = _asked(web_world)

    assert _agree(web_world, moving, NEW) is False

    assert _office_of(web_world) == web_world.agencies[OLD]


def test_with_the_second_agreement_person_workers_and_duty_move_together(web_world: World):
    moving = _asked(web_world)
    _lists(web_world, OLD, web_world.month, web_world.month.next)
    _agree(web_world, moving, OLD)

    moved = _agree(web_world, moving, NEW)

    new = web_world.agencies[NEW]
    assert moved is True
    assert _office_of(web_world) == new
    assert _open(web_world) == {new}
    held = Duty.objects.get(
        person_id=web_world.people[Role.SPONSOR], role=Role.SPONSOR, ends_on=None
    )
    assert held.agency_id == new
    moving.refresh_from_db()
    assert moving.state == "done"


def test_a_month_that_only_the_new_office_has_frozen_keeps_the_move_waiting(web_world: World):
    moving = _asked(web_world)
    ahead = web_world.month + 2
    _lists(web_world, NEW, ahead)
    _agree(web_world, moving, OLD)

    moved = _agree(web_world, moving, NEW)

    assert moved is False
    assert _office_of(web_world) == web_world.agencies[OLD]
    _lists(web_world, OLD, ahead)
    done = finish_due_relocations(by=Actor.system("job"), at=web_world.at)
    assert done == 1
    assert _office_of(web_world) == web_world.agencies[NEW]


def test_a_later_month_waits_until_the_day_before_and_moves_on_its_first(web_world: World):
    moving = _asked(web_world, months_ahead=3)
    _agree(web_world, moving, OLD)
    assert _agree(web_world, moving, NEW) is False
    first = worlds.noon((web_world.month + 3).first_day)

    eve = finish_due_relocations(by=Actor.system("job"), at=first - timedelta(days=1))
    day = finish_due_relocations(by=Actor.system("job"), at=first)
    again = finish_due_relocations(by=Actor.system("job"), at=first)

    assert (eve, day, again) == (0, 1, 0)


def test_one_civil_servant_has_one_move_at_a_time_and_never_to_where_they_are(web_world: World):
    _asked(web_world)
    with pytest.raises(AskedBefore):
        _asked(web_world)
    with pytest.raises(NotElsewhere):
        ask_relocation(
            civil_servant_id=web_world.sponsor_id,
            to_agency_id=web_world.agencies[OLD],
            from_month=web_world.month,
            by=worlds.actor(web_world, Role.SPONSOR),
            at=web_world.at,
        )


def test_a_third_office_has_no_say(web_world: World):
    moving = _asked(web_world)

    with pytest.raises(Relocation.DoesNotExist):
        _agree(web_world, moving, "Kecamatan Weleri")
    with pytest.raises(Relocation.DoesNotExist):
        withdraw_relocation(relocation_id=moving.pk, by=_officer(web_world, OLD), at=web_world.at)


def test_after_fourteen_days_the_secretariat_sees_it_and_may_decide(web_world: World):
    moving = _asked(web_world)
    secretariat = worlds.actor(web_world, Role.SECRETARIAT)
    on = web_world.today
    seen = [
        len(relocations_overdue(viewer=secretariat.viewer, on=on + timedelta(days=days)))
        for days in (13, 14, 15)
    ]
    assert seen == [0, 0, 1]
    with pytest.raises(NotYetOverdue):
        refuse_relocation(relocation_id=moving.pk, reason="x", by=secretariat, at=web_world.at)

    later = web_world.at + timedelta(days=15)
    agree_to_relocation(relocation_id=moving.pk, by=secretariat, at=later)

    moving.refresh_from_db()
    assert moving.released_by_id == moving.welcomed_by_id == secretariat.person_id
    assert relocations_overdue(viewer=Viewer.system(), on=later.date()) == []


def test_the_page_takes_an_answer_once_and_a_refusal_needs_its_reason(web_world: World):
    moving = _asked(web_world)
    page, client = reverse("move", args=[moving.pk]), signed_in(Role.OFFICER)

    assert send(client, page, {"keputusan": "tolak"}).status_code == 422
    assert send(client, page, {"keputusan": "terima"}).status_code == 302
    again = send(client, page, {"keputusan": "tolak", "alasan": "Berubah pikiran"})

    assert again.status_code == 422
    assert "sudah menjawab" in again.content.decode()
    moving.refresh_from_db()
    assert (moving.state, moving.released_by_id) == ("asked", web_world.people[Role.OFFICER])


def test_a_refusal_keeps_everything_and_shows_its_reason(web_world: World):
    moving = _asked(web_world)
    page, client = reverse("move", args=[moving.pk]), signed_in(Role.OFFICER)

    send(client, page, {"keputusan": "tolak", "alasan": "SK belum terbit"})

    assert "SK belum terbit" in client.get(page).content.decode()
    assert _office_of(web_world) == web_world.agencies[OLD]


def test_moves_of_other_offices_do_not_exist(web_world: World):
    other = Relocation.objects.create(
        civil_servant=CivilServant.objects.filter(agency_id=web_world.agencies[NEW])[0],
        from_agency_id=web_world.agencies[NEW],
        to_agency_id=web_world.agencies["Kecamatan Weleri"],
        from_month=web_world.month.first_day, state="asked",
        asked_at=web_world.at, asked_by_id=0,
    )  # fmt: skip
    client = signed_in(Role.OFFICER)

    assert client.get(reverse("move", args=[other.pk])).status_code == 404
    assert (
        CivilServant.objects.get(pk=other.civil_servant_id).name
        not in client.get("/kantor/mutasi/").content.decode()
    )


def test_the_office_that_takes_in_sees_who_comes_and_agrees_on_its_screen(web_world: World):
    moving = _asked(web_world)
    officer = come_in(_officer_there(world=web_world, by=worlds.SYSTEM, at=web_world.at))

    listed = officer.get("/kantor/mutasi/").content.decode()
    page = reverse("move", args=[moving.pk])

    assert "Wulan Handayani" in listed
    assert officer.get(page).status_code == 200
    assert send(officer, page, {"keputusan": "terima"}).status_code == 302
    moving.refresh_from_db()
    assert moving.welcomed_by_id is not None
