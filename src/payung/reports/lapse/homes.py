"""What a first page says of it: for how many, how many days are left, and at which offices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from payung.kernel.people import Viewer
from payung.reports.lapse.predicting import predictions
from payung.reports.lapse.values import Prediction


@dataclass(frozen=True, kw_only=True)
class OfficeAtRisk:
    """An office with workers who will lose cover, and the days left for the first of them."""

    agency_id: int
    office: str
    workers: int
    days_left: int
    loses_on: date


@dataclass(frozen=True, kw_only=True)
class AtRisk:
    """Who will lose cover, the most urgent first, counted from one day."""

    on: date
    rows: Sequence[Prediction]

    @property
    def workers(self) -> int:
        return len(self.rows)

    @property
    def days_left(self) -> int:
        """Days until the first of them loses cover; zero where the day has come."""
        return max(0, self.rows[0].days_left(self.on)) if self.rows else 0

    @property
    def loses_on(self) -> date | None:
        return self.rows[0].loses_on if self.rows else None

    @property
    def urgent(self) -> int:
        """How many lose it on the same first day."""
        return sum(row.loses_on == self.loses_on for row in self.rows)

    @property
    def offices(self) -> tuple[OfficeAtRisk, ...]:
        by_office = sorted(self.rows, key=lambda row: (row.facts.agency_id, row.loses_on))
        found = []
        for agency_id, group in groupby(by_office, key=lambda row: row.facts.agency_id):
            rows = list(group)
            found.append(
                OfficeAtRisk(
                    agency_id=agency_id,
                    office=rows[0].facts.agency,
                    workers=len(rows),
                    days_left=max(0, rows[0].days_left(self.on)),
                    loses_on=rows[0].loses_on,
                )
            )
        return tuple(sorted(found, key=lambda one: (one.loses_on, one.office)))


def at_risk(*, viewer: Viewer, on: date) -> AtRisk:
    """Return who will lose cover within what the viewer sees."""
    return AtRisk(on=on, rows=predictions(viewer=viewer, on=on))
