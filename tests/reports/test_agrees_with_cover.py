"""The pages and the stage that answers "protected on this day?" must never differ."""

from datetime import timedelta

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.homes.sponsor import sponsor_home
from payung.reports.homes.workers import Status
from payung.reports.offices import offices_in
from payung.stages.cover.queries import cover_on, covered_in
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.models import Worker
from payung.stages.remittance.models import PaidMonth


def test_every_office_counts_the_same_workers_in_every_month(world):
    viewer = Viewer(Role.LEADER, 1, world.regency_id, None)
    dead = PaidMonth.objects.filter(month=world.month.first_day)[0].worker
    Worker.objects.filter(pk=dead.pk).update(died_on=world.month.previous.last_day)

    for month in Month.span(world.month - 3, world.month.next):
        shown = {o.name: o.covered for o in offices_in(viewer=viewer, month=month)}
        counted = {c.agency: c.workers for c in covered_in(viewer=viewer, month=month)}
        assert shown == counted, month


@pytest.mark.parametrize("days", [-70, -40, -20, 0, 10, 11, 42])
def test_a_sponsor_reads_covered_exactly_when_the_worker_is(world, days):
    viewer = Viewer(Role.SPONSOR, world.people[Role.SPONSOR], world.regency_id, None)
    on = world.today + timedelta(days=days)
    workers = dict(Sponsorship.objects.values_list("id", "worker_id"))

    for card in sponsor_home(viewer=viewer, on=on).workers:
        found = cover_on(viewer=viewer, worker_id=workers[card.sponsorship_id], on=on)
        assert (card.cover.status is Status.COVERED) == found.covered, (card.name, on)
        if found.covered:
            assert card.cover.covered_until == found.until
