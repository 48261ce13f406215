"""Closing a month and opening it again: one person asks, another decides on the same figures."""

from dataclasses import asdict
from datetime import datetime

from payung.foundation.approvals.operations import SeenOtherwise, approve, ask, open_request
from payung.foundation.audit.operation import give_reason, operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.models import Book, BookState
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Actor, Viewer
from payung.stages.remittance.models import Close, Reopening
from payung.stages.remittance.operations.reach import refuse_others_offices
from payung.stages.remittance.operations.settling import hold_books, settle_places
from payung.stages.remittance.problems import (
    MonthClosed,
    MonthNotReady,
    NotClosed,
    ReasonMissing,
)
from payung.stages.remittance.queries import MonthState, month_state

CLOSE, REOPEN, BOOK = "month.close", "month.reopen", "ledger_book"


@operation
def ask_close(*, agency_id: int, month: Month, reason: str = "", by: Actor, at: datetime) -> int:
    """
    Ask another person to close the month; returns the request's id.

    :param reason: why it may close although money or reasons are open; the approver signs it too.
    :raises MonthNotReady: something is open and no reason is given, or no reason can help.
    :raises MonthClosed: it is closed already.
    """
    refuse_others_offices({agency_id}, by=by)
    hold_books([(agency_id, month)])
    state = _state(agency_id, month)
    if state.state == BookState.CLOSED:
        raise MonthClosed(month=render_month(month))
    _refuse_open_ends(state, reason)
    return ask(
        kind=CLOSE,
        target_type=BOOK,
        target_id=_book_id(state),
        reason=reason.strip(),
        seen_digest=state.digest,
        by=by,
        at=at,
    )


@operation
def close(*, approval_id: int, seen_digest: str, by: Actor, at: datetime) -> int:
    """
    Close the month that another person asked to close; returns the close's id.

    :param seen_digest: `MonthState.digest` of the figures the approver looked at.
    :raises SeenOtherwise: the figures are not those that were asked about.
    :raises SamePerson: the asker decides.
    """
    asked = open_request(approval_id, kind=CLOSE)
    book, state = _held_book(asked.target_id)
    refuse_others_offices({book.agency_id}, by=by)
    open_request(approval_id, kind=CLOSE)  # whoever waited hears who was faster
    if state.digest != asked.seen_digest:
        raise SeenOtherwise(approval_id)
    _refuse_open_ends(state, asked.reason)
    approver = approve(approval_id=approval_id, seen_digest=seen_digest, by=by, at=at)
    closed = Close.objects.create(
        agency_id=book.agency_id,
        month=book.month,
        version=state.version + 1,
        asked_by_id=asked.asked_by_id,
        approved_by_id=approver,
        balances=asdict(state.balances),
        reason=asked.reason,
        digest=state.digest,
        closed_at=at,
    )
    _move(book, BookState.CLOSED, asked.reason)
    record(
        "month.closed",
        target=closed,
        by=by,
        at=at,
        reason=asked.reason,
        total_idr=state.balances.cut_idr,
        digest=state.digest,
        month=str(state.month),
        version=closed.version,
    )
    return int(closed.pk)


@operation
def ask_reopen(*, agency_id: int, month: Month, reason: str, by: Actor, at: datetime) -> int:
    """
    Ask another person to open a closed month again; returns the request's id.

    :raises ReasonMissing: no reason is given.
    :raises NotClosed: the month is open.
    """
    refuse_others_offices({agency_id}, by=by)
    if not reason.strip():
        raise ReasonMissing
    hold_books([(agency_id, month)])
    state = _state(agency_id, month)
    if state.state != BookState.CLOSED:
        raise NotClosed(month=render_month(month))
    return ask(
        kind=REOPEN,
        target_type=BOOK,
        target_id=_book_id(state),
        reason=reason.strip(),
        seen_digest=state.digest,
        by=by,
        at=at,
    )


@operation
def reopen(*, approval_id: int, seen_digest: str, by: Actor, at: datetime) -> None:
    """
    Open the month again; its next close is the next version.

    :raises SamePerson, SeenOtherwise, NotAsked: as for `close`.
    """
    asked = open_request(approval_id, kind=REOPEN)
    book, state = _held_book(asked.target_id)
    refuse_others_offices({book.agency_id}, by=by)
    open_request(approval_id, kind=REOPEN)
    if book.state != BookState.CLOSED:
        raise NotClosed(month=render_month(state.month))
    approver = approve(approval_id=approval_id, seen_digest=seen_digest, by=by, at=at)
    last = Close.objects.get(agency_id=book.agency_id, month=book.month, version=state.version)
    reopened = Reopening.objects.create(
        close=last,
        asked_by_id=asked.asked_by_id,
        approved_by_id=approver,
        reason=asked.reason,
        reopened_at=at,
    )
    _move(book, BookState.OPEN, asked.reason)
    # The branch may have confirmed a slip while the month was closed.
    settle_places({(book.agency_id, state.month)}, by=by, at=at)
    record(
        "month.reopened",
        target=reopened,
        by=by,
        at=at,
        reason=asked.reason,
        month=str(state.month),
        version=last.version,
    )


def _held_book(book_id: int) -> tuple[Book, MonthState]:
    book = Book.objects.select_for_update().get(pk=book_id)
    return book, _state(book.agency_id, Month.of(book.month))


def _state(agency_id: int, month: Month) -> MonthState:
    """Return the figures as they are, whoever asks; the actor's reach was checked before."""
    state = month_state(viewer=Viewer.system(), agency_id=agency_id, month=month)
    if state is None:
        raise LookupError(f"office {agency_id}")
    return state


def _book_id(state: MonthState) -> int:
    if state.book_id is None:
        raise MonthNotReady(
            month=render_month(state.month),
            blocks=" ".join(block.message() for block in state.blocks),
        )
    return state.book_id


def _refuse_open_ends(state: MonthState, reason: str) -> None:
    open_ends = [block for block in state.blocks if block.final or not reason.strip()]
    if open_ends:
        raise MonthNotReady(
            month=render_month(state.month),
            blocks=" ".join(block.message() for block in open_ends),
        )


def _move(book: Book, state: BookState, reason: str) -> None:
    give_reason(reason)
    book.state = state
    book.save(update_fields=["state"])
