"""D01: one letter in which a sponsor lets the salary be cut, for all workers together."""

from datetime import datetime
from itertools import groupby
from typing import Any

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.foundation.documents.queries import CIVIL_SERVANT
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.month import Month
from payung.kernel.nip import spaced
from payung.kernel.people import Actor
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.stages.enrolment.queries.papers import Authorised, Authoriser, authoriser_of

KIND = "D01"


@operation
def deduction_authorisation(*, sponsor_id: int, by: Actor, at: datetime) -> int:
    """
    Make the deduction authorisation of a sponsor, without any worker's data; return its id.

    A new version comes of a new consent, a new ceiling or a withdrawal, and of nothing else.

    :raises NotYours: no such sponsor, or not for the actor.
    :raises NothingToPrint: no consent is in force.
    """
    who = authoriser_of(viewer=by.viewer, sponsor_id=sponsor_id)
    if who is None:
        raise NotYours
    if not who.consents:
        raise NothingToPrint
    head = head_of(
        viewer=by.viewer,
        kind=KIND,
        on=today_in_wib(at),
        regency_id=who.regency_id,
        office=who.agency_name,
        agency_id=who.agency_id,
    )
    return make(
        kind=KIND,
        regency_id=who.regency_id,
        agency_id=who.agency_id,
        subject_type=CIVIL_SERVANT,
        subject_id=sponsor_id,
        facts=authorisation_facts(head, who),
        row_count=len(who.consents),
        total_idr=sum(consent.ceiling_idr for consent in who.consents),
        by=by,
        at=at,
    )


def authorisation_facts(head: Head, who: Authoriser) -> dict[str, Any]:
    """Return what the letter says."""
    total = sum(consent.ceiling_idr for consent in who.consents)
    first = Month.of(min(consent.given_on for consent in who.consents)).next
    position = ", ".join(part for part in (who.grade, who.position) if part)
    count = say("paper.d01.workers", count=str(len(who.consents)))
    nip = spaced(who.nip)
    return titled(KIND, "d01", head) | {
        "opening": head.said("opening", "paper.d01.opening"),
        "who": [
            [say("paper.d01.name"), who.name],
            [say("paper.d01.nip"), nip],
            [say("paper.d01.position"), position or say("paper.none_yet")],
            [say("paper.d01.office"), who.agency_name],
        ],
        "asks": say("paper.d01.asks"),
        "terms": [
            [say("paper.d01.count"), count],
            [say("paper.d01.source"), _source(who.consents)],
            [say("paper.d01.from"), say("paper.d01.from_words", month=render_month(first))],
            [say("paper.d01.amount"), say("paper.d01.amount_words")],
        ],
        "heads": [say(f"paper.d01.head_{name}") for name in ("no", "worker", "since", "ceiling")],
        "rows": _rows(who.consents),
        "total_label": say("paper.d01.total"),
        "total": render_rupiah(total),
        "total_words": say("paper.d01.in_words", words=in_words(total)),
        "closing": head.said("closing", "paper.d01.closing"),
        "seen_by": say("paper.d01.seen_by"),
        "signer": say("paper.d01.signer"),
        "signer_name": who.name,
        "signer_nip": say("paper.head.nip", nip=nip),
        "place": head.place,
        "slip_title": say("paper.d01.slip_title"),
        "slip": say("paper.d01.slip", name=who.name, nip=nip),
        "slip_month": say("paper.d01.slip_month"),
        "slip_sign": say("paper.d01.slip_sign"),
    }


def _rows(consents: tuple[Authorised, ...]) -> list[list[str]]:
    """Return one line per run of workers with the same day and ceiling, so that it is one page."""
    rows, number = [], 1
    for (given_on, ceiling_idr), group in groupby(
        consents, key=lambda consent: (consent.given_on, consent.ceiling_idr)
    ):
        count = len(list(group))
        last = number + count - 1
        values = {"number": str(number), "last": str(last)}
        rows.append(
            [
                f"{number}." if count == 1 else f"{number}-{last}.",
                say("paper.d01.worker" if count == 1 else "paper.d01.several", **values),
                render_date(given_on),
                render_rupiah(ceiling_idr),
            ]
        )
        number = last + 1
    return rows


def _source(consents: tuple[Authorised, ...]) -> str:
    sources = {consent.pay_source for consent in consents}
    return say(f"paper.d01.source_{sources.pop() if len(sources) == 1 else 'both'}")
