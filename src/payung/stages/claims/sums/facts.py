"""What is known of an event: of the kind that only who needs it may read (K3)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from payung.foundation.rules.benefits import Loss
from payung.foundation.rules.benefits.claim_papers import Cause

__all__ = ["Cause", "Facts", "LossFound", "Outcome"]
LONGEST = 300


class Outcome(StrEnum):
    """What the doctor declared at the end of treatment; only for accidents."""

    PENDING = "pending"
    RECOVERED = "recovered"
    PARTIAL = "partial"
    TOTAL = "total"
    DIED = "died"


@dataclass(frozen=True, kw_only=True)
class LossFound:
    """One disability the doctor found; `found` is the doctor's percentage, such as "12.5"."""

    part: str
    times: int = 1
    function_lost: int | None = None
    found: str = ""

    def loss(self) -> Loss:
        return Loss(self.part, self.times, self.function_lost, _percent(self.found))


@dataclass(frozen=True, kw_only=True)
class Facts:
    """
    What happened, as far as it is known. Everything may be empty, and be added later.

    :param declared_at: when the doctor declared the outcome: the clock of stage II begins.
    :param costs_idr: what was paid for, by code: "land", "sea", "air" for the journey, and
        "dentures", "hearing_aid", "glasses", "home_care", "prosthesis".
    """

    cause: Cause = Cause.UNKNOWN
    is_traffic: bool = False
    where: str = ""
    doing: str = ""
    injury: str = ""
    hospital: str = ""
    witness: str = ""
    family_name: str = ""
    family_relation: str = ""
    family_phone: str = ""
    has_will: bool = False
    has_birth_certificates: bool = True
    has_children_at_school: bool = False
    outcome: Outcome = Outcome.PENDING
    declared_at: datetime | None = None
    unable_from: date | None = None
    unable_until: date | None = None
    is_left_handed: bool = False
    losses: tuple[LossFound, ...] = ()
    costs_idr: Mapping[str, int] = field(default_factory=dict)
    words: str = ""


def joined(before: Facts, told: Facts) -> Facts:
    """Return what was known with what is told now; what nobody tells again stays."""
    nothing = Facts()
    news = {
        name: getattr(told, name)
        for name in Facts.__dataclass_fields__
        if getattr(told, name) != getattr(nothing, name)
    }
    return replace(before, **news)


def as_text(facts: Facts) -> str:
    """Return the facts as the text that is sealed."""
    told = {
        name: value[:LONGEST] if isinstance(value, str) else value
        for name, value in asdict(facts).items()
    }
    return json.dumps(told, default=_plain, ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> Facts:
    """Return the facts as they were written; what a later version dropped is passed over."""
    told: dict[str, Any] = json.loads(text)
    known = {name: told[name] for name in Facts.__dataclass_fields__ if name in told}
    known["cause"] = Cause(known.get("cause", Cause.UNKNOWN))
    known["outcome"] = Outcome(known.get("outcome", Outcome.PENDING))
    known["losses"] = tuple(LossFound(**one) for one in known.get("losses", ()))
    for name in ("unable_from", "unable_until"):
        known[name] = date.fromisoformat(known[name]) if known.get(name) else None
    at = known.get("declared_at")
    known["declared_at"] = datetime.fromisoformat(at) if at else None
    return Facts(**known)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _percent(text: str) -> Decimal | None:
    """Return the doctor's percentage; None where the sign is not there or is no number."""
    try:
        return Decimal(text.replace(",", ".")) if text.strip() else None
    except InvalidOperation:
        return None
