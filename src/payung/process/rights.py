"""
Nobody's right is forgotten: every day, what waits for a family is put on somebody's list.

A school year gets a text that the officer sends; its key makes it once for ever, and it is also
the row on the list. Officers and secretariat hear of what waits by e-mail once a month.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from django.conf import settings

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.outbox.operations import Wanted, drop_texts, prepare_all
from payung.foundation.outbox.operations_mails import Mail, queue_mails
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role, Viewer
from payung.kernel.wording import say
from payung.process.claims_telling import CLAIM
from payung.reports.deaths.rights import (
    SCHOOL_KEY,
    Kind,
    Right,
    rights_waiting,
    school_keys,
)
from payung.reports.lapse import readers
from payung.stages.claims.queries.deaths import matches_waiting
from payung.stages.claims.queries.rights import SchoolRight, school_rights

LAST_DAY_OF_MAIL: Final = 30
"""Sent mail is forgotten after thirty days; on a 31st its key might be free again."""


@operation
def remind_of_rights(*, regency_id: int, by: Actor, at: datetime) -> int:
    """
    Put what waits for families on the lists; return how many school years are new there.

    A second run tells nobody anew. A text whose school year was asked for meanwhile is dropped.
    """
    viewer = Viewer(Role.SYSTEM, None, regency_id, None)
    school = school_rights(viewer=viewer, at=at)
    new = prepare_all(regency_id=regency_id, texts=[_text(one) for one in school], by=by, at=at)
    standing = {_key(one) for one in school}
    known = school_keys(viewer=viewer)
    drop_texts(keys=[key for key in known if key not in standing], by=by, at=at)
    waits = rights_waiting(viewer=viewer, at=at)
    mails: list[Mail] = []
    if today_in_wib(at).day <= LAST_DAY_OF_MAIL:
        mails = [*_to_officers(viewer, waits, at), *_to_secretariat(viewer, waits, at)]
    sent = queue_mails(regency_id=regency_id, mails=mails, by=by, at=at)
    record(
        "rights.told",
        by=by,
        at=at,
        row_count=new,
        regency=regency_id,
        waiting=len(waits),
        mails=sent,
    )
    return new


def _text(one: SchoolRight) -> Wanted:
    """Words for the family, without a number: the officer opens the claim to find it."""
    return Wanted(
        key=_key(one),
        code="wa.scholarship",
        values={"year": f"{one.year}/{one.year + 1}", "officer": say("claims.officer_word")},
        agency_id=one.agency_id,
        sender_role=Role.OFFICER,
        subject_type=CLAIM,
        subject_id=one.claim_id,
    )


def _key(one: SchoolRight) -> str:
    return f"{SCHOOL_KEY}{one.child_id}:{one.year}:{one.attempt}"


def _to_officers(viewer: Viewer, waits: Sequence[Right], at: datetime) -> Iterator[Mail]:
    month = f"{today_in_wib(at):%Y-%m}"
    people = readers.officers(viewer=viewer, on=today_in_wib(at)) if waits else {}
    for agency_id in sorted({one.agency_id for one in waits}):
        mine = [one for one in waits if one.agency_id == agency_id]
        for reader in people.get(agency_id, []):
            if reader.has_email:
                yield Mail(
                    key=f"rights:{month}:o{agency_id}:{reader.person_id}",
                    person_id=reader.person_id,
                    code="rights.mail.office",
                    values=_told(mine[0].agency, mine, "kantor/kematian/"),
                )


def _to_secretariat(viewer: Viewer, waits: Sequence[Right], at: datetime) -> Iterator[Mail]:
    asked = matches_waiting(viewer=viewer)
    if not waits and not asked:
        return
    month = f"{today_in_wib(at):%Y-%m}"
    values = _told(say("rights.whole_regency"), waits, "kelola/kematian/hak/", asked)
    for reader in readers.secretariat(viewer=viewer, on=today_in_wib(at)):
        if reader.has_email:
            yield Mail(
                key=f"rights:{month}:r:{reader.person_id}",
                person_id=reader.person_id,
                code="rights.mail.office",
                values=values,
            )


def _told(office: str, waits: Iterable[Right], page: str, asked: int = 0) -> dict[str, str]:
    every = list(waits)
    counts = {kind: sum(one.kind is kind for one in every) for kind in Kind}
    lines = [f"{count}: {say(f'rights.kind.{kind}')}" for kind, count in counts.items() if count]
    if asked:
        lines.append(f"{asked}: {say('rights.kind.match')}")
    return {
        "office": office,
        "count": str(len(every) + asked),
        "kinds": "\n".join(lines),
        "address": f"{settings.PAYUNG_ADDRESS}/{page}",
    }
