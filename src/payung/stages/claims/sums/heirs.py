"""Heirs and children as they are typed in, and as the text that is sealed."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.foundation.rules.ages import age_on
from payung.foundation.rules.benefits import Child, Level, Relation
from payung.foundation.rules.law import current_law
from payung.kernel.names import shown

NAME, SHORT = 100, 60


@dataclass(frozen=True, kw_only=True)
class HeirInput:
    """Somebody who may receive the money. `guardian`: who receives it for a minor."""

    name: str
    relation: Relation
    born_on: date | None = None
    phone: str = ""
    bank: str = ""
    account: str = ""
    guardian: str = ""
    is_notarial: bool = False


@dataclass(frozen=True, kw_only=True)
class ChildInput:
    """A child with a right to a scholarship; level and class are those of the event's year."""

    name: str
    born_on: date
    level: Level | None = None
    grade: int = 1
    guardian: str = ""
    account: str = ""
    married_on: date | None = None
    works_from: date | None = None

    def child(self, paid_years: dict[Level, int]) -> Child:
        """Return what the rules need of the child; no name."""
        return Child(
            self.born_on, self.level, self.grade, self.married_on, self.works_from, paid_years
        )


def heir_text(heir: HeirInput) -> str:
    """Return what is sealed of an heir; the relation stands beside it in clear."""
    return _text(
        {
            "name": shown(heir.name)[:NAME],
            "born_on": heir.born_on,
            "phone": shown(heir.phone)[:SHORT],
            "bank": shown(heir.bank)[:SHORT],
            "account": shown(heir.account)[:SHORT],
            "guardian": shown(heir.guardian)[:NAME],
            "is_notarial": heir.is_notarial,
        }
    )


def heir_from(text: str, relation: str) -> HeirInput:
    told = _told(text, "born_on")
    return HeirInput(relation=Relation(relation), **told)


def child_text(child: ChildInput) -> str:
    return _text(
        {
            "name": shown(child.name)[:NAME],
            "born_on": child.born_on,
            "level": child.level,
            "grade": child.grade,
            "guardian": shown(child.guardian)[:NAME],
            "account": shown(child.account)[:SHORT],
            "married_on": child.married_on,
            "works_from": child.works_from,
        }
    )


def child_from(text: str) -> ChildInput:
    told = _told(text, "born_on", "married_on", "works_from")
    told["level"] = None if told["level"] is None else Level(told["level"])
    return ChildInput(**told)


def is_minor(born_on: date | None, on: date) -> bool:
    """Whether somebody is too young to receive the money alone; unknown counts as grown."""
    if born_on is None:
        return False
    grown = current_law().ahli_waris_dewasa.in_force(on).value.count
    return age_on(born_on, on) < grown


def _text(told: dict[str, Any]) -> str:
    plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in told.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def _told(text: str, *days: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text)
    for name in days:
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    return told
