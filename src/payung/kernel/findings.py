"""What reading or checking a value found, as a code with values; the words live in wording/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from payung.kernel.wording import say


class Level(StrEnum):
    REJECT = "reject"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a value. `values` fill the placeholders of the wording."""

    level: Level
    code: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def message(self, lang: str = "id") -> str:
        return say(self.code, lang, **self.values)

    @classmethod
    def reject(cls, code: str, **values: str) -> Finding:
        return cls(Level.REJECT, code, values)

    @classmethod
    def warning(cls, code: str, **values: str) -> Finding:
        return cls(Level.WARNING, code, values)

    @classmethod
    def info(cls, code: str, **values: str) -> Finding:
        return cls(Level.INFO, code, values)


class Unreadable(ValueError):
    """
    A text that cannot be read as the value it should be; `finding` says why.

    Its own text is only the code: what the person typed may be personal and must not reach a log.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding

    def __reduce__(self) -> tuple[type[Unreadable], tuple[Finding]]:
        return (Unreadable, (self.finding,))

    @classmethod
    def because(cls, code: str, **values: str) -> Unreadable:
        return cls(Finding.reject(code, **values))
