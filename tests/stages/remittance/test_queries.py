"""What to pay on, what is held and for how long, and who may see it."""

from datetime import date

import pytest

from payung.kernel.people import Viewer
from payung.stages.remittance import queries
from tests.factories import remittance as made
from tests.factories.remittance import DECEMBER, TARIFF_IDR

pytestmark = pytest.mark.django_db


def _cut(how_many=2):
    of = made.office()
    made.giving(of, how_many)
    made.listed(of)
    made.report(of)
    return of


def test_to_remit_is_what_is_held():
    of = _cut(2)

    due = queries.to_remit(viewer=of.treasurer.viewer, agency_id=of.agency_id, month=DECEMBER)

    assert due is not None
    assert (due.amount_idr, due.is_reported) == (2 * TARIFF_IDR, True)


def test_to_remit_of_another_office_is_not_there():
    of, other = _cut(1), made.office()

    assert (
        queries.to_remit(viewer=other.treasurer.viewer, agency_id=of.agency_id, month=DECEMBER)
        is None
    )


@pytest.mark.parametrize(
    ("on", "days", "too_long"), [(10, 0, False), (20, 10, False), (21, 11, True)]
)
def test_held_money_has_its_age_in_days(on, days, too_long):
    of = _cut(1)

    (held,) = queries.held(viewer=of.treasurer.viewer, on=date(2026, 12, on))

    assert (held.amount_idr, held.days, held.is_too_long) == (TARIFF_IDR, days, too_long)


def test_money_paid_on_is_no_longer_held():
    of = _cut(1)
    made.slip(of, TARIFF_IDR)

    assert queries.held(viewer=of.treasurer.viewer, on=date(2026, 12, 20)) == []


def test_held_money_is_seen_in_the_own_office_or_regency_only():
    of, other = _cut(1), made.office()
    elsewhere = made.office(code="33.10")
    on = date(2026, 12, 20)

    assert len(queries.held(viewer=of.secretariat.viewer, on=on)) == 1
    assert len(queries.held(viewer=Viewer.system(), on=on)) == 1
    assert queries.held(viewer=other.treasurer.viewer, on=on) == []
    assert queries.held(viewer=elsewhere.secretariat.viewer, on=on) == []


def test_a_receipt_without_slip_is_shown_as_waiting():
    of = made.office()
    made.receipt(of, "belum ada", TARIFF_IDR)

    (parked,) = queries.parked_receipts(viewer=of.branch.viewer)

    assert (parked.slip_number, parked.amount_idr) == ("BELUMADA", TARIFF_IDR)
    assert queries.parked_receipts(viewer=of.treasurer.viewer) == []


def test_the_months_of_a_regency_take_a_counted_number_of_queries(django_assert_num_queries):
    offices = [_cut(1) for _ in range(3)]

    with django_assert_num_queries(3):
        states = queries.month_states(viewer=offices[0].secretariat.viewer, month=DECEMBER)

    assert {of.agency_id for of in offices} <= states.keys()
