"""S65: the family sees stage and dates by the card, and an amount only once BPJS stated it."""

from datetime import date

import pytest

from payung.kernel.people import Viewer
from payung.reports.claim_status import claim_status
from payung.stages.claims import operations
from payung.stages.membership.models import Card, Spell
from payung.stages.registry.models import Worker
from tests.factories import claims as made
from tests.factories.claims import AT

pytestmark = pytest.mark.django_db
BORN = date(1980, 8, 17)
CODE = "KRTU2345ABCDEFGH"


def status(code=CODE, born_on=BORN):
    return claim_status(viewer=Viewer.system(), code=code, born_on=born_on)


@pytest.fixture
def place():
    made_place = made.place()
    Worker.objects.update(born_on=BORN)
    Card.objects.create(spell=Spell.objects.get(), code=CODE, issued_at=AT)
    return made_place


def test_what_does_not_fit_is_not_told_apart(place):
    assert status() == ()
    assert status(code="A" * 16) is None
    assert status(born_on=date(1980, 8, 18)) is None


def test_stage_by_stage_until_the_last_payment(place):
    claim_id = made.died(place)
    (first,) = status()
    made.at_branch(place, claim_id)
    (third,) = status()
    made.decided(place, claim_id)
    (stated,) = status()
    (widow,) = made.heir_ids(place, claim_id)
    made.pay(place, claim_id, widow, 10_000_000)
    (last,) = status()

    day = date(2026, 11, 20)
    assert (first.stage, first.dates, first.stated_idr) == (1, (day, None, None, None), None)
    assert (third.stage, third.dates, third.stated_idr) == (3, (day, day, day, None), None)
    assert (stated.stage, stated.stated_idr, stated.paid_idr) == (3, 10_000_000, 0)
    assert (last.stage, last.dates[3], last.paid_idr) == (4, day, 10_000_000)


def test_a_withdrawn_claim_is_not_shown(place):
    claim_id = made.died(place)

    operations.withdraw(claim_id=claim_id, reason="salah", by=place.officer, at=AT)

    assert status() == ()
