"""S20: the workers of one civil servant, and whether each is covered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.homes.workers import STRIP_MONTHS, Asked, Cover, Facts, Status, cover_of
from payung.reports.scope import fetch

SHOWN_AFTER_END = 3
"""For so many months an ended sponsorship stays on the page."""


@dataclass(frozen=True, kw_only=True)
class WorkerCard:
    """One worker under this sponsor. The NIK is not among it."""

    sponsorship_id: int
    name: str
    occupation: str
    village: str
    card_number: str
    registered_on: date
    correction: str
    """What must be corrected, in the branch's or the officer's words."""
    cover: Cover


@dataclass(frozen=True, kw_only=True)
class SponsorHome:
    workers: tuple[WorkerCard, ...]
    month: Month
    asked_idr: int
    """What this month's list asks from the sponsor, over all workers."""

    @property
    def covered(self) -> int:
        return sum(card.cover.status is Status.COVERED for card in self.workers)

    @property
    def needing(self) -> tuple[WorkerCard, ...]:
        return tuple(card for card in self.workers if card.cover.needs_attention)


_SPONSORSHIPS = """
SELECT s.id AS sponsorship_id, s.state, s.registered_on, s.card_number, s.ended_on, s.end_reason,
    s.worker_id, w.died_on, w.name, w.occupation, coalesce(v.name, d.name, '') AS village,
    sp.first_month, sp.ends_on AS spell_ends_on, sp.end_reason AS spell_end_reason,
    coalesce(r.reason, '') AS correction
FROM access_person p
JOIN enrolment_sponsorship s ON s.sponsor_id = p.civil_servant_id
JOIN registry_worker w ON w.id = s.worker_id
LEFT JOIN registry_area v ON v.code = w.village_code AND w.village_code <> ''
LEFT JOIN registry_area d ON d.code = w.district_code AND w.district_code <> ''
LEFT JOIN LATERAL (SELECT x.first_month, x.ends_on, x.end_reason FROM membership_payer y
    JOIN membership_spell x ON x.id = y.spell_id WHERE y.sponsorship_id = s.id
    ORDER BY x.starts_on DESC LIMIT 1) sp ON true
LEFT JOIN LATERAL (SELECT y.reason FROM enrolment_batchline l
    JOIN enrolment_reply y ON y.line_id = l.id WHERE l.sponsorship_id = s.id
    ORDER BY l.id DESC LIMIT 1) r ON true
WHERE p.id = %(person)s AND s.state <> 'cancelled'
  AND (s.state <> 'ended' OR s.ended_on > %(shown_from)s)
ORDER BY s.state = 'ended', w.folded, s.id"""

_PAID = """
SELECT p.worker_id, p.month FROM remittance_paidmonth p
WHERE p.worker_id = ANY(%(workers)s)
  AND NOT EXISTS (SELECT 1 FROM remittance_unpaid u WHERE u.paid_month_id = p.id)"""

_ASKED = """
SELECT l.worker_id, l.month, l.amount_idr, coalesce(x.outcome, '') AS outcome,
    coalesce(nullif(g.code, ''), x.reason, '') AS reason
FROM deductions_deductionline l
JOIN access_person p ON p.civil_servant_id = l.sponsor_id AND p.id = %(person)s
LEFT JOIN LATERAL (SELECT y.id, y.outcome, y.reason FROM reconciliation_resultline y
    WHERE y.line_id = l.id ORDER BY y.result_id DESC LIMIT 1) x ON true
LEFT JOIN LATERAL (SELECT z.code FROM reconciliation_reason z WHERE z.result_line_id = x.id
    ORDER BY z.id DESC LIMIT 1) g ON true
WHERE l.worker_id = ANY(%(workers)s) AND l.month >= %(from)s"""


def sponsor_home(*, viewer: Viewer, on: date) -> SponsorHome:
    """Return the viewer's own workers, in three statements for any number of them."""
    now = Month.of(on)
    shown_from = (now - SHOWN_AFTER_END).first_day
    rows = fetch(_SPONSORSHIPS, {"person": viewer.person_id, "shown_from": shown_from})
    values = {
        "person": viewer.person_id,
        "workers": sorted({row["worker_id"] for row in rows}),
        "from": (now - (STRIP_MONTHS - 1)).first_day,
    }
    paid: dict[int, set[Month]] = {}
    for row in fetch(_PAID, values):
        paid.setdefault(row["worker_id"], set()).add(Month.of(row["month"]))
    asked: dict[int, dict[Month, Asked]] = {}
    for row in fetch(_ASKED, values):
        asked.setdefault(row["worker_id"], {})[Month.of(row["month"])] = Asked(
            amount_idr=row["amount_idr"], outcome=row["outcome"], reason=row["reason"]
        )
    cards = [_card(row, paid, asked, on) for row in rows]
    return SponsorHome(
        workers=tuple(sorted(cards, key=lambda card: not card.cover.needs_attention)),
        month=now,
        asked_idr=sum(months[now].amount_idr for months in asked.values() if now in months),
    )


def _card(
    row: dict[str, Any],
    paid: dict[int, set[Month]],
    asked: dict[int, dict[Month, Asked]],
    on: date,
) -> WorkerCard:
    first = row["first_month"]
    facts = Facts(
        state=row["state"],
        first_month=None if first is None else Month.of(first),
        spell_ends_on=row["spell_ends_on"],
        spell_end_reason=row["spell_end_reason"] or "",
        ended_on=row["ended_on"],
        end_reason=row["end_reason"],
        died_on=row["died_on"],
        paid=frozenset(paid.get(row["worker_id"], ())),
        asked=asked.get(row["worker_id"], {}),
    )
    return WorkerCard(
        sponsorship_id=row["sponsorship_id"],
        name=row["name"],
        occupation=row["occupation"],
        village=row["village"],
        card_number=row["card_number"],
        registered_on=row["registered_on"],
        correction=row["correction"],
        cover=cover_of(facts, on=on),
    )
