"""Operations leave a trail that cannot be skipped, chosen or changed."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from payung.foundation.audit.models import Event, Move
from payung.foundation.audit.operation import NothingRecorded, give_reason, operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.models import Book
from payung.kernel.people import Actor, Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 12, 10, 3, tzinfo=UTC)
BY = Actor(41, "Uji", Role.TREASURER, 33, 7, "req-1")


@operation
def _open_book(*, reason: str = "", by: Actor, at: datetime) -> None:
    give_reason(reason)
    Book.objects.create(agency_id=7, month="2026-12-01")
    record("book.opened", by=by, at=at)


@operation
def _forgetful(*, by: Actor, at: datetime) -> None:
    Book.objects.create(agency_id=7, month="2026-12-01")


@operation
def _outer(*, by: Actor, at: datetime) -> None:
    _open_book(by=by, at=at)


class TestOperation:
    def test_a_state_carries_who_when_and_why(self):
        _open_book(reason="bulan baru", by=BY, at=AT)

        move = Move.objects.get()
        assert (move.actor_id, move.role, move.agency_id) == (41, "treasurer", 7)
        assert (move.at, move.reason, move.request_id) == (AT, "bulan baru", "req-1")

    def test_without_an_event_nothing_is_kept(self):
        with pytest.raises(NothingRecorded):
            _forgetful(by=BY, at=AT)

        assert not Book.objects.exists()

    def test_an_inner_operations_event_counts_for_the_outer(self):
        _outer(by=BY, at=AT)

        assert Event.objects.count() == 1

    def test_takes_keyword_arguments_with_actor_and_instant_only(self):
        def positional(by: Actor, at: datetime) -> None:
            """Not an operation."""

        with pytest.raises(TypeError):
            operation(positional)
        with pytest.raises(TypeError):
            operation(lambda *, at: at)


class TestStates:
    def test_change_only_inside_an_operation(self):
        with pytest.raises(DatabaseError, match="only inside an operation"):
            Book.objects.create(agency_id=7, month="2026-12-01")

    def test_move_only_as_the_table_of_moves_says(self):
        _open_book(by=BY, at=AT)

        with pytest.raises(DatabaseError, match="open -> burnt is not an allowed move"):
            Book.objects.update(state="burnt")

    def test_begin_only_where_the_table_of_moves_says(self):
        _open_book(by=BY, at=AT)

        with pytest.raises(DatabaseError, match="begins open"):
            Book.objects.create(agency_id=8, month="2026-12-01", state="closed")

    def test_a_set_leaves_one_move_per_row(self):
        _open_book(by=BY, at=AT)

        Book.objects.update(state="closed")

        assert list(Move.objects.order_by("id").values_list("from_state", "to_state")) == [
            ("", "open"),
            ("open", "closed"),
        ]


class TestChain:
    def test_every_event_is_chained_to_the_one_before_in_its_regency(self):
        for _ in range(3):
            record("one", by=BY, at=AT)
        record("elsewhere", by=Actor.system("job:1"), at=AT)

        mine = list(Event.objects.filter(chain="regency:33").order_by("seq"))
        assert [event.seq for event in mine] == [1, 2, 3]
        assert bytes(mine[1].previous_hash) == bytes(mine[0].hash)
        assert bytes(mine[0].previous_hash) == b""
        assert Event.objects.get(chain="national").seq == 1

    def test_no_writer_chooses_number_or_hash(self):
        Event.objects.create(
            chain="regency:33", seq=99, at=AT, role="treasurer", action="x", target_type="",
            reason="", request_id="r", digest="", hash=b"mine", previous_hash=b"mine",
        )  # fmt: skip

        event = Event.objects.get()
        assert (event.seq, bytes(event.previous_hash), len(event.hash)) == (1, b"", 32)

    @pytest.mark.parametrize("table", ["audit_move", "audit_allowedmove"])
    def test_the_application_cannot_write_moves(self, table):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"INSERT INTO {table} DEFAULT VALUES")
