"""
Prepares the day's texts from what is true today, and takes off the lists what no longer is.

Nothing is sent: each text waits for the person who is asked to send it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.conf import settings

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.outbox.operations import Wanted, drop_texts, prepare_all
from payung.foundation.outbox.places import PERSON_PHONE_PLACE
from payung.foundation.outbox.queries import waiting_keys
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_date_long, render_month
from payung.kernel.digits import plain
from payung.kernel.findings import Unreadable
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Role, Viewer
from payung.kernel.phone import parse_phone, render_phone
from payung.kernel.short_refs import short_ref
from payung.kernel.wording import say
from payung.reports import reminders as facts
from payung.reports.homes.officer import next_cutoff
from payung.reports.homes.places import place_of
from payung.reports.months import held
from payung.reports.numbers import headline_month, summed
from payung.reports.offices import OfficeMonth, offices_in
from payung.stages.registry.sums.places import PHONE_PLACE as WORKER_PHONE_PLACE

PREFIX: Final = "due:"
"""How the keys of this job begin; texts prepared on demand have others."""
CHECKED_WITHIN: Final = timedelta(days=4)
HELD_DAYS: Final = (20, 10, 5)
"""The treasurer hears of held money at these ages, the highest one reached."""
LONGEST_PROBLEM: Final = 80


@dataclass(frozen=True, kw_only=True)
class _Day:
    """What every text of one run needs."""

    viewer: Viewer
    on: date
    regency: str
    address: str
    offices: dict[int, facts.Office]


@operation
def prepare_due(*, regency_id: int, by: Actor, at: datetime) -> int:
    """
    Prepare what somebody should hear of today; return how many texts are new.

    A second run on the same facts prepares nothing. A text whose reason is gone is dropped.
    """
    viewer = Viewer(Role.SYSTEM, None, regency_id, None)
    on = today_in_wib(at)
    place = place_of(viewer=viewer)
    day = _Day(
        viewer=viewer,
        on=on,
        regency="" if place is None else place.regency,
        address=_address(),
        offices={office.agency_id: office for office in facts.offices(viewer=viewer, on=on)},
    )
    wanted = [*_registrations(day), *_starts(day), *_to_offices(day)]
    standing = {one.key for one in wanted}
    gone = [key for key in waiting_keys(viewer=viewer, prefix=PREFIX) if key not in standing]
    drop_texts(keys=gone, by=by, at=at)
    made = prepare_all(regency_id=regency_id, texts=wanted, by=by, at=at)
    record("reminders.prepared", by=by, at=at, row_count=made, regency=regency_id)
    return made


def _address() -> str:
    """Return the public address of this installation as people type it."""
    return f"{settings.PAYUNG_ADDRESS}/"


def _registrations(day: _Day) -> Iterator[Wanted]:
    for row in facts.registrations(viewer=day.viewer, on=day.on):
        returned = row.state == "returned"
        code = "wa.correction" if returned else "wa.registered"
        if code in row.unwanted:
            continue
        values = {"ref": short_ref(row.sponsorship_id, day.regency), "address": day.address}
        if returned:
            values["problem"] = _problem(row.problem)
        else:
            values["until"] = render_date(row.registered_on + CHECKED_WITHIN)
        yield _to_sponsor(row, code, f"{row.sponsorship_id}:{row.round}", values)


def _starts(day: _Day) -> Iterator[Wanted]:
    for row in facts.starts(viewer=day.viewer, on=day.on):
        if row.first_cut is not None and "wa.first_cut" not in row.unwanted:
            values = {"month": render_month(row.first_cut), "address": day.address}
            yield _to_sponsor(row, "wa.first_cut", str(row.payer_id), values)
        if row.covered_since is None:
            continue
        since = row.covered_since
        if "wa.active_sponsor" not in row.unwanted:
            values = {"since": render_date(since)}
            yield _to_sponsor(row, "wa.active_sponsor", str(row.payer_id), values)
        if row.worker_phone_sealed is not None:
            yield _to_worker(day, row, since)


def _to_offices(day: _Day) -> Iterator[Wanted]:
    yield from _cutoffs(day)
    yield from _held_money(day)
    yield from _leaders(day)


def _cutoffs(day: _Day) -> Iterator[Wanted]:
    cutoff_on = next_cutoff(day.on)
    if (cutoff_on - day.on).days != 1:
        return
    for office in day.offices.values():
        if office.returned:
            yield _to_holder(
                office,
                Role.OFFICER,
                Role.SECRETARIAT,
                "wa.cutoff",
                f"{office.agency_id}:{cutoff_on}",
                {"count": str(office.returned)},
            )


def _held_money(day: _Day) -> Iterator[Wanted]:
    for money in held(viewer=day.viewer, on=day.on):
        reached = next((days for days in HELD_DAYS if money.days >= days), None)
        office = day.offices.get(money.agency_id)
        if reached is None or office is None:
            continue
        yield _to_holder(
            office,
            Role.TREASURER,
            Role.SECRETARIAT,
            "wa.remit",
            f"{money.agency_id}:{money.month}:{reached}",
            {"month": render_month(money.month), "days": str(money.days)},
        )


def _leaders(day: _Day) -> Iterator[Wanted]:
    """Prepare what the leader may write to the heads of ranked offices below the average."""
    month = headline_month(viewer=day.viewer, on=day.on)
    if month is None:
        return
    months = offices_in(viewer=day.viewer, month=month)
    average = summed(months, month).participation.percent
    for row in months:
        office = day.offices.get(row.agency_id)
        officer = None if office is None else office.first(Role.OFFICER)
        if office is None or officer is None or average is None or not row.is_ranked:
            continue
        share = _share(row)
        if share >= average:
            continue
        yield _to_holder(
            office,
            Role.OFFICE_HEAD,
            Role.LEADER,
            "wa.leader",
            f"{row.agency_id}:{month}",
            {
                "position": say("wa.position", office=office.name),
                "office": office.name,
                "share": _percent(share),
                "average": _percent(average),
                "officer": officer.name,
                "address": f"{day.address}tentang/",
            },
        )


def _to_sponsor(
    row: facts.Registration | facts.Start, code: str, key: str, values: dict[str, str]
) -> Wanted:
    return Wanted(
        key=f"{PREFIX}{code}:{key}",
        code=code,
        values=values,
        agency_id=row.agency_id,
        sender_role=Role.OFFICER,
        phone=_opened(row.phone_sealed, PERSON_PHONE_PLACE),
        subject_type="enrolment_sponsorship",
        subject_id=row.sponsorship_id,
    )


def _to_worker(day: _Day, row: facts.Start, since: date) -> Wanted:
    office = day.offices[row.agency_id]
    phone = _shown(office.phone)
    return Wanted(
        key=f"{PREFIX}wa.active_worker:{row.spell_id}",
        code="wa.active_worker",
        values={"name": row.worker, "since": render_date_long(since), "ask": phone or office.name},
        agency_id=row.agency_id,
        sender_role=Role.OFFICER,
        phone=_opened(row.worker_phone_sealed, WORKER_PHONE_PLACE),
        subject_type="enrolment_sponsorship",
        subject_id=row.sponsorship_id,
    )


def _to_holder(
    office: facts.Office,
    reader: Role,
    sender: Role,
    code: str,
    key: str,
    values: dict[str, str],
) -> Wanted:
    """Address whoever holds a duty at an office; without a number of theirs, the office's own."""
    holder = office.first(reader)
    own = None if holder is None else _opened(holder.phone_sealed, PERSON_PHONE_PLACE)
    return Wanted(
        key=f"{PREFIX}{code}:{key}",
        code=code,
        values=values,
        agency_id=office.agency_id,
        sender_role=sender,
        phone=own or _mobile(office.phone),
        subject_type="registry_agency",
        subject_id=office.agency_id,
    )


def _problem(words: str) -> str:
    """Return a reason fit for a text: short, and nothing in it that is as long as a number."""
    if not words or sum(sign.isdigit() for sign in plain(words)) > 6:
        return say("wa.problem_unsaid")
    return words[:LONGEST_PROBLEM].rstrip(". ")


def _share(row: OfficeMonth) -> Decimal:
    return Decimal(row.joined) * 100 / Decimal(row.asn) if row.asn else Decimal(0)


def _percent(value: Decimal) -> str:
    return f"{value:.0f}%"


def _opened(sealed: bytes | None, place: str) -> str | None:
    return None if sealed is None else _mobile(sealer().open(sealed, place))


def _shown(phone: str) -> str:
    try:
        return render_phone(parse_phone(phone)) if phone else ""
    except Unreadable:
        return ""


def _mobile(phone: str) -> str | None:
    try:
        number = parse_phone(phone)
    except Unreadable:
        return None
    return str(number) if number.is_mobile else None
