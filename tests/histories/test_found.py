"""Histories that once failed, made small: each is a bug that was mended."""

import pytest

from tests.histories.play import play
from tests.histories.steps import Step, step

pytestmark = pytest.mark.slow
NOVEMBER, DECEMBER, JANUARY = (0, 0), (0, 1), (0, 2)


def _decided(ask: str, decide: str, month: tuple[int, int]) -> list[Step]:
    return [step(ask, "tini", month, reason="alasan"), step(decide, "tono", month)]


def _paid(month: tuple[int, int], slip: str) -> list[Step]:
    return [
        step("slip", "tini", month, number=slip),
        step("receipt", "cahya", month, slip=slip, days=1),
    ]


def test_credit_that_another_month_took_pays_no_month_again(place):
    """The ledger refused it with a fault of the database; now it says that there is no money."""
    script = [
        step("lock", "tini", NOVEMBER),
        step("fetch", "tini", NOVEMBER, slot="form"),
        step("upload", "tini", NOVEMBER, slot="form", edits=("over",)),
        *_decided("ask_over", "allow_over", NOVEMBER),
        *_paid(NOVEMBER, "S1"),
        step("lock", "tini", DECEMBER, days=30),
        step("as_listed", "tini", DECEMBER),
        step("unpay", "tini", DECEMBER),
        *_decided("ask_close", "close", DECEMBER),
        step("lock", "tini", JANUARY, days=20),
        step("as_listed", "tini", JANUARY),
        *_paid(JANUARY, "S2"),
        *_decided("ask_reopen", "reopen", DECEMBER),
        step("pay_again", "tini", DECEMBER),
    ]

    verdict = play(place, "credit", script)

    assert verdict.failure == ""
    assert verdict.journal.events[-1].reply == ("no", "remittance.nothing_to_pay")


def test_what_the_branch_confirmed_while_the_month_was_closed_is_posted_when_it_opens(place):
    """It stayed in transit until somebody happened to do something else in that month."""
    slip, receipt = _paid(NOVEMBER, "S1")
    script = [
        step("lock", "tini", NOVEMBER),
        step("as_listed", "tini", NOVEMBER),
        slip,
        *_decided("ask_close", "close", NOVEMBER),
        receipt,
        *_decided("ask_reopen", "reopen", NOVEMBER),
        step("ask_close", "tini", NOVEMBER, reason=""),
    ]

    verdict = play(place, "reopened", script)

    assert verdict.failure == ""
    assert verdict.journal.events[-1].reply[0] == "ok"


def test_money_that_the_bank_gave_back_goes_to_the_slip_that_waited_for_it(place):
    script = [
        step("lock", "tini", NOVEMBER),
        step("as_listed", "tini", NOVEMBER),
        step("slip", "tini", NOVEMBER, number="S1"),
        step("receipt", "cahya", NOVEMBER, slip="S1", mode="less", days=1),
        step("slip", "tini", NOVEMBER, number="S2", mode="more"),
        step("explain", "tini", NOVEMBER, given_back=True),
    ]

    verdict = play(place, "given back", script)

    assert verdict.failure == ""
