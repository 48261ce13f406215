"""S100: the health of the month: who is late, where money waits, which files were refused."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from payung.foundation.access.people import expired_codes
from payung.foundation.desk.queries import Clocks, running_clocks
from payung.foundation.outbox.queries import parked
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.months import HeldMoney, held
from payung.reports.numbers import Numbers, headline_month, summed
from payung.reports.offices import OfficeMonth, offices_in
from payung.reports.quality.decisions import waiting_decisions
from payung.reports.scope import SEEN, fetch, scope
from payung.stages.registry.queries import relocations_overdue

RECENT = timedelta(days=30)
SLOW = timedelta(days=7)
"""A registration that an officer left lying longer than this."""


@dataclass(frozen=True, kw_only=True)
class RefusedFile:
    """A file that was refused whole, or whose rows have problems left."""

    kind: str
    office: str
    received_on: date
    is_refused: bool
    rows: int


@dataclass(frozen=True, kw_only=True)
class SecretariatHome:
    month: Month
    numbers: Numbers
    late: tuple[OfficeMonth, ...]
    held: tuple[HeldMoney, ...]
    files: tuple[RefusedFile, ...]
    slow: int
    clocks: Clocks
    relocations: int
    decisions: int
    codes: int
    parked: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened yet: the regency has just joined."""
        return not self.numbers.assigned and not self.files

    @property
    def held_too_long(self) -> tuple[HeldMoney, ...]:
        return tuple(money for money in self.held if money.is_too_long)

    @property
    def held_idr(self) -> int:
        return sum(money.amount_idr for money in self.held)


_FILES = f"""WITH {SEEN}
SELECT f.kind, coalesce(seen.name, '') AS office,
    (f.received_at AT TIME ZONE 'Asia/Jakarta')::date AS received_on,
    f.state = 'refused' AS is_refused, coalesce(p.rows, 0) AS rows
FROM intake_receivedfile f LEFT JOIN seen ON seen.id = f.agency_id
LEFT JOIN LATERAL (SELECT count(DISTINCT r.row) AS rows FROM intake_rowproblem r
    WHERE r.file_id = f.id AND r.level = 'reject') p ON true
WHERE f.received_at >= %(since)s AND (f.state = 'refused' OR p.rows > 0)
  AND (%(regency)s::bigint IS NULL OR f.regency_id = %(regency)s)
ORDER BY f.received_at DESC, f.id DESC LIMIT 10"""

_SLOW = f"""WITH {SEEN}
SELECT count(*) AS n FROM enrolment_sponsorship s JOIN seen ON seen.id = s.agency_id
WHERE s.state = 'registered' AND s.registered_on < %(slow)s"""


def secretariat_home(*, viewer: Viewer, on: date, at: datetime) -> SecretariatHome:
    """Return what is not in order in this regency today."""
    month = headline_month(viewer=viewer, on=on) or Month.of(on)
    offices = offices_in(viewer=viewer, month=month)
    values = {**scope(viewer), "since": on - RECENT, "slow": on - SLOW}
    [slow] = fetch(_SLOW, values)
    return SecretariatHome(
        month=month,
        numbers=summed(offices, month),
        late=tuple(o for o in offices if o.is_assigned and o.closed_on is None),
        held=tuple(held(viewer=viewer, on=on)),
        files=tuple(RefusedFile(**row) for row in fetch(_FILES, values)),
        slow=slow["n"],
        clocks=running_clocks(viewer=viewer, at=at),
        relocations=len(relocations_overdue(viewer=viewer, on=on)),
        decisions=len(waiting_decisions(viewer=viewer)),
        codes=expired_codes(viewer=viewer, at=at),
        parked=len(parked(viewer=viewer)),
    )
