"""Telling one sponsor something by their own channel: e-mail, or a text that the office sends."""

from collections.abc import Mapping
from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.outbox.operations import Wanted, prepare_all
from payung.foundation.outbox.operations_mails import Mail, queue_mails
from payung.kernel.people import Actor, Role, Viewer
from payung.process.reaching import number_of
from payung.reports.lapse import readers


@operation
def tell_sponsor(
    *,
    civil_servant_id: int,
    regency_id: int,
    agency_id: int,
    key: str,
    mail: str,
    text: str,
    values: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> None:
    """
    Tell a sponsor something once per `key`; who has no account hears it from the officer.

    :param agency_id: the office that sends the text, where there is no e-mail address.
    """
    viewer = Viewer(Role.SYSTEM, None, regency_id, None)
    reader = readers.sponsors(viewer=viewer, sponsor_ids=[civil_servant_id]).get(civil_servant_id)
    if reader is not None and reader.has_email:
        one = Mail(key=key, person_id=reader.person_id, code=mail, values=values)
        queue_mails(regency_id=regency_id, mails=[one], by=by, at=at)
    else:
        wanted = Wanted(
            key=key,
            code=text,
            values=values,
            agency_id=agency_id,
            sender_role=Role.OFFICER,
            phone=number_of(reader),
            subject_type="registry_civilservant",
            subject_id=civil_servant_id,
        )
        prepare_all(regency_id=regency_id, texts=[wanted], by=by, at=at)
    record("sponsor.told", by=by, at=at, code=text)
