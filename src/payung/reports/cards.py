"""S3B: whose participant card may be printed, and which one is in somebody's hands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.scope import COVERED, SEEN, fetch, scope


@dataclass(frozen=True, kw_only=True)
class CardHolder:
    """A worker of the office with a running membership; `issued_at` of the living card."""

    sponsorship_id: int
    worker: str
    sponsor: str
    card_number: str
    first_month: Month
    is_covered: bool
    """The month of the day asked is paid and confirmed: only then is there a card to carry."""
    issued_at: datetime | None


_HOLDERS = f"""WITH {SEEN}
SELECT s.id AS sponsorship_id, w.name AS worker, c.name AS sponsor, s.card_number,
    x.first_month, now.is_covered, k.issued_at
FROM enrolment_sponsorship s JOIN seen ON seen.id = s.agency_id
JOIN registry_worker w ON w.id = s.worker_id AND w.died_on IS NULL
JOIN registry_civilservant c ON c.id = s.sponsor_id
JOIN membership_spell x ON x.worker_id = s.worker_id AND x.ends_on IS NULL
LEFT JOIN membership_card k ON k.spell_id = x.id AND k.revoked_at IS NULL
CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM remittance_paidmonth p
    WHERE p.worker_id = s.worker_id AND p.month = %(month)s AND {COVERED}) AS is_covered) now
WHERE s.state = 'accepted' AND (%(only)s::bigint[] IS NULL OR s.id = ANY(%(only)s))
ORDER BY NOT now.is_covered, k.issued_at IS NOT NULL, w.folded, s.id
OFFSET %(skip)s LIMIT %(most)s"""

_COVERED_NOW = f"""WITH {SEEN}
SELECT DISTINCT p.worker_id FROM remittance_paidmonth p
JOIN enrolment_sponsorship s ON s.worker_id = p.worker_id JOIN seen ON seen.id = s.agency_id
WHERE p.month = %(month)s AND p.worker_id = ANY(%(workers)s) AND {COVERED}"""


def card_holders(
    *,
    viewer: Viewer,
    on: date,
    skip: int = 0,
    most: int = 25,
    only: Collection[int] | None = None,
) -> list[CardHolder]:
    """Return the insured workers of the viewer's office: without a card first, unpaid ones last."""
    values = {
        **scope(viewer),
        "month": Month.of(on).first_day,
        "skip": skip,
        "most": most,
        "only": None if only is None else list(only),
    }
    return [
        CardHolder(**{**row, "first_month": Month.of(row["first_month"])})
        for row in fetch(_HOLDERS, values)
    ]


def covered_now(*, viewer: Viewer, worker_ids: Collection[int], on: date) -> frozenset[int]:
    """Return which of these workers are covered in the month of `on`: paid and confirmed."""
    month = Month.of(on).first_day
    values = {**scope(viewer), "month": month, "workers": list(worker_ids)}
    return frozenset(row["worker_id"] for row in fetch(_COVERED_NOW, values))
