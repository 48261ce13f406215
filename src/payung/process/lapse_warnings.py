"""
Tells sponsor, officer and secretariat who will lose cover: once per step, long before the day.

Somebody with an address gets an e-mail; for the others a text waits with whoever is asked to
send it. The steps that were told are kept in the same transaction: another run sends nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from django.conf import settings

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.outbox.operations import Wanted, drop_texts, prepare_all
from payung.foundation.outbox.operations_mails import Mail, queue_mails
from payung.foundation.outbox.queries import waiting_keys
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.people import Actor, Role, Viewer
from payung.kernel.wording import say
from payung.process.reaching import number_of
from payung.reports.homes.places import place_of
from payung.reports.lapse import readers
from payung.reports.lapse.predicting import predictions
from payung.reports.lapse.values import Cause, Prediction, Step
from payung.reports.lapse.words import fact, then, way_out
from payung.stages.membership.operations import Reached, note_warnings

PREFIX: Final = "lapse:"
OWN_CHOICE: Final = frozenset({Cause.STOPPED, Cause.WITHDRAWN, Cause.GONE})
"""Their sponsor knows, and is told once and not urged; the office goes on looking."""
OVERDUE: Final = frozenset({Cause.ARREARS, Cause.HELD})


@dataclass(frozen=True, kw_only=True)
class _Day:
    """What every message of one run needs."""

    viewer: Viewer
    on: date
    address: str
    found: tuple[Prediction, ...]
    fresh: dict[int, int]
    """The steps that nobody was told of before: sponsorship to its warning."""

    @property
    def news(self) -> list[Prediction]:
        return [one for one in self.found if one.facts.sponsorship_id in self.fresh]


@operation
def warn_of_lapses(*, regency_id: int, by: Actor, at: datetime) -> int:
    """
    Tell whoever can prevent it of each worker who reached a step today; return for how many.

    A second run on the same facts tells nobody. A text whose reason is gone is dropped.
    """
    viewer = Viewer(Role.SYSTEM, None, regency_id, None)
    on = today_in_wib(at)
    found = predictions(viewer=viewer, on=on)
    fresh = note_warnings(reached=[_reached(one, on) for one in found], by=by, at=at)
    day = _Day(
        viewer=viewer, on=on, address=f"{settings.PAYUNG_ADDRESS}/", found=found, fresh=fresh
    )
    mails: list[Mail] = []
    texts: list[Wanted] = []
    for message in (*_to_sponsors(day), *_to_offices(day), *_to_secretariat(day)):
        mails.append(message) if isinstance(message, Mail) else texts.append(message)
    queue_mails(regency_id=regency_id, mails=mails, by=by, at=at)
    prepare_all(regency_id=regency_id, texts=texts, by=by, at=at)
    drop_texts(keys=_gone(day), by=by, at=at)
    record(
        "lapse.told",
        by=by,
        at=at,
        row_count=len(fresh),
        regency=regency_id,
        mails=len(mails),
        texts=len(texts),
    )
    return len(fresh)


def _reached(one: Prediction, on: date) -> Reached:
    return Reached(
        sponsorship_id=one.facts.sponsorship_id,
        loses_on=one.loses_on,
        step=one.step(on),
        cause=one.cause,
    )


def _to_sponsors(day: _Day) -> Iterator[Mail | Wanted]:
    told = [one for one in day.news if _tells_sponsor(one, day.on)]
    people = readers.sponsors(
        viewer=day.viewer, sponsor_ids=sorted({one.facts.sponsor_id for one in told})
    )
    for one in told:
        reader = people.get(one.facts.sponsor_id)
        if reader is not None and one.cause in OVERDUE and "wa.arrears" in reader.unwanted:
            continue
        if reader is None or not reader.has_email:
            yield _sponsors_text(day, one, reader)
            continue
        yield Mail(
            key=_key(one, day.on),
            person_id=reader.person_id,
            code="lapse.mail.sponsor",
            values={
                "days": str(max(0, one.days_left(day.on))),
                "fact": fact(one, is_own=True),
                "then": then(one),
                "way": way_out(one),
                "address": f"{day.address}saya/",
            },
        )


def _tells_sponsor(one: Prediction, on: date) -> bool:
    """Whether the sponsor hears of this step: not of money that is not theirs to move, at first."""
    if one.cause is Cause.HELD:
        return one.step(on) is not Step.FIRST
    return one.cause not in OWN_CHOICE or one.step(on) is Step.FIRST


def _sponsors_text(day: _Day, one: Prediction, reader: readers.Reader | None) -> Wanted:
    values = {"address": f"{day.address}saya/"}
    if one.cause is Cause.ARREARS:
        code = "wa.arrears"
        values |= {"month": render_month(one.month), "until": render_date(one.last_day)}
    else:
        code = "wa.lapse"
        values |= {"fact": fact(one, is_own=True), "since": render_date(one.loses_on)}
    return Wanted(
        key=_key(one, day.on),
        code=code,
        values=values,
        agency_id=one.facts.agency_id,
        sender_role=Role.OFFICER,
        phone=number_of(reader),
        subject_type="enrolment_sponsorship",
        subject_id=one.facts.sponsorship_id,
    )


def _to_offices(day: _Day) -> Iterator[Mail | Wanted]:
    """One message per office and run, about all that is new there."""
    people = readers.officers(viewer=day.viewer, on=day.on) if day.fresh else {}
    by_office = sorted(day.news, key=lambda one: (one.facts.agency_id, one.loses_on))
    for agency_id, group in groupby(by_office, key=lambda one: one.facts.agency_id):
        news = list(group)
        holders = people.get(agency_id, [])
        key = f"{PREFIX}o{agency_id}:{_newest(day, news)}"
        values = {
            "office": news[0].facts.agency,
            "count": str(len(news)),
            "address": f"{day.address}kantor/akan-berhenti/",
        }
        first = render_date(news[0].loses_on)
        mailed = [holder for holder in holders if holder.has_email]
        for holder in mailed:
            yield Mail(
                key=f"{key}:{holder.person_id}",
                person_id=holder.person_id,
                code="lapse.mail.office",
                values={**values, "day": first, "causes": _causes(news)},
            )
        if not mailed:
            yield Wanted(
                key=key,
                code="wa.lapse_office",
                values={**values, "since": first},
                agency_id=agency_id,
                sender_role=Role.SECRETARIAT,
                phone=number_of(next(iter(holders), None)),
                subject_type="registry_agency",
                subject_id=agency_id,
            )


def _to_secretariat(day: _Day) -> Iterator[Mail]:
    news = day.news
    if not news:
        return
    place = place_of(viewer=day.viewer)
    for reader in readers.secretariat(viewer=day.viewer, on=day.on):
        if reader.has_email:
            yield Mail(
                key=f"{PREFIX}r:{_newest(day, news)}:{reader.person_id}",
                person_id=reader.person_id,
                code="lapse.mail.office",
                values={
                    "office": "" if place is None else place.regency,
                    "count": str(len(news)),
                    "day": render_date(news[0].loses_on),
                    "causes": _causes(news),
                    "address": f"{day.address}kelola/akan-berhenti/",
                },
            )


def _causes(news: Sequence[Prediction]) -> str:
    counts = {cause: sum(one.cause is cause for one in news) for cause in Cause}
    return "\n".join(
        f"{count}: {say(f'lapse.cause.{cause}')}" for cause, count in counts.items() if count
    )


def _newest(day: _Day, news: Sequence[Prediction]) -> int:
    """Return what no other run's message has: the last warning that this one is about."""
    return max(day.fresh[one.facts.sponsorship_id] for one in news)


def _gone(day: _Day) -> list[str]:
    """Return the waiting texts about what is over, and those that a newer one replaces."""
    warned = set(day.fresh.values())
    told = {one.facts.agency_id for one in day.news}
    silent = {
        f"{PREFIX}o{one.facts.agency_id}" for one in day.found if one.facts.agency_id not in told
    }
    standing = {_key(one, day.on) for one in day.found}

    def stands(key: str) -> bool:
        whose, _, last = key.rpartition(":")
        return key in standing or whose in silent or (last.isdigit() and int(last) in warned)

    return [key for key in waiting_keys(viewer=day.viewer, prefix=PREFIX) if not stands(key)]


def _key(one: Prediction, on: date) -> str:
    return f"{PREFIX}{one.facts.sponsorship_id}:{one.loses_on}:{one.step(on)}"
