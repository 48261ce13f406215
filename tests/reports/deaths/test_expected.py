"""Deaths expected of the members against the claims made, for groups of five and more."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from payung.kernel.people import Role, Viewer
from payung.reports.deaths.expected import PATIENCE, YEAR, expected_deaths
from payung.stages.claims.sums.expecting import Standing
from payung.stages.registry.models import Worker
from tests.factories import claims as families
from tests.factories.deaths import desk, identity

pytestmark = pytest.mark.django_db
ON = date(2027, 12, 1)
AGED = date(1965, 1, 1)


def test_counts_days_ages_and_claims_and_hides_small_groups():
    large, small = families.place(6, months=1), families.place(4, months=1)
    for given in (*large.given[:5], *small.given):
        identity(given.worker_id, "Tumini", born_on=AGED, sex="P")
    identity(large.given[5].worker_id, "Sukini", born_on=None)
    viewer = desk(large).viewer

    found = expected_deaths(viewer=viewer, on=ON)

    assert found is not None
    assert (found.until, found.since) == (ON - PATIENCE, ON - PATIENCE - YEAR)
    (group,) = found.offices
    assert (group.members, group.claims, group.standing) == (6, 0, Standing.SMALL)
    days = (found.until - date(2026, 11, 1)).days
    one = Decimal(746) / 100_000 * days / Decimal("365.25")
    assert abs(group.expected - 5 * one) < Decimal("1e-12")
    assert (found.whole.members, found.ageless) == (10, 1)
    assert found.left_out >= 1
    own = expected_deaths(viewer=small.officer.viewer, on=ON)
    assert own is not None
    assert (own.whole.members, own.offices) == (4, ())
    assert expected_deaths(viewer=Viewer(Role.LEADER, 1, None, None), on=ON) is None


def test_a_death_counts_in_its_own_year_once_its_claim_is_made():
    place = families.place(6, months=1)
    families.died(place, on=families.DIED_ON)
    first = families.DIED_ON + PATIENCE
    viewer = desk(place).viewer

    def claims(on: date) -> int:
        found = expected_deaths(viewer=viewer, on=on)
        assert found is not None
        return found.offices[0].claims

    assert claims(first) == 0, "the family's two months"
    assert claims(first + timedelta(days=1)) == 1
    assert claims(first + YEAR) == 1
    assert Worker.objects.filter(died_on=families.DIED_ON).count() == 1
