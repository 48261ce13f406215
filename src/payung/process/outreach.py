"""Sessions and their papers: a letter of a session that moved or was called off is withdrawn."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from django.conf import settings

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import withdraw
from payung.foundation.documents.queries import documents_about
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_time
from payung.kernel.people import Actor
from payung.kernel.wording import say
from payung.process.papers.problems import NotYours
from payung.process.papers.sessions import About, attendance_sheet, invitation
from payung.stages.outreach import operations
from payung.stages.outreach.queries import SessionRow, session_of

SESSION: Final = "outreach_session"
INVITED: Final = "outreach_invitation"


@operation
def move_session(
    *,
    session_id: int,
    place: str,
    starts_at: datetime,
    ends_at: datetime,
    agenda: Sequence[str],
    agency_ids: Collection[int],
    by: Actor,
    at: datetime,
) -> int:
    """
    Change a planned session, and withdraw what was printed for it; return how many papers.

    :raises OutsideScope, SessionRefused, SessionsClash: as the operation of the stage.
    """
    before = session_of(viewer=by.viewer, session_id=session_id)
    operations.change_session(
        session_id=session_id,
        place=place,
        starts_at=starts_at,
        ends_at=ends_at,
        agenda=agenda,
        agency_ids=agency_ids,
        by=by,
        at=at,
    )
    return 0 if before is None else _withdraw(before, "paper.d14.moved", by, at)


@operation
def call_off_session(*, session_id: int, reason: str, by: Actor, at: datetime) -> int:
    """
    Call a planned session off, and withdraw what was printed for it; return how many papers.

    :raises OutsideScope, SessionRefused: as the operation of the stage.
    """
    before = session_of(viewer=by.viewer, session_id=session_id)
    operations.call_off(session_id=session_id, reason=reason, by=by, at=at)
    return 0 if before is None else _withdraw(before, "paper.d14.called_off", by, at)


@operation
def session_letter(*, session_id: int, by: Actor, at: datetime) -> int:
    """
    Make the invitation to a session, for all its offices, or for the officer's own; return its id.

    :raises NotYours: no session the actor sees, or it was called off.
    """
    session = _standing(session_id, by)
    agenda = list(session.agenda) or [say(f"paper.d14.usual_{number}") for number in (1, 2, 3)]
    is_all = by.viewer.sees_all_agencies
    return invitation(
        agency_ids=[office.agency_id for office in session.invited],
        held_on=in_wib(session.starts_at).date(),
        time=say(
            "paper.d14.from_to",
            start=render_time(session.starts_at).removesuffix(" WIB"),
            end=render_time(session.ends_at),
        ),
        place=session.place,
        agenda=agenda,
        about=About(subject_type=SESSION, subject_id=session_id)
        if is_all
        else About(subject_type=INVITED, subject_id=session.invited[0].invitation_id),
        by=by,
        at=at,
    )


@operation
def session_sheet(
    *, session_id: int, agency_id: int, empty_rows: int = 0, by: Actor, at: datetime
) -> int:
    """
    Make the sheet that an office's guests sign, with the code for scanning; return its id.

    :param empty_rows: how many rows to write on; none prints the names of the office's staff.
    :raises NotYours: no session the actor sees, called off, or the office is not invited.
    """
    session = _standing(session_id, by)
    found = next((one for one in session.invited if one.agency_id == agency_id), None)
    if found is None:
        raise NotYours
    return attendance_sheet(
        agency_id=agency_id,
        session=session.title,
        held_on=in_wib(session.starts_at).date(),
        empty_rows=empty_rows,
        check_in=check_in_address(session),
        about=About(subject_type=INVITED, subject_id=found.invitation_id),
        by=by,
        at=at,
    )


def check_in_address(session: SessionRow) -> str:
    """Return the address that the code on the wall opens."""
    return f"{settings.PAYUNG_ADDRESS}/hadir/{session.code}/"


def _standing(session_id: int, by: Actor) -> SessionRow:
    session = session_of(viewer=by.viewer, session_id=session_id)
    if session is None or session.is_off or not session.invited:
        raise NotYours
    return session


def _withdraw(session: SessionRow, reason: str, by: Actor, at: datetime) -> int:
    invitations = [one.invitation_id for one in session.invited if one.invitation_id]
    papers = [
        *documents_about(viewer=by.viewer, subject_type=SESSION, subject_ids=[session.session_id]),
        *documents_about(viewer=by.viewer, subject_type=INVITED, subject_ids=invitations),
    ]
    standing = [paper for paper in papers if paper.withdrawn_at is None]
    for paper in standing:
        withdraw(document_id=paper.document_id, reason=say(reason), by=by, at=at)
    return len(standing)
