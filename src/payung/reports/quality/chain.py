"""The whole change log of a regency, recomputed part by part: nothing was changed or left out."""

from dataclasses import dataclass

from payung.kernel.people import Role, Viewer
from payung.reports.scope import fetch

PART = 5000
"""So many entries are recomputed at once; a page answers well within its time."""
_MAY_READ = frozenset({Role.SECRETARIAT, Role.AUDITOR, Role.SYSTEM})


@dataclass(frozen=True, kw_only=True)
class ChainPart:
    """`until` of `whole` entries are recomputed; `broken_at` is the first that does not fit."""

    until: int
    whole: int
    broken_at: int | None

    @property
    def is_done(self) -> bool:
        return self.broken_at is not None or self.until >= self.whole


_PART = """
WITH part AS (SELECT e.*, e.hash = sha256(e.previous_hash || audit_canonical(e)) AS fits
    FROM audit_event e WHERE chain = %(chain)s AND seq >= %(after)s AND seq <= %(last)s),
told AS (SELECT seq, fits, previous_hash, lag(hash, 1, ''::bytea) OVER w AS hash_before,
    lag(seq, 1, 0::bigint) OVER w AS seq_before FROM part WINDOW w AS (ORDER BY seq))
SELECT (SELECT coalesce(max(seq), 0) FROM audit_event WHERE chain = %(chain)s) AS whole,
    coalesce(max(seq), 0) AS until,
    min(seq) FILTER (WHERE NOT fits OR ((seq > %(after)s OR %(after)s = 0)
        AND (hash_before <> previous_hash OR seq_before <> seq - 1))) AS broken_at
FROM told"""


def chain_part(*, viewer: Viewer, after: int) -> ChainPart:
    """Recompute the entries after number `after`, which is looked at again as their beginning."""
    if viewer.role not in _MAY_READ:
        return ChainPart(until=0, whole=0, broken_at=None)
    chain = f"regency:{viewer.regency_id}" if viewer.regency_id else "national"
    [row] = fetch(_PART, {"chain": chain, "after": after, "last": after + PART})
    return ChainPart(**row)
