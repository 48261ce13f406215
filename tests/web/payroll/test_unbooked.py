"""Short pay, and over-cuts nobody allowed: told until payroll corrects them, or two sign."""

from datetime import timedelta

import pytest

from payung.foundation.ledger.balances import balances
from payung.kernel.people import Role
from payung.reports.audit.differences import Kind, differences
from payung.reports.verify import money
from payung.stages.remittance.operations import close
from payung.stages.remittance.problems import MonthNotReady
from payung.stages.remittance.queries import month_state
from tests.factories import payroll
from tests.factories.world import World, actor
from tests.web.forms import said
from tests.web.payroll.conftest import sent, text

pytestmark = pytest.mark.django_db
UNBOOKED_IDR = 9_400 + 7_400


def _state(world: World):
    return month_state(
        viewer=actor(world, Role.TREASURER).viewer,
        agency_id=payroll.office_of(world),
        month=payroll.next_month(world),
    )


def _told(world: World):
    """Return what the auditor finds of it: still open, and signed by two."""
    viewer, later = actor(world, Role.AUDITOR).viewer, world.today + timedelta(days=3)
    found = differences(viewer=viewer, on=later)
    return [
        [(one.amount_idr, one.count, one.days) for one in some if one.kind is Kind.UNBOOKED]
        for some in (found.open, found.signed)
    ]


def test_a_reason_alone_does_not_make_the_money_disappear(web_world, treasurer, page):
    world, list_id = web_world, payroll.locked(web_world)
    over, under, *_ = payroll.nips(world, list_id)
    payroll.answered(world, list_id, **{f"n{over}": 9_400, f"n{under}": 7_400})
    payroll.slip(world, payroll.due(world), "UJI-1")
    payroll.received(world)
    boxes = [
        part.split('"')[0] for part in text(treasurer.get(page("beda/"))).split('name="sebab_')[1:]
    ]
    assert _told(world) == [[], []], "without a reason it is told as that"
    sent(treasurer, page("beda/"), **{f"sebab_{box}": "net_pay" for box in boxes})

    shown = said(text(treasurer.get(page("cocok/"))))

    assert [block.code for block in _state(world).blocks] == ["unbooked"]
    assert "Rp16.800 tidak masuk pembukuan" in shown
    assert _told(world) == [[(UNBOOKED_IDR, 2, 3)], []]
    assert list(money.m1_deducted_is_accounted_for()) == [], "M1 knows only what was posted"
    with pytest.raises(MonthNotReady):
        payroll.asked(world)
    asked = payroll.asked(world, reason="gaji mengoreksi bulan depan")
    close(
        approval_id=asked,
        seen_digest=payroll.digest(world),
        by=actor(world, Role.OFFICE_HEAD),
        at=world.at,
    )
    assert _told(world) == [[], [(UNBOOKED_IDR, 2, 3)]]


def test_payrolls_correction_ends_it(web_world):
    world, list_id = web_world, payroll.locked(web_world)
    (under, *_) = payroll.nips(world, list_id)
    payroll.answered(world, list_id, **{f"n{under}": 7_400})
    before = _state(world).unbooked_idr

    payroll.answered(world, list_id, seq=2)

    assert (before, _state(world).unbooked_idr) == (7_400, 0)
    agency_id = payroll.office_of(world)
    books = balances([agency_id], payroll.next_month(world))[agency_id]
    assert books.cut_idr == _state(world).listed_idr
