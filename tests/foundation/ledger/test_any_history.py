"""Whatever is posted in whatever order: the books stay whole, and nothing goes below zero."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from payung.foundation.ledger.balances import balances
from payung.foundation.ledger.kinds import SIDES, Account, Kind
from payung.foundation.ledger.models import Transfer
from payung.foundation.ledger.posting import Cause, begin_entry, open_books, post, reverse_set
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from tests.factories.remittance import as_operation

AT = datetime(2026, 12, 10, 3, tzinfo=UTC)
BY = Actor(1, "Uji", Role.TREASURER, 33, 7, "uji")
MONTH = Month(2026, 12)
NEVER_NEGATIVE = (Account.HELD, Account.TRANSIT, Account.BPJS, Account.PREPAID, Account.RETURNED)

amounts = st.integers(min_value=1, max_value=5).map(lambda n: n * 8_400)
people = st.integers(min_value=1, max_value=3)
kinds = st.sampled_from(sorted(SIDES))


class Ledger(RuleBasedStateMachine):
    """Posts anything; the model below knows what the database must refuse."""

    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.inside = as_operation(AT)
        self.inside.__enter__()
        open_books([7], MONTH)
        self.balance = Counter()
        self.posted = set()
        self.number = 0

    def teardown(self):
        self.inside.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    @rule(kind=kinds, amount_idr=amounts, person=people)
    def post_anything(self, kind, amount_idr, person):
        debit, credit = SIDES[kind]
        tag = (kind, person)
        is_slip = kind in (Kind.REMIT, Kind.RECEIPT)
        once = kind in (Kind.CUT, Kind.ALLOCATE, Kind.DRAW, Kind.REMIT, Kind.RECEIPT)
        must_refuse = (once and tag in self.posted) or self._lacks(credit, person, amount_idr)

        taken = self._try(
            lambda entry: post(
                entry,
                kind,
                agency_id=7,
                month=MONTH,
                amount_idr=amount_idr,
                slip_id=person if is_slip else None,
                sponsor_id=None if is_slip else person,
                worker_id=None if is_slip else person,
            )
        )

        assert taken is not must_refuse
        if taken:
            self.posted.add(tag)
            self._move(debit, credit, person, amount_idr)

    @rule(pick=st.integers(min_value=0, max_value=40))
    def reverse_something(self, pick):
        rows = list(Transfer.objects.order_by("id"))
        if not rows:
            return
        row = rows[pick % len(rows)]
        person = row.worker_id or row.slip_id
        was_reversed = any(other.reverses_id == row.pk for other in rows)
        must_refuse = (
            row.kind == Kind.REVERSE
            or was_reversed
            or self._lacks(Account(row.debit), person, row.amount_idr)
        )

        taken = self._try(lambda entry: reverse_set(entry, "SELECT %(id)s::bigint", {"id": row.pk}))

        assert taken is not must_refuse
        if taken:
            self._move(Account(row.credit), Account(row.debit), person, row.amount_idr)

    @invariant()
    def the_books_are_whole(self):
        books = balances([7], MONTH)[7]
        assert books.is_whole
        assert books.held_idr == self.balance[Account.HELD]
        assert books.unallocated_idr == self.balance[Account.BPJS]

    @invariant()
    def nothing_is_negative_and_numbers_have_no_gap(self):
        assert all(self.balance[account] >= 0 for account in NEVER_NEGATIVE)
        seqs = list(Transfer.objects.order_by("seq").values_list("seq", flat=True))
        assert seqs == list(range(1, len(seqs) + 1))

    def _lacks(self, account, person, amount_idr):
        if account == Account.PREPAID:
            return self.balance[account, person] < amount_idr
        if account == Account.TRANSIT and self.balance[account, person] < amount_idr:
            return True
        return account in NEVER_NEGATIVE and self.balance[account] < amount_idr

    def _move(self, debit, credit, person, amount_idr):
        for key in (debit, (debit, person)):
            self.balance[key] += amount_idr
        for key in (credit, (credit, person)):
            self.balance[key] -= amount_idr

    def _try(self, act):
        self.number += 1
        try:
            with transaction.atomic():
                cause = Cause(ref=f"n{self.number}", cause="test")
                act(begin_entry(cause, by=BY, at=AT))
        except DatabaseError:
            return False
        return True


@pytest.mark.django_db
def test_any_history_of_postings_keeps_the_books_whole():
    assert connection.vendor == "postgresql"
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=60,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
