"""A database of its own with every kind of event in it, opened as its owner."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import sql

from payung.config.embedded import OWNER_ROLE, Server
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.process.lapse import lapse_unpaid
from payung.stages.monitoring.operations import take
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import Difference
from payung.stages.remittance.operations.beyond_cut import ask_beyond_cut, take_beyond_cut
from payung.stages.remittance.queries.beyond_cut import beyond_cut_slips
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER, TARIFF_IDR

NOVEMBER = Month(2026, 11)


@pytest.fixture(scope="module")
def lived_in(
    postgres: Server, template: str, django_db_setup: None, django_db_blocker: object
) -> Iterator[None]:
    """Offices that closed, reopened, refunded, took back, differed and lapsed; all in order."""
    name = f"{os.environ['PAYUNG_DATABASE']}_verify"
    usual = dict(connection.settings_dict)
    connection.close()
    _run(postgres, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _run(postgres, "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)
    connection.settings_dict.update(NAME=name, USER=OWNER_ROLE)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's own type
        _live()
        yield
        connection.close()
    connection.settings_dict.update(usual)
    _run(postgres, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@pytest.fixture
def planted(lived_in: None) -> Iterator[None]:
    """Whatever the test does behind the triggers' back is gone after it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        transaction.set_rollback(True)


def _run(server: Server, statement: str, *names: str) -> None:
    given = [sql.Identifier(name) for name in names]
    with psycopg.connect(
        **server.url(role=OWNER_ROLE, database="postgres"), autocommit=True
    ) as owner:
        owner.execute(sql.SQL(statement).format(*given))


def _live() -> None:
    of = made.office("Dinas A")
    given = made.giving(of, 6, from_month=NOVEMBER)
    made.paid(of, NOVEMBER, not_cut={given[5].worker_id: "net_pay"})
    _close(of, NOVEMBER)
    made.listed(of)
    made.report(of, not_cut={given[5].worker_id: "net_pay"})
    _refund(of, given[0])
    number = made.slip(of, 4 * TARIFF_IDR)
    made.receipt(of, number, 4 * TARIFF_IDR + 1)
    operations.explain_difference(
        difference_id=Difference.objects.get().pk,
        words="salah ketik cabang",
        given_back=False,
        by=of.treasurer,
        at=AT,
    )
    paid = made.paid_months(of)[0]
    operations.unpay(paid_month_id=paid, reason="salah", by=of.treasurer, at=AT)
    operations.pay_again(
        worker_id=given[1].worker_id, month=DECEMBER, reason="benar", by=of.treasurer, at=AT
    )
    _close(of, DECEMBER)
    _reopen(of, DECEMBER)
    _lapse()
    _beyond_cut()
    take(by=Actor.system("uji"), at=AT)


def _beyond_cut() -> None:
    of = made.office("Dinas C")
    (given,) = made.giving(of, 1)
    made.listed(of)
    number = made.slip(of, TARIFF_IDR)
    made.report(of, not_cut={given.worker_id: "leave"})
    made.receipt(of, number, TARIFF_IDR)
    (waits,) = beyond_cut_slips(viewer=of.head.viewer)
    asked = ask_beyond_cut(slip_line_id=waits.slip_line_id, reason="kas", by=of.treasurer, at=AT)
    take_beyond_cut(approval_id=asked, seen_digest=waits.digest, by=of.head, at=AT)


def _lapse() -> None:
    of = made.office("Dinas B")
    months = Month.span(Month(2026, 1), Month(2026, 4))
    (given,) = made.giving(of, 1, from_month=months[0])
    for month in months:
        made.paid(of, month, not_cut={given.worker_id: "leave"}, amount_idr=16_800)
    lapse_unpaid(month=Month(2026, 4), by=Actor.system("uji"), at=datetime(2026, 4, 1, tzinfo=UTC))
    made.returned(given, from_month=Month(2026, 6), starts_on=date(2026, 5, 20))


def _digest(of: made.Office, month: Month) -> str:
    state = queries.month_state(viewer=of.head.viewer, agency_id=of.agency_id, month=month)
    assert state is not None
    return state.digest


def _close(of: made.Office, month: Month) -> None:
    asked = operations.ask_close(agency_id=of.agency_id, month=month, by=of.treasurer, at=AT)
    operations.close(approval_id=asked, seen_digest=_digest(of, month), by=of.head, at=AT)


def _reopen(of: made.Office, month: Month) -> None:
    asked = operations.ask_reopen(
        agency_id=of.agency_id, month=month, reason="lupa satu", by=of.treasurer, at=AT
    )
    operations.reopen(approval_id=asked, seen_digest=_digest(of, month), by=of.head, at=AT)


def _refund(of: made.Office, given: made.Given) -> None:
    asked = operations.ask_refund(
        agency_id=of.agency_id,
        month=DECEMBER,
        sponsor_id=given.sponsor_id,
        worker_id=given.worker_id,
        amount_idr=TARIFF_IDR,
        reason="berhenti",
        by=of.treasurer,
        at=AT,
    )
    (waiting,) = queries.open_requests(viewer=of.head.viewer)
    operations.refund(approval_id=asked, seen_digest=waiting.seen_digest, by=of.head, at=AT)
