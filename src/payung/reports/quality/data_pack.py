"""Everything held about a person, and who saw it: the answer to a request for data (D19)."""

from collections.abc import Mapping

from payung.kernel.nik import spaced
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import render_phone
from payung.kernel.wording import say
from payung.reports.quality.looks import looks
from payung.reports.quality.packed import MOST_LOOKS, DataPack, Section, told
from payung.reports.quality.sponsor_pack import sponsor_pack
from payung.reports.scope import fetch
from payung.stages.registry.queries import WorkerRow, heirs_of, identities, workers_by_id

_MAY_ANSWER = frozenset({Role.SECRETARIAT, Role.SYSTEM})


_SPONSORSHIPS = """
SELECT s.registered_on AS registered, s.state, c.name AS sponsor, a.name AS office, s.card_number,
    s.accepted_on AS accepted, s.ended_on AS ended, s.end_reason AS reason
FROM enrolment_sponsorship s JOIN registry_civilservant c ON c.id = s.sponsor_id
JOIN registry_agency a ON a.id = s.agency_id
WHERE s.worker_id = %(worker)s ORDER BY s.registered_on, s.id"""
_STATEMENTS = """
SELECT t.stated_on AS day, t.works, t.in_hospital, t.agrees, t.source
FROM enrolment_workstatement t JOIN enrolment_sponsorship s ON s.id = t.sponsorship_id
WHERE s.worker_id = %(worker)s ORDER BY t.stated_on, t.id"""
_SPELLS = """
SELECT card_number, starts_on AS since, ends_on AS ended, end_reason AS reason
FROM membership_spell WHERE worker_id = %(worker)s ORDER BY starts_on"""
_MONTHS = """
SELECT p.month, p.amount_idr AS amount, p.received_on AS received, a.name AS office
FROM remittance_paidmonth p JOIN registry_agency a ON a.id = p.agency_id
WHERE p.worker_id = %(worker)s
  AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)
ORDER BY p.month"""
_CARDS = """
SELECT c.issued_at AS at, c.revoked_at AS ended, c.revoked_because AS reason
FROM membership_card c JOIN membership_spell s ON s.id = c.spell_id
WHERE s.worker_id = %(worker)s ORDER BY c.issued_at, c.id"""
# Whoever turned out to be somebody else is not this person's to know: only that it was asked.
_DEATH_LISTS = """
SELECT f.name AS list, f.received_at AS at,
    CASE WHEN d.state <> 'other' THEN d.said_name END AS name,
    CASE WHEN d.state <> 'other' THEN d.said_born_on END AS born_on,
    CASE WHEN d.state <> 'other' THEN d.said_village END AS village,
    CASE WHEN d.state <> 'other' THEN d.died_on END AS died_on,
    d.state AS match, d.decided_at AS decided
FROM claims_deathmatch d JOIN intake_receivedfile f ON f.id = d.file_id
WHERE d.worker_id = %(worker)s ORDER BY d.id"""
_TEXTS = """
SELECT t.prepared_at AS at, t.body, t.opened_at AS opened
FROM outbox_preparedtext t JOIN enrolment_sponsorship s
    ON t.subject_type = 'enrolment_sponsorship' AND s.id = t.subject_id
WHERE s.worker_id = %(worker)s ORDER BY t.prepared_at, t.id"""


def data_pack(
    *, viewer: Viewer, worker_id: int | None, civil_servant_id: int | None
) -> DataPack | None:
    """
    Return everything held about one of the two, or None where the viewer has no such person.

    It opens identity numbers: the caller notes the look and its reason first.
    """
    if viewer.role not in _MAY_ANSWER:
        return None
    if worker_id is not None:
        return _worker_pack(viewer, worker_id)
    if civil_servant_id is not None:
        return sponsor_pack(viewer=viewer, civil_servant_id=civil_servant_id)
    return None


def _worker_pack(viewer: Viewer, worker_id: int) -> DataPack | None:
    worker = workers_by_id(viewer=viewer, worker_ids=[worker_id]).get(worker_id)
    if worker is None:
        return None
    sections = (
        Section(code="own", rows=(told(_own(viewer, worker)),)),
        Section(code="heirs", rows=_heirs(viewer, worker_id)),
        Section(code="sponsorships", rows=_rows(_SPONSORSHIPS, worker_id)),
        Section(code="statements", rows=_rows(_STATEMENTS, worker_id)),
        Section(code="spells", rows=_rows(_SPELLS, worker_id)),
        Section(code="cards", rows=_rows(_CARDS, worker_id)),
        Section(code="months", rows=_rows(_MONTHS, worker_id)),
        Section(code="death_lists", rows=_rows(_DEATH_LISTS, worker_id)),
        Section(code="texts", rows=_rows(_TEXTS, worker_id)),
        Section(code="looks", rows=_looks(viewer, worker_id)),
    )
    return DataPack(name=worker.name, sections=sections)


def _own(viewer: Viewer, worker: WorkerRow) -> dict[str, object]:
    held = identities(viewer=viewer, worker_ids=[worker.worker_id])[worker.worker_id]
    return {
        "name": worker.name,
        "nik": spaced(held.nik),
        "birth_place": worker.birth_place,
        "born_on": worker.born_on,
        "sex": worker.sex,
        "phone": render_phone(held.phone) if held.phone else "",
        "address": held.address,
        "occupation": worker.occupation,
        "died_on": worker.died_on,
    }


def _heirs(viewer: Viewer, worker_id: int) -> tuple[Mapping[str, str], ...]:
    return tuple(
        told({"name": heir.name, "relation": heir.relation, "phone": heir.phone})
        for heir in heirs_of(viewer=viewer, worker_id=worker_id)
    )


def _looks(viewer: Viewer, worker_id: int) -> tuple[Mapping[str, str], ...]:
    return tuple(
        told(
            {
                "at": look.at,
                "person": look.person,
                "role": say(f"access.role.{look.role}"),
                "office": look.office,
                "why": look.reason,
            }
        )
        for look in looks(viewer=viewer, worker_id=worker_id, most=MOST_LOOKS)
    )


def _rows(statement: str, worker_id: int) -> tuple[Mapping[str, str], ...]:
    return tuple(told(row) for row in fetch(statement, {"worker": worker_id}))
