"""S30: what waits at one office, and the one thing to do next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.reports.numbers import Numbers, headline_month, numbers_of
from payung.reports.scope import SEEN, fetch, scope

CUTOFF_DAY = 10
"""What the branch accepts by this day is first cut from the next month's pay."""
SHOWN = 8
STILL_ASKED = 7
"""For how many days after a cut-off the page says that it has passed."""


class Queue(StrEnum):
    """The four piles, in the order they should be taken up."""

    RETURNED = "returned"
    REGISTERED = "registered"
    VERIFIED = "verified"
    SUBMITTED = "submitted"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One registration on a pile."""

    sponsorship_id: int
    worker: str
    sponsor: str
    queue: Queue
    since: date
    days: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class OfficerHome:
    cutoff_on: date
    days_left: int
    first_cut: Month
    """The month whose pay is the first to be cut for what is accepted by the cut-off."""
    passed_on: date | None
    """This month's cut-off, where it passed a few days ago; then people still ask for it."""
    counts: dict[Queue, int]
    elsewhere: int
    """Registrations whose sponsor belongs to another office, waiting to be taken over."""
    waiting: tuple[Waiting, ...]
    numbers: Numbers | None

    @property
    def next_queue(self) -> Queue | None:
        """Return the pile to take up now; None when only the branch has work."""
        own = (Queue.RETURNED, Queue.REGISTERED, Queue.VERIFIED)
        return next((queue for queue in own if self.counts[queue]), None)


_HELD = "held"
_PILES = f"""WITH {SEEN}, ordered AS (
    SELECT s.id, s.state, s.worker_id, s.sponsor_id, s.registered_on,
        count(*) OVER (PARTITION BY s.state) AS n,
        row_number() OVER (PARTITION BY s.state ORDER BY s.registered_on, s.id) AS place
    FROM enrolment_sponsorship s JOIN seen ON seen.id = s.agency_id
    WHERE s.state IN ('returned', 'registered', 'verified', 'submitted', '{_HELD}'))
SELECT o.state, o.n, o.id AS sponsorship_id, w.name AS worker, c.name AS sponsor,
    o.registered_on AS since, coalesce(r.reason, '') AS reason
FROM ordered o LEFT JOIN registry_worker w ON w.id = o.worker_id AND o.state <> '{_HELD}'
LEFT JOIN registry_civilservant c ON c.id = o.sponsor_id AND o.state <> '{_HELD}'
LEFT JOIN LATERAL (SELECT y.reason FROM enrolment_batchline l
    JOIN enrolment_reply y ON y.line_id = l.id WHERE l.sponsorship_id = o.id
    ORDER BY l.id DESC LIMIT 1) r ON o.state = 'returned'
WHERE o.place <= CASE o.state WHEN '{_HELD}' THEN 1 ELSE {SHOWN} END
ORDER BY array_position(ARRAY['returned', 'registered', 'verified', 'submitted'], o.state::text),
    o.place"""
"""Each row says how many its pile has; of those of other offices nothing else is told."""


def officer_home(*, viewer: Viewer, on: date) -> OfficerHome:
    """Return the office's piles with their oldest rows, in a fixed number of statements."""
    cutoff_on = next_cutoff(on)
    rows = fetch(_PILES, scope(viewer))
    counted = {row["state"]: row["n"] for row in rows}
    month = headline_month(viewer=viewer, on=on)
    return OfficerHome(
        cutoff_on=cutoff_on,
        days_left=(cutoff_on - on).days,
        first_cut=Month.of(cutoff_on).next,
        passed_on=passed_cutoff(on),
        counts={queue: counted.get(queue, 0) for queue in Queue},
        elsewhere=counted.get(_HELD, 0),
        waiting=tuple(
            Waiting(
                sponsorship_id=row["sponsorship_id"],
                worker=row["worker"],
                sponsor=row["sponsor"],
                queue=Queue(row["state"]),
                since=row["since"],
                days=(on - row["since"]).days,
                reason=row["reason"],
            )
            for row in rows
            if row["state"] != _HELD
        ),
        numbers=None if month is None else numbers_of(viewer=viewer, month=month),
    )


def next_cutoff(on: date) -> date:
    """Return the next day, today included, by which registrations must be accepted."""
    this = on.replace(day=CUTOFF_DAY)
    return this if on <= this else Month.of(on).next.first_day.replace(day=CUTOFF_DAY)


def passed_cutoff(on: date) -> date | None:
    """Return the cut-off that passed within the last days, if one did."""
    this = on.replace(day=CUTOFF_DAY)
    return this if 0 < (on - this).days <= STILL_ASKED else None
