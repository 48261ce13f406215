"""What a sponsor left with the officer, as S20 and S21 show it: waiting, or with the outcome."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from payung.kernel.people import Viewer
from payung.kernel.wording import catalogue
from payung.stages.enrolment.queries.entrusted import OwnLeft, left_by
from payung.web.language import tell

SHOWN_AFTER: Final = timedelta(days=30)
"""For so long the outcome stays on the page."""


@dataclass(frozen=True, kw_only=True)
class LeftLine:
    """One thing left; `outcome` is empty while it waits."""

    about: str
    left_at: datetime
    settled_at: datetime | None
    outcome: str


def left_lines(
    *, viewer: Viewer, at: datetime, sponsorship_id: int | None = None
) -> list[LeftLine]:
    """Return the viewer's own, newest first; those about one worker where one is named."""
    rows = left_by(viewer=viewer, since=at - SHOWN_AFTER)
    return [
        LeftLine(
            about=tell(f"sponsor.left.{row.kind}"),
            left_at=row.at,
            settled_at=row.settled_at,
            outcome=_outcome(row),
        )
        for row in rows
        if sponsorship_id is None or row.sponsorship_id == sponsorship_id
    ]


def _outcome(row: OwnLeft) -> str:
    """Return the sentence of a code, or the officer's own words as they are."""
    code = f"sponsor.left.outcome.{row.outcome}"
    return tell(code) if code in catalogue() else row.outcome
