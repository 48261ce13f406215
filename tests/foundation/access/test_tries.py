"""Wrong tries are counted per hour of the clock, before they are answered."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from payung.foundation.access.tries import (
    CARD_BY_ADDRESS,
    CARD_BY_CODE,
    Allowance,
    give_back,
    take,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LAST_MOMENT = AT + timedelta(minutes=59, seconds=59)
ONE = {CARD_BY_CODE: "KRTU2345ABCDEFGH"}


def test_five_tries_are_answered_and_the_sixth_is_not():
    assert [take(tries=ONE, at=AT) for _ in range(6)] == [True] * 5 + [False]


def test_the_hour_ends_however_often_somebody_asks_on():
    for _ in range(50):
        take(tries=ONE, at=LAST_MOMENT)

    assert not take(tries=ONE, at=LAST_MOMENT)
    assert take(tries=ONE, at=LAST_MOMENT + timedelta(seconds=1))


def test_right_answers_cost_nothing():
    for _ in range(20):
        assert take(tries=ONE, at=AT)
        give_back(tries=ONE, at=AT)


def test_one_address_is_slowed_whichever_cards_it_tries():
    def allowed(number):
        tries = {CARD_BY_CODE: f"CARD{number:012}", CARD_BY_ADDRESS: "10.0.0.7"}
        return take(tries=tries, at=AT)

    assert [allowed(number) for number in range(31)] == [True] * 30 + [False]


def test_another_address_and_another_card_go_on():
    for _ in range(6):
        take(tries=ONE | {CARD_BY_ADDRESS: "10.0.0.7"}, at=AT)

    assert take(tries={CARD_BY_CODE: "OTHER", CARD_BY_ADDRESS: "10.0.0.8"}, at=AT)


def test_neither_code_nor_address_is_kept_in_clear():
    take(tries=ONE | {CARD_BY_ADDRESS: "10.0.0.7"}, at=AT)

    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM access_signintry")
        kept = b"".join(bytes(key) for (key,) in cursor.fetchall())
    assert b"KRTU" not in kept
    assert b"10.0.0.7" not in kept


def test_counts_are_forgotten_after_two_hours():
    take(tries=ONE, at=AT)
    take(tries=ONE, at=AT + timedelta(hours=3))

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_signintry")
        assert cursor.fetchone() == (1,)


def test_a_sweep_is_told_once_an_hour_and_names_no_code(caplog):
    few = Allowance(name="uji", per_hour=2)
    with caplog.at_level(logging.WARNING, logger="payung.security"):
        for _ in range(9):
            take(tries={few: "KRTU2345ABCDEFGH"}, at=AT)

    assert len(caplog.records) == 1
    assert "KRTU" not in caplog.text
