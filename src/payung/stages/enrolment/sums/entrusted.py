"""What a sponsor leaves with the officer of the own office, as it lies sealed in the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

PLACE: Final = "enrolment_entrusted.words"
LONGEST_OUTCOME: Final = 200
"""As wide as the column."""


class Kind(StrEnum):
    WORKER = "worker"
    """Somebody who cannot be registered now, for a reason that the screen does not tell."""
    CORRECTION = "correction"
    """Data that the sponsor alone can no longer change."""
    DEDUCTION = "deduction"
    """The payslip says otherwise than we do."""
    EVENT = "event"
    """Something happened: an accident, a death, a move, another number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """One thing left. `code` says more, such as a reason or what happened; `words` are free."""

    sponsor_name: str
    code: str = ""
    words: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)

    def as_text(self) -> str:
        return json.dumps(
            {
                "name": self.sponsor_name,
                "code": self.code,
                "words": self.words,
                "answers": dict(self.answers),
            }
        )

    def emptied(self) -> "Left":
        """Return what is kept once it is settled: from whom and about what, no words."""
        return Left(sponsor_name=self.sponsor_name, code=self.code)


def left_from(text: str) -> Left:
    """Read what `as_text` wrote."""
    held = json.loads(text)
    return Left(
        sponsor_name=held["name"], code=held["code"], words=held["words"], answers=held["answers"]
    )
