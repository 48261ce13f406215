"""D14 and D15: the invitation to a session, and the sheet that its guests sign."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date_long
from payung.kernel.people import Actor
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.stages.registry.queries import AgencyRow, agencies, staff_of_agency

INVITATION: Final = "D14"
ATTENDANCE: Final = "D15"
MOST_ROWS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The thing a paper is about, so that another print is its next version, or the same one."""

    subject_type: str = ""
    subject_id: int | None = None


_DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_NOTHING: Final = About()


@operation
def invitation(
    *,
    agency_ids: Collection[int],
    held_on: date,
    time: str,
    place: str,
    agenda: Sequence[str],
    about: About = _NOTHING,
    by: Actor,
    at: datetime,
) -> int:
    """
    Make one invitation for all these offices; return its id.

    :param time: as it is to be read, such as "09.00 WIB".
    :raises NotYours: an office the actor does not see.
    :raises NothingToPrint: no office, or no agenda.
    """
    offices = _offices(agency_ids, by)
    if not offices or not agenda:
        raise NothingToPrint
    regency_id = offices[0].regency_id
    head = head_of(viewer=by.viewer, kind=INVITATION, on=today_in_wib(at), regency_id=regency_id)
    session = [
        [say("paper.d14.day"), _day(held_on)],
        [say("paper.d14.time"), time[:40]],
        [say("paper.d14.place"), place[:200]],
    ]
    return make(
        kind=INVITATION,
        regency_id=regency_id,
        agency_id=offices[0].agency_id if len(offices) == 1 else None,
        subject_type=about.subject_type,
        subject_id=about.subject_id,
        facts=_invited(head, offices, session, agenda),
        row_count=len(offices),
        by=by,
        at=at,
    )


def _invited(
    head: Head, offices: list[AgencyRow], session: list[list[str]], agenda: Sequence[str]
) -> dict[str, Any]:
    is_one = len(offices) == 1
    to = say("paper.d14.to_one", office=offices[0].name) if is_one else say("paper.d14.to_all")
    return titled(INVITATION, "d14", head) | {
        "place": head.place,
        "top": [
            [say("paper.number"), "................................"],
            [say("paper.about"), say("paper.d14.about")],
        ],
        "to": to,
        "opening": head.said("opening", "paper.d14.opening"),
        "session": session,
        "agenda_title": say("paper.d14.agenda"),
        "agenda": [line[:200] for line in agenda],
        "closing": head.said("closing", "paper.d14.closing"),
        "start": {"link": f"{settings.PAYUNG_ADDRESS}/"},
        "start_alt": say("paper.d14.start_alt"),
        "start_words": say("paper.d14.start_words"),
        **head.signature,
        "offices_title": say("paper.d14.offices"),
        "offices": [office.name for office in offices],
    }


@operation
def attendance_sheet(
    *,
    agency_id: int,
    session: str,
    held_on: date,
    empty_rows: int = 0,
    check_in: str = "",
    about: About = _NOTHING,
    by: Actor,
    at: datetime,
) -> int:
    """
    Make an office's attendance sheet, without identity numbers; return its id.

    :param empty_rows: how many rows to write on; none prints the names of the office's staff.
    :param check_in: the address for noting arrivals; it stands on the sheet as a QR code.
    :raises NotYours: an office the actor does not see.
    """
    (office,) = _offices([agency_id], by)
    rows = _empty(empty_rows) or _names(office, by)
    head = head_of(
        viewer=by.viewer,
        kind=ATTENDANCE,
        on=today_in_wib(at),
        regency_id=office.regency_id,
        office=office.name,
        agency_id=agency_id,
    )
    return make(
        kind=ATTENDANCE,
        regency_id=office.regency_id,
        agency_id=agency_id,
        subject_type=about.subject_type,
        subject_id=about.subject_id,
        facts=_attendance(head, session, held_on, rows) | _check_in(check_in),
        row_count=len(rows),
        by=by,
        at=at,
    )


def _attendance(
    head: Head, session: str, held_on: date, rows: list[dict[str, str]]
) -> dict[str, Any]:
    heads = ("no", "name", "office", "sign")
    return titled(ATTENDANCE, "d15", head) | {
        "session": [
            [say("paper.d15.session"), session[:200]],
            [say("paper.d15.day"), _day(held_on)],
        ],
        "heads": [say(f"paper.d15.head_{name}") for name in heads],
        "rows": rows,
        "total": say("paper.d15.total", count=str(len(rows))),
        "empty": say("paper.d15.empty"),
    }


def _empty(count: int) -> list[dict[str, str]]:
    return [{"name": "", "office": ""}] * min(count, MOST_ROWS)


def _names(office: AgencyRow, by: Actor) -> list[dict[str, str]]:
    staff = staff_of_agency(viewer=by.viewer, agency_id=office.agency_id)
    return [{"name": row.name, "office": office.name} for row in staff[:MOST_ROWS]]


def _check_in(link: str) -> dict[str, Any]:
    if not link:
        return {}
    return {
        "check_in": {"link": link},
        "check_in_alt": say("paper.d15.check_in_alt"),
        "check_in_words": say("paper.d15.check_in"),
    }


def _offices(agency_ids: Collection[int], by: Actor) -> list[AgencyRow]:
    wanted = set(agency_ids)
    found = [row for row in agencies(viewer=by.viewer) if row.agency_id in wanted]
    if len(found) != len(wanted):
        raise NotYours
    return found


def _day(day: date) -> str:
    return f"{_DAYS[day.weekday()]}, {render_date_long(day)}"
