"""Everything held about a civil servant: from the staff list, the account, pay and messages."""

from collections.abc import Mapping
from typing import Any

from payung.foundation.outbox.places import EMAIL_PLACE, PERSON_PHONE_PLACE
from payung.kernel.keyring import sealer
from payung.kernel.nip import spaced
from payung.kernel.people import Viewer
from payung.kernel.phone import render_phone
from payung.reports.quality.packed import DataPack, Section, told
from payung.reports.scope import fetch, scope

_OWN = """
SELECT p.id AS person_id, c.name, c.title_before, c.title_after, c.nip, a.name AS office,
    c.born_on, c.sex, c.kind, c.grade, c.position, c.gone_on, p.email_sealed AS email,
    p.phone_sealed AS phone
FROM registry_civilservant c JOIN registry_agency a ON a.id = c.agency_id
LEFT JOIN access_person p ON p.civil_servant_id = c.id
WHERE c.id = %(one)s AND (%(regency)s::bigint IS NULL OR c.regency_id = %(regency)s)"""
_DUTIES = """
SELECT d.role, coalesce(a.name, '') AS office, d.starts_on AS since, d.ends_on AS ended
FROM access_duty d LEFT JOIN registry_agency a ON a.id = d.agency_id
WHERE d.person_id = %(person)s ORDER BY d.starts_on, d.id"""
_DEVICES = """
SELECT v.device, v.started_at AS at, v.seen_at AS seen, v.ended_at AS ended
FROM access_visit v WHERE v.person_id = %(person)s ORDER BY v.started_at DESC, v.id DESC"""
_WORKERS = """
SELECT w.name AS worker, s.registered_on AS registered, s.state, s.ended_on AS ended
FROM enrolment_sponsorship s JOIN registry_worker w ON w.id = s.worker_id
WHERE s.sponsor_id = %(one)s ORDER BY s.registered_on, s.id"""
_CONSENTS = """
SELECT w.name AS worker, k.given_on AS day, k.ceiling_idr AS ceiling, k.pay_source,
    k.withdrawn
FROM enrolment_consent k JOIN enrolment_sponsorship s ON s.id = k.sponsorship_id
JOIN registry_worker w ON w.id = s.worker_id
WHERE s.sponsor_id = %(one)s ORDER BY k.given_on, k.id"""
_MONTHS = """
SELECT l.month, w.name AS worker, l.amount_idr AS billed, coalesce(cut.idr, 0)::bigint AS cut
FROM deductions_deductionline l JOIN registry_worker w ON w.id = l.worker_id
LEFT JOIN LATERAL (
    SELECT sum(CASE WHEN t.credit = 'ASN' THEN t.amount_idr ELSE -t.amount_idr END) AS idr
    FROM ledger_transfer t WHERE t.sponsor_id = l.sponsor_id AND t.worker_id = l.worker_id
        AND t.month = l.month AND 'ASN' IN (t.credit, t.debit)) cut ON true
WHERE l.sponsor_id = %(one)s ORDER BY l.month, w.name"""
_MESSAGES = """
SELECT i.created_at AS at, i.subject AS body, i.done_at AS sent
FROM outbox_item i WHERE i.address = 'person:' || %(person)s::bigint ORDER BY i.created_at, i.id"""


def sponsor_pack(*, viewer: Viewer, civil_servant_id: int) -> DataPack | None:
    """
    Return everything held about a civil servant, or None where the viewer has no such person.

    Of the workers it holds what the civil servant gave: their names, and since when.
    """
    one = {"one": civil_servant_id, **scope(viewer)}
    found = fetch(_OWN, one)
    if not found:
        return None
    own = dict(found[0])
    account = {"person": own.pop("person_id")}
    sections = (
        Section(code="own", rows=(told(_opened(own)),)),
        Section(code="duties", rows=_rows(_DUTIES, account)),
        Section(code="devices", rows=_rows(_DEVICES, account)),
        Section(code="workers", rows=_rows(_WORKERS, one)),
        Section(code="consents", rows=_rows(_CONSENTS, one)),
        Section(code="pay", rows=_rows(_MONTHS, one)),
        Section(code="messages", rows=_rows(_MESSAGES, account)),
    )
    return DataPack(name=str(own["name"]), sections=sections)


def _opened(own: Mapping[str, Any]) -> dict[str, object]:
    """Return the person with their number in groups, and with what they gave as contact."""
    email, phone = own["email"], own["phone"]
    return {
        **own,
        "nip": spaced(own["nip"]),
        "email": sealer().open(bytes(email), EMAIL_PLACE) if email else "",
        "phone": render_phone(sealer().open(bytes(phone), PERSON_PHONE_PLACE)) if phone else "",
    }


def _rows(statement: str, values: Mapping[str, Any]) -> tuple[Mapping[str, str], ...]:
    return tuple(told(row) for row in fetch(statement, values))
