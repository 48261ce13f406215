"""Who moves, leaves or gets another NIP: past months stay as they were, for both offices."""

from datetime import date, timedelta

import pytest

from payung.kernel.month import Month
from payung.kernel.nip import NipKind, parse_nip
from payung.kernel.people import Actor, Role, Viewer
from payung.process.relocation import finish_due_relocations
from payung.stages.enrolment.models import Sponsorship
from payung.stages.intake.models import ReceivedFile
from payung.stages.membership.models import Payer
from payung.stages.monitoring import queries
from payung.stages.monitoring.models import Cell
from payung.stages.monitoring.operations import rebuild, take
from payung.stages.registry.models import Agency, CivilServant, Relocation, StaffChange
from payung.stages.registry.operations.departing import Left, record_departure
from payung.stages.registry.operations.nips import change_nip
from payung.stages.registry.sums.nips import Cause
from tests.factories.world import World, actor, noon

SYSTEM = Actor.system("test")
EVERYBODY = Viewer.system()
HEALTH, BOJA, WELERI = "Dinas Kesehatan", "Kecamatan Boja", "Kecamatan Weleri"


def taken(day: date) -> int:
    """Take at noon of a day; what was taken is what measuring all of it again finds."""
    rows = take(by=SYSTEM, at=noon(day)).rows
    assert not queries.is_behind(viewer=EVERYBODY, current=Month.of(day)), "never always behind"
    assert queries.differing(viewer=EVERYBODY) == []
    return rows


def staff(world: World, *agencies: int, until: Month | None = None) -> list[list[int]]:
    """Return N1 of each office for four months and what the plan says is due, oldest first."""
    last = until or world.month
    return [
        [one.asn if one else 0 for one in queries.office_series(
            viewer=EVERYBODY, agency_id=agency, until=last, months=4)]
        for agency in agencies
    ]  # fmt: skip


def change(was: list[list[int]], now: list[list[int]]) -> list[list[int]]:
    return [[b - a for a, b in zip(x, y, strict=True)] for x, y in zip(was, now, strict=True)]


def moves(person: int, to: int, from_month: Month, day: date) -> None:
    """Let both offices have agreed before `day`, on which the move is carried out."""
    who = CivilServant.objects.get(pk=person)
    Relocation.objects.create(
        civil_servant=who, from_agency_id=who.agency_id, to_agency_id=to, asked_by_id=1,
        from_month=from_month.first_day, state="asked", asked_at=noon(day), released_by_id=1,
        welcomed_by_id=2,
    )  # fmt: skip
    assert finish_due_relocations(by=SYSTEM, at=noon(day)) == 1


def somebody(agency: int, *, not_id: int = 0) -> int:
    """Return somebody of an office for whom nothing is cut."""
    paying = Payer.objects.values("sponsor_id")
    rows = CivilServant.objects.filter(agency_id=agency, gone_on=None).exclude(pk__in=paying)
    return int(rows.exclude(pk=not_id).order_by("pk")[0].pk)


def rest(world: World, month: Month) -> list[tuple[object, ...]]:
    """Return all figures of all offices of a month but N1."""
    return [
        (one.agency_id, one.joined, one.covered, one.registered, one.begun, one.due, one.money)
        for one in queries.offices_of(viewer=EVERYBODY, month=month)
    ]


@pytest.mark.parametrize(
    ("months_late", "boja", "weleri"),
    [
        (0, [0, 0, 0, -1], [0, 0, 0, 1]),
        (2, [0, 0, 0, -1], [0, 0, 0, 1]),  # agreed late: closed months stay where they were
    ],
)
def test_a_move_counts_from_its_month_and_never_in_one_that_is_over(
    world, months_late, boja, weleri
):
    old, new = world.agencies[BOJA], world.agencies[WELERI]
    was, past = staff(world, old, new), rest(world, world.month.previous)

    moves(somebody(old), new, world.month - months_late, world.today)
    taken(world.today)

    assert change(was, staff(world, old, new)) == [boja, weleri]
    assert rest(world, world.month.previous) == past


def test_a_move_agreed_early_waits_for_the_first_of_its_month(world):
    old, new = world.agencies[BOJA], world.agencies[WELERI]
    was = staff(world, old, new)
    who = CivilServant.objects.get(pk=somebody(old))
    who.agency_id = new
    who.save()
    following = world.month.next
    Relocation.objects.create(
        civil_servant=who, from_agency_id=old, to_agency_id=new, asked_by_id=1, state="asked",
        from_month=following.first_day, asked_at=world.at, released_by_id=1, welcomed_by_id=2,
    )  # fmt: skip
    Relocation.objects.filter(civil_servant=who).update(state="done")

    taken(world.today)
    assert staff(world, old, new) == was
    taken(world.month.last_day)
    assert staff(world, old, new) == was
    taken(following.first_day)
    assert [one[-1] for one in staff(world, old, new, until=following)] == [
        was[0][-1] - 1, was[1][-1] + 1,
    ]  # fmt: skip
    assert staff(world, old, new) == was


def test_away_and_back_and_twice_in_a_month_leave_everybody_at_one_office(world):
    old, new, third = (world.agencies[name] for name in (BOJA, WELERI, HEALTH))
    was = staff(world, old, new, third)
    returns = somebody(old)
    twice = somebody(old, not_id=returns)

    moves(returns, new, world.month, world.today)
    moves(twice, new, world.month, world.today)
    taken(world.today)
    moves(twice, third, world.month, world.today + timedelta(days=1))
    taken(world.today + timedelta(days=1))
    assert change(was, staff(world, old, new, third)) == [
        [0, 0, 0, -2], [0, 0, 0, 1], [0, 0, 0, 1],
    ]  # fmt: skip
    following = world.month.next
    moves(returns, old, following, following.first_day)
    taken(following.first_day)

    assert change(was, staff(world, old, new, third)) == [
        [0, 0, 0, -2], [0, 0, 0, 1], [0, 0, 0, 1],
    ]  # fmt: skip
    last = [one[-1] for one in staff(world, old, new, third, until=following)]
    assert last == [was[0][-1] - 1, was[1][-1], was[2][-1] + 1]


@pytest.mark.parametrize("why", [Left.RETIRED, Left.DIED])
def test_who_moved_and_had_left_before_is_taken_from_where_they_were(world, why):
    old, new = world.agencies[BOJA], world.agencies[WELERI]
    was, who = staff(world, old, new), somebody(old)
    moves(who, new, world.month, world.today)
    taken(world.today)

    record_departure(
        civil_servant_id=who, left_on=(world.month - 1).last_day, why=why, reason="",
        by=actor(world, Role.SECRETARIAT), at=noon(world.today + timedelta(days=1)),
    )  # fmt: skip
    taken(world.today + timedelta(days=1))

    assert change(was, staff(world, old, new)) == [[0, 0, -1, -1], [0, 0, 0, 0]]


def test_moved_on_by_a_list_in_the_month_before_the_move_they_stay_until_then(world):
    old, new, third = (world.agencies[name] for name in (BOJA, WELERI, HEALTH))
    was, who = staff(world, old, new, third), somebody(old)
    following, person = world.month.next, CivilServant.objects.get(pk=who)
    Relocation.objects.create(
        civil_servant=person, from_agency_id=old, to_agency_id=new, asked_by_id=1, state="asked",
        from_month=following.first_day, asked_at=world.at, released_by_id=1, welcomed_by_id=2,
    )  # fmt: skip
    Relocation.objects.filter(civil_servant=person).update(state="done")
    StaffChange.objects.create(
        civil_servant=person, file=ReceivedFile.objects.all()[0], kind="moved",
        from_agency_id=new, to_agency_id=third, at=noon(world.today + timedelta(days=1)),
    )  # fmt: skip
    CivilServant.objects.filter(pk=who).update(agency_id=third)

    taken(world.today + timedelta(days=1))
    assert staff(world, old, new, third) == was
    taken(following.first_day)

    last = [one[-1] for one in staff(world, old, new, third, until=following)]
    assert last == [was[0][-1] - 1, was[1][-1], was[2][-1] + 1]


def test_another_nip_moves_nobody(world):
    """PPPK becomes PNS: the number changes, the person stays."""
    who = CivilServant.objects.get(pk=world.sponsor_id)
    CivilServant.objects.filter(pk=who.pk).update(
        kind="pppk", nip=f"{who.nip[:8]}202321{who.nip[14]}992"
    )
    was, past = staff(world, who.agency_id), rest(world, world.month)

    change_nip(
        civil_servant_id=who.pk, nip=parse_nip(f"{who.nip[:8]}202610{who.nip[14]}991"),
        kind=NipKind.PNS, cause=Cause.APPOINTED, counts_from=world.today, reason="SK",
        by=actor(world, Role.SECRETARIAT), at=world.at,
    )  # fmt: skip
    taken(world.today)

    assert staff(world, who.agency_id) == was
    assert rest(world, world.month) == past


def test_a_sponsor_who_goes_far_leaves_the_regencys_past_and_cohorts_as_they_were(world):
    """Also where the last one goes: an office that is left with nobody keeps its months."""
    who, new = world.sponsor_id, world.other_agency_id
    old = CivilServant.objects.get(pk=who).agency_id
    CivilServant.objects.filter(agency_id=old).exclude(pk=who).update(
        agency_id=world.agencies[WELERI]
    )
    rebuild(by=SYSTEM, at=noon(world.today))
    was = staff(world, old, new)
    past = {month: rest(world, month) for month in Month.span(world.month - 12, world.month)}
    cells = _cells(world.month)

    moves(who, new, world.month, world.today)
    assert Agency.objects.get(pk=new).regency_id == world.other_regency_id
    assert Sponsorship.objects.filter(sponsor_id=who, agency_id=new).exists()
    later = world.today + timedelta(days=1)
    taken(later)

    assert was[0] == [1, 1, 1, 1]
    assert change(was, staff(world, old, new)) == [[0, 0, 0, -1], [0, 0, 0, 1]]
    assert {month: rest(world, month) for month in past} == past
    assert _cells(world.month) == cells
    taken(world.month.next.first_day)
    assert rebuild(by=SYSTEM, at=noon(world.month.next.first_day)).rows == 0


def _cells(until: Month) -> list[tuple[object, ...]]:
    """Return who began and who waited, of every month up to one."""
    rows = Cell.objects.filter(dimension__in=("cohort", "wait"), month__lte=until.first_day)
    newest = rows.order_by("regency_id", "month", "dimension", "value", "-version")
    kept = newest.distinct("regency_id", "month", "dimension", "value")
    return list(kept.values_list("regency_id", "month", "dimension", "value", "count"))
