"""The answers of an unfinished sign-up, as they lie sealed in the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

KEPT_FOR: Final = timedelta(hours=24)
PLACE: Final = "enrolment_draft.answers"
LONGEST_ANSWER: Final = 500
MOST_CHECKS: Final = 10
"""So many different NIK may one civil servant ask about on one day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    One person's draft. `checked` are the NIK asked about on `checked_on`, as keyed hashes.

    The count of checks outlives the answers: starting over does not buy ten more.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    checked_on: date | None = None
    checked: tuple[str, ...] = ()
    started_at: datetime | None = None
    saved_at: datetime | None = None

    def with_answers(self, given: Mapping[str, str]) -> "Draft":
        """Return the draft with these answers added; an empty one takes the answer away."""
        together = {**self.answers, **{key: text[:LONGEST_ANSWER] for key, text in given.items()}}
        return replace(self, answers={key: text for key, text in together.items() if text})

    def with_check(self, index: str, on: date) -> "Draft | None":
        """Return the draft after one more question about a NIK; None where it is one too many."""
        before = self.checked if self.checked_on == on else ()
        if index in before:
            return self
        if len(before) >= MOST_CHECKS:
            return None
        return replace(self, checked_on=on, checked=(*before, index))

    def as_text(self) -> str:
        day = "" if self.checked_on is None else self.checked_on.isoformat()
        return json.dumps({"answers": dict(self.answers), "on": day, "checked": self.checked})


def draft_from(text: str, started_at: datetime, saved_at: datetime) -> Draft:
    """Read what `as_text` wrote."""
    held = json.loads(text)
    return Draft(
        answers=held["answers"],
        checked_on=date.fromisoformat(held["on"]) if held["on"] else None,
        checked=tuple(held["checked"]),
        started_at=started_at,
        saved_at=saved_at,
    )
