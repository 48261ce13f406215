"""
Tells sponsors what a coming month will cost, on the day that the secretariat chose: once.

Messages and the note that they went out are kept in one transaction. Whose permission is too low
is asked to consent again.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.outbox.operations import Wanted, prepare_all
from payung.foundation.outbox.operations_mails import Mail, queue_mails
from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.process.reaching import number_of
from payung.reports.lapse import readers
from payung.reports.tariffs.changing import SponsorChange, laws_behind, sponsor_changes
from payung.stages.membership.operations import note_told, take_notice

PREFIX = "tariff:"


@operation
def announce_tariffs(*, regency_id: int, by: Actor, at: datetime) -> int:
    """
    Send every notice whose day has come; return how many sponsors were told.

    A second run finds the notices sent. A killed run leaves neither messages nor the note.
    """
    told = 0
    for notice_id, month in take_notice(regency_id=regency_id, by=by, at=at):
        viewer = Viewer(Role.SYSTEM, None, regency_id, None)
        changes = sponsor_changes(viewer=viewer, month=month)
        messages = list(_messages(viewer, month, changes))
        mails = [message for message in messages if isinstance(message, Mail)]
        texts = [message for message in messages if isinstance(message, Wanted)]
        queue_mails(regency_id=regency_id, mails=mails, by=by, at=at)
        prepare_all(regency_id=regency_id, texts=texts, by=by, at=at)
        note_told(
            notice_id=notice_id,
            sponsors=len(changes),
            asked_again=sum(change.is_above for change in changes),
            by=by,
            at=at,
        )
        told += len(changes)
    record("tariff.notices_sent", by=by, at=at, row_count=told, regency=regency_id)
    return told


def _messages(
    viewer: Viewer, month: Month, changes: list[SponsorChange]
) -> Iterator[Mail | Wanted]:
    people = readers.sponsors(viewer=viewer, sponsor_ids=[change.sponsor_id for change in changes])
    law = ", ".join(laws_behind(month))
    for change in changes:
        page = "saya/persetujuan/" if change.is_above else "saya/potongan/"
        values = {
            "month": render_month(month),
            "before": render_rupiah(change.before_idr),
            "address": f"{settings.PAYUNG_ADDRESS}/{page}",
        }
        after = render_rupiah(change.after_idr)
        reader = people.get(change.sponsor_id)
        key = f"{PREFIX}{month}:{change.sponsor_id}"
        if reader is not None and reader.has_email:
            yield Mail(
                key=key,
                person_id=reader.person_id,
                code="tariff.mail.again" if change.is_above else "tariff.mail.told",
                values={**values, "after": after, "count": str(change.workers), "law": law},
            )
            continue
        yield Wanted(
            key=key,
            code="wa.consent" if change.is_above else "wa.tariff",
            values={**values, "tariff": after},
            agency_id=change.agency_id,
            sender_role=Role.OFFICER,
            phone=number_of(reader),
            subject_type="registry_civilservant",
            subject_id=change.sponsor_id,
        )
