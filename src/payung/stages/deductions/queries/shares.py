"""What is cut from whom, and from which of their pays; as it stood when the list was locked."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.people import Viewer
from payung.stages.deductions.queries.lists import OWN_LIST, SponsorLine, full_name, list_by_id
from payung.stages.deductions.sums.routes import Share, whole
from payung.stages.registry.queries.nips import nip_at

# The kind of staff is that of the lock, as the NIP is: a later staff list or a new NIP groups no
# month anew. Each change keeps what was there before, so the first one since then says it.
_SHARES: Final = f"""
WITH line AS (
    SELECT l.sponsor_id, coalesce(x.pay_source, 'gaji') AS source, count(*)::int AS workers,
           sum(l.amount_idr)::bigint AS amount_idr, sum(l.credit_idr)::bigint AS credit_idr,
           count(*) FILTER (WHERE l.change = 'new')::int AS fresh,
           count(*) FILTER (WHERE l.change = 'same')::int AS same, d.locked_at, b.last_at
    FROM deductions_deductionline l
    JOIN deductions_deductionlist d ON d.id = l.list_id
    LEFT JOIN LATERAL (
        SELECT locked_at AS last_at FROM deductions_deductionlist
        WHERE agency_id = d.agency_id AND month < d.month ORDER BY month DESC LIMIT 1
    ) b ON true
    JOIN membership_payer p ON p.id = l.payer_id
    LEFT JOIN LATERAL (
        SELECT pay_source FROM enrolment_consent
        WHERE sponsorship_id = p.sponsorship_id
          AND given_on <= (d.locked_at AT TIME ZONE 'Asia/Jakarta')::date
        ORDER BY version DESC LIMIT 1
    ) x ON true
    WHERE l.list_id = %(list)s
    GROUP BY l.sponsor_id, 2, d.locked_at, b.last_at
)
SELECT c.id, {nip_at("c", "n.locked_at")}, {nip_at("c", "n.last_at")},
       c.name, c.title_before, c.title_after, coalesce(k.kind, c.kind), n.source,
       n.workers, n.amount_idr, n.credit_idr, n.fresh, n.same,
       EXISTS (SELECT 1 FROM deductions_stop s
               WHERE s.list_id = %(list)s AND s.sponsor_id = c.id) AS has_stop
FROM line n JOIN registry_civilservant c ON c.id = n.sponsor_id
LEFT JOIN LATERAL (
    SELECT e.kind FROM (
        SELECT s.at, s.before ->> 'kind' AS kind FROM registry_staffchange s
        WHERE s.civil_servant_id = c.id AND jsonb_exists(s.before, 'kind')
        UNION ALL
        SELECT f.at, f.kind_before FROM registry_nipchange f WHERE f.civil_servant_id = c.id
    ) e
    WHERE e.at > n.locked_at ORDER BY e.at LIMIT 1
) k ON true
ORDER BY c.folded, c.nip, n.source
"""


def shares_of(*, viewer: Viewer, list_id: int) -> list[Share]:
    """
    Return who is cut and from which pay, by name; no worker data.

    :raises NoSuchList: there is none, or not for this viewer.
    """
    list_by_id(viewer=viewer, list_id=list_id)
    with beyond(OWN_LIST), connection.cursor() as cursor:
        cursor.execute(_SHARES, {"list": list_id})
        return shares(cursor.fetchall())


def shares(rows: Iterable[tuple[Any, ...]]) -> list[Share]:
    """Return the shares of rows as `_SHARES` has them; what changed is said of the person."""
    found = list(rows)
    counted: dict[int, tuple[int, int, int]] = {}
    for row in found:
        workers, fresh, same = counted.get(row[0], (0, 0, 0))
        counted[row[0]] = (workers + row[8], fresh + row[11], same + row[12])
    return [_share(row, _change(*counted[row[0]], has_stop=row[13])) for row in found]


def _share(row: tuple[Any, ...], change: str) -> Share:
    nip, last_nip = row[1:3]
    has_new_nip = nip != last_nip and change != "new"
    return Share(
        sponsor_id=row[0],
        nip=nip,
        name=full_name(*row[3:6]),
        kind=row[6],
        source=row[7],
        workers=row[8],
        amount_idr=row[9],
        credit_idr=row[10],
        change="changed" if has_new_nip else change,
        nip_before=last_nip if has_new_nip else "",
    )


def people(found: Iterable[Share]) -> list[SponsorLine]:
    """Return one row per civil servant, with all that they give."""
    return [
        SponsorLine(
            sponsor_id=one.sponsor_id,
            nip=one.nip,
            name=one.name,
            workers=one.workers,
            amount_idr=one.amount_idr,
            credit_idr=one.credit_idr,
            change=one.change,
            nip_before=one.nip_before,
        )
        for one in whole(found)
    ]


def _change(workers: int, fresh: int, same: int, *, has_stop: bool) -> str:
    if fresh == workers and not has_stop:
        return "new"
    return "same" if same == workers and not has_stop else "changed"
