"""What followed an event: the windows' edges, paid months, months taken back, other events."""

from datetime import date, timedelta

import pytest

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.models import Book
from payung.kernel.people import Actor, Role, Viewer
from payung.reports.outreach.effects import effect_of
from payung.stages.deductions.models import DeductionLine
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.models import Payer
from payung.stages.outreach import operations
from payung.stages.remittance.models import Close, PaidMonth, Reopening, Unpaid
from tests.factories import outreach
from tests.factories import world as worlds
from tests.factories.outreach import OTHER, OWN
from tests.factories.world import World

pytestmark = pytest.mark.django_db
FAR = "Kecamatan Weleri"


def held(world: World, days: int, *offices: str, came: int = 5, hour: int = 9) -> int:
    """Hold an event with one session so many days from the world's own."""
    event = outreach.event(world)
    made = outreach.session(world, event, days=days, offices=offices, hour=hour)
    operations.count_list(
        session_id=made,
        counts={world.agencies[name]: came for name in offices},
        by=outreach.secretariat(world),
        at=world.at,
    )
    return event


def effect(world: World, event: int, on: date | None = None):
    viewer = worlds.actor(world, Role.SECRETARIAT).viewer
    return effect_of(viewer=viewer, event_id=event, on=on or world.today)


def counts(world: World, event: int, office: str) -> list[int]:
    found = effect(world, event)
    (row,) = [one for one in found.offices if one.agency_id == world.agencies[office]]
    return [row.before, *(one.sign_ups for one in row.within)]


def test_each_day_belongs_to_one_side_of_each_edge(web_world: World):
    event = held(web_world, -95, OTHER)
    before = counts(web_world, event, OTHER)
    outreach.sign_ups(web_world, OTHER, -126, -125, -96, -95, -66, -65, -36, -35, -6, -5)

    after = counts(web_world, event, OTHER)
    assert [new - old for new, old in zip(after, before, strict=True)] == [2, 2, 4, 6]


def _paid(office: int, since: date, days: int) -> list[PaidMonth]:
    """Return, by the slow way, the months paid for those who signed up in the window."""
    signed = Sponsorship.objects.filter(
        agency_id=office,
        registered_on__gte=since,
        registered_on__lt=since + timedelta(days=days),
    ).exclude(state__in=["draft", "cancelled"])
    payers = Payer.objects.filter(sponsorship__in=signed)
    lines = DeductionLine.objects.filter(payer__in=payers)
    return list(
        PaidMonth.objects.filter(
            line__in=lines, received_on__gte=since, received_on__lt=since + timedelta(days=days)
        ).order_by("pk")
    )


def test_a_month_counts_once_it_is_received_and_no_longer_once_it_is_taken_back(web_world: World):
    first = Sponsorship.objects.order_by("registered_on")[0].registered_on
    event = held(web_world, -(web_world.today - first).days, *web_world.agencies)

    def shown() -> dict[int, list[int]]:
        rows = effect(web_world, event).offices
        return {row.agency_id: [one.paid_months for one in row.within] for row in rows}

    expected = {
        office: [_paid(office, first, count) for count in (30, 60, 90)]
        for office in web_world.agencies.values()
    }
    assert shown() == {key: [len(rows) for rows in found] for key, found in expected.items()}
    paid = next(rows[-1][0] for rows in expected.values() if rows[-1])

    @operation
    def take_back(*, by: Actor, at) -> None:
        close = Close.objects.filter(agency_id=paid.agency_id, month=paid.month).latest("version")
        Reopening.objects.create(
            close=close, asked_by_id=1, approved_by_id=2, reason="salah", reopened_at=at
        )
        Book.objects.filter(agency_id=paid.agency_id, month=paid.month).update(state="open")
        Unpaid.objects.create(paid_month=paid, reason="salah", at=at)
        record("world.spoiled", by=by, at=at)

    take_back(by=worlds.SYSTEM, at=web_world.at)
    assert shown()[paid.agency_id][-1] == len(expected[paid.agency_id][-1]) - 1


def test_a_handed_over_or_cancelled_worker_is_no_sign_up(web_world: World):
    event = held(web_world, -20, OTHER)
    before = counts(web_world, event, OTHER)
    outreach.sign_ups(web_world, OTHER, -10, -9)
    first, second = Sponsorship.objects.filter(
        agency_id=web_world.agencies[OTHER], registered_on__gte=web_world.today - timedelta(10)
    ).order_by("-pk")[:2]

    @operation
    def spoil(*, by: Actor, at) -> None:
        first.state = "cancelled"
        first.save()
        Sponsorship.objects.filter(pk=second.pk).update(follows=first)
        record("world.spoiled", by=by, at=at)

    spoil(by=worlds.SYSTEM, at=web_world.at)
    assert counts(web_world, event, OTHER) == before


def test_offices_of_another_event_and_those_not_yet_visited_are_no_comparison(web_world: World):
    event = held(web_world, -40, OWN)
    held(web_world, -30, FAR)
    outreach.session(web_world, event, days=4, offices=(OTHER,))
    found = effect(web_world, event)
    groups = {one.name: one.group for one in found.offices}

    assert groups[OWN] == "came"
    assert FAR not in groups, "another event was there near that time"
    assert OTHER not in groups, "invited to a session still ahead"
    assert set(groups.values()) == {"came", "not_visited"}
    assert found.group("not_visited").offices == len(groups) - 1


def test_invited_and_nobody_came_is_a_group_of_its_own_and_nothing_held_has_no_effect(
    web_world: World,
):
    event = outreach.event(web_world)
    made = outreach.session(web_world, event, days=-40, offices=(OWN, OTHER))
    assert effect(web_world, event) is None
    operations.count_list(
        session_id=made,
        counts={web_world.agencies[OWN]: 3, web_world.agencies[OTHER]: 0},
        by=outreach.secretariat(web_world),
        at=web_world.at,
    )
    groups = {one.name: one.group for one in effect(web_world, event).offices}
    assert (groups[OWN], groups[OTHER]) == ("came", "invited")
    edge = web_world.today - timedelta(days=40) + timedelta(days=30)
    over = [effect(web_world, event, on=day).group("came").within[0].is_over
            for day in (edge - timedelta(days=1), edge)]  # fmt: skip
    assert over == [False, True]


def test_another_regency_asks_in_vain(web_world: World):
    event = held(web_world, -40, OWN)
    viewer = Viewer(Role.SECRETARIAT, 1, web_world.other_regency_id, None)
    assert effect_of(viewer=viewer, event_id=event, on=web_world.today) is None
    officer = worlds.actor(web_world, Role.OFFICER).viewer
    assert effect_of(viewer=officer, event_id=event, on=web_world.today) is None
