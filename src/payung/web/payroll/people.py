"""The people of a month whose deduction did not go as asked: one row each, no worker in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from payung.stages.reconciliation.queries import Difference


@dataclass(frozen=True, kw_only=True)
class Differing:
    """All lines of one civil servant: payroll answers a person, not a worker."""

    sponsor_id: int
    nip: str
    name: str
    line_ids: tuple[int, ...]
    asked_idr: int
    reported_idr: int
    outcome: str
    payroll_reason: str
    """Payroll's own for what it did not cut; else why its row could not be taken."""
    given: str
    words: str
    is_allowed: bool
    needs_reason: bool

    @property
    def field(self) -> str:
        """The name of the person's boxes in the form."""
        return str(min(self.line_ids))

    @property
    def is_payrolls(self) -> bool:
        return self.outcome == "not_cut"

    @property
    def over_idr(self) -> int:
        return max(self.reported_idr - self.asked_idr, 0)


def people_of(found: Iterable[Difference]) -> list[Differing]:
    """Return one row per civil servant, those that need a reason first, then by name."""
    rows = [_person(list(lines)) for _, lines in groupby(found, key=lambda one: one.sponsor_id)]
    return sorted(rows, key=lambda row: not row.needs_reason)


def _person(lines: list[Difference]) -> Differing:
    first = lines[0]
    # One answer per person: all lines have its outcome, and reasons are given to all of them.
    said = next((one for one in lines if one.given), first)
    return Differing(
        sponsor_id=first.sponsor_id,
        nip=first.nip,
        name=first.name,
        line_ids=tuple(one.result_line_id for one in lines),
        asked_idr=sum(one.asked_idr for one in lines),
        reported_idr=sum(one.reported_idr for one in lines),
        outcome=first.outcome,
        payroll_reason=first.reason,
        given=said.given,
        words=said.words,
        is_allowed=all(one.is_allowed for one in lines),
        needs_reason=any(one.needs_reason for one in lines),
    )
