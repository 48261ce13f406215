"""Who hears of a reported event, in which words: the sponsor, the officers, and then the family."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.conf import settings

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.outbox.operations import Wanted, prepare_all
from payung.foundation.outbox.operations_mails import Mail, queue_mails
from payung.foundation.rules.benefits import report_by
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month, render_time
from payung.kernel.findings import Unreadable
from payung.kernel.people import Actor, Role, Viewer
from payung.kernel.phone import parse_phone
from payung.kernel.wording import say
from payung.process.endings import Ending
from payung.process.telling import tell_sponsor
from payung.reports.lapse import readers
from payung.reports.lapse.readers import Reader
from payung.stages.claims.operations import Opened

CLAIM: Final = "claims_claim"


@operation
def tell_of_death(
    *, opened: Opened, ending: Ending, family_phone: str, by: Actor, at: datetime
) -> None:
    """
    Tell the sponsor what stops and the officers who begins; prepare words for the family.

    Nobody is told anything about the family itself, and nobody an amount.
    """
    last = say_month(ending)
    _tell_sponsor(opened, "died", {"month": last}, by=by, at=at)
    _tell_officers(opened, "died", {}, by=by, at=at)
    words = Wanted(
        key=f"claim:{opened.claim_id}:family",
        code="wa.condolence",
        values={"officer": by.name if by.role is Role.OFFICER else say("claims.officer_word")},
        agency_id=opened.agency_id,
        sender_role=Role.OFFICER,
        phone=_mobile(family_phone),
        subject_type=CLAIM,
        subject_id=opened.claim_id,
    )
    prepare_all(regency_id=opened.regency_id, texts=[words], by=by, at=at)
    record("death.told", by=by, at=at, claim=opened.claim_id)


@operation
def tell_of_accident(*, opened: Opened, happened_at: datetime, by: Actor, at: datetime) -> None:
    """Tell the sponsor and the officers until when BPJS must hear of the accident."""
    until = report_by(happened_at)
    values = {"until": f"{render_date(today_in_wib(until))} {render_time(until)}"}
    _tell_sponsor(opened, "accident", values, by=by, at=at)
    _tell_officers(opened, "accident", values, by=by, at=at)
    record("accident.told", by=by, at=at, claim=opened.claim_id)


@operation
def tell_of_life(*, opened: Opened, goes_on: bool, by: Actor, at: datetime) -> None:
    """Tell the sponsor that the report was a mistake, and how it goes on."""
    _tell_sponsor(opened, "lives" if goes_on else "lives_again", {}, by=by, at=at)
    record("life.told", by=by, at=at, claim=opened.claim_id)


def say_month(ending: Ending) -> str:
    """Return the last month that is cut; a dash where none is."""
    return "–" if ending.last_month is None else render_month(ending.last_month)


def _tell_sponsor(
    opened: Opened, what: str, values: dict[str, str], *, by: Actor, at: datetime
) -> None:
    tell_sponsor(
        civil_servant_id=opened.sponsor_id,
        regency_id=opened.regency_id,
        agency_id=opened.agency_id,
        key=f"claim:{opened.claim_id}:{what}:sponsor",
        mail=f"claims.mail.{what}",
        text=f"wa.claim_{what}",
        values={**values, "address": f"{settings.PAYUNG_ADDRESS}/saya/"},
        by=by,
        at=at,
    )


def _tell_officers(
    opened: Opened, what: str, values: dict[str, str], *, by: Actor, at: datetime
) -> None:
    viewer = Viewer(Role.SYSTEM, None, opened.regency_id, None)
    found = readers.officers(viewer=viewer, on=today_in_wib(at)).get(opened.agency_id, [])
    mails = [
        Mail(
            key=f"claim:{opened.claim_id}:{what}:{reader.person_id}",
            person_id=reader.person_id,
            code=f"claims.mail.officer_{what}",
            values={**values, "address": f"{settings.PAYUNG_ADDRESS}/klaim/"},
        )
        for reader in _others(found, by)
    ]
    queue_mails(regency_id=opened.regency_id, mails=mails, by=by, at=at)


def _others(found: Iterable[Reader], by: Actor) -> list[Reader]:
    """Leave out who reported it: they know."""
    return [reader for reader in found if reader.has_email and reader.person_id != by.person_id]


def _mobile(text: str) -> str | None:
    try:
        number = parse_phone(text)
    except Unreadable:
        return None
    return str(number) if number.is_mobile else None
