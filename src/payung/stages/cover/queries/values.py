"""The answer to "protected on this day, and why?"."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from payung.foundation.rules import Consequence, Contribution, as_json
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say


@dataclass(frozen=True, kw_only=True)
class Reason:
    """
    One reason, as a code with values; the words live in wording/cover.yaml.

    `words` are placeholders filled by another code in the reader's language; `facts` say the same
    for programs; `price` is the tariff that the reason is about.
    """

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    price: Contribution | None = None

    def text(self, lang: str = "id") -> str:
        said = {name: say(code, lang).lower() for name, code in self.words.items()}
        lines = self.price.lines if self.price else ()
        parts = ", ".join(f"{line.text(lang)} {render_rupiah(line.amount_idr)}" for line in lines)
        return say(self.code, lang, **self.values, **said, parts=parts)

    def as_json(self, lang: str) -> dict[str, Any]:
        priced = as_json(self.price, lang) if self.price else {}
        return {"code": self.code, "text": self.text(lang), **self.facts, **priced}


@dataclass(frozen=True, kw_only=True)
class Cover:
    """
    Whether a worker is protected on a day, and why.

    `since` and `until` are the first and last day of the unbroken protection around the day; both
    are None where the day is not protected. `status` is a code of `cover.status`.
    """

    covered: bool
    since: date | None
    until: date | None
    status: str
    why: tuple[Reason, ...]
    at_risk: tuple[Consequence, ...]

    def as_json(self, lang: str = "id") -> dict[str, Any]:
        """Return the stable shape of `payung cover … --json`."""
        return {
            "covered": self.covered,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "status": self.status,
            "status_text": say(f"cover.status.{self.status}", lang),
            "why": [reason.as_json(lang) for reason in self.why],
            "at_risk": [
                {
                    "month": str(one.month),
                    "missed": one.missed,
                    "happens_on": one.happens_on.isoformat(),
                    "code": one.note.code,
                    "text": one.note.text(lang),
                }
                for one in self.at_risk
            ],
        }
