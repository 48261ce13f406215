"""Everything held about a worker, and who saw it: the answer to a request for data (D19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_month, render_time
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import render_phone
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import catalogue, say
from payung.reports.quality.looks import looks
from payung.reports.scope import fetch
from payung.stages.registry.queries import WorkerRow, heirs_of, identities, workers_by_id

_MAY_ANSWER = frozenset({Role.SECRETARIAT, Role.SYSTEM})
MOST_LOOKS = 500


@dataclass(frozen=True, kw_only=True)
class Section:
    """One kind of data: rows of (name of the thing, what is held). `code` names the section."""

    code: str
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class DataPack:
    """The whole answer, in the order in which it is read."""

    name: str
    sections: tuple[Section, ...]


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


def data_pack(*, viewer: Viewer, worker_id: int) -> DataPack | None:
    """
    Return everything held about a worker, or None where the viewer has no such worker.

    It opens identity numbers: the caller notes the look and its reason first.
    """
    if viewer.role not in _MAY_ANSWER:
        return None
    worker = workers_by_id(viewer=viewer, worker_ids=[worker_id]).get(worker_id)
    if worker is None:
        return None
    values = {"worker": worker_id}
    sections = (
        Section(code="own", rows=(_said(_own(viewer, worker)),)),
        Section(code="heirs", rows=_heirs(viewer, worker_id)),
        Section(code="sponsorships", rows=_rows(_SPONSORSHIPS, values)),
        Section(code="statements", rows=_rows(_STATEMENTS, values)),
        Section(code="spells", rows=_rows(_SPELLS, values)),
        Section(code="months", rows=_rows(_MONTHS, values)),
        Section(code="looks", rows=_looks(viewer, worker_id)),
    )
    return DataPack(name=worker.name, sections=sections)


def _own(viewer: Viewer, worker: WorkerRow) -> dict[str, object]:
    held = identities(viewer=viewer, worker_ids=[worker.worker_id])[worker.worker_id]
    return {
        "name": worker.name,
        "nik": held.nik,
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
        _said({"name": heir.name, "relation": heir.relation, "phone": heir.phone})
        for heir in heirs_of(viewer=viewer, worker_id=worker_id)
    )


def _looks(viewer: Viewer, worker_id: int) -> tuple[Mapping[str, str], ...]:
    return tuple(
        _said(
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


def _rows(statement: str, values: Mapping[str, Any]) -> tuple[Mapping[str, str], ...]:
    return tuple(_said(row) for row in fetch(statement, values))


def _said(row: Mapping[str, object]) -> dict[str, str]:
    """Return values as a person reads them; nothing held is an empty text."""
    return {name: _shown(name, value) for name, value in row.items()}


def _shown(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("desk.pack.yes") if value else say("desk.pack.no")
    if isinstance(value, datetime):
        return f"{render_date(in_wib(value).date())} {render_time(value)}"
    if isinstance(value, date):
        return render_month(Month.of(value)) if name == "month" else render_date(value)
    if name == "amount" and isinstance(value, int):
        return render_rupiah(value)
    words = f"desk.pack.{name}.{value}"
    return say(words) if words in catalogue() else str(value)
