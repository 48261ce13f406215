"""What one seed has switched on, and what there is to switch on."""

from dataclasses import dataclass, field
from random import Random
from typing import Final

from tests.histories.coverage import ANOMALIES
from tests.histories.steps import Step

MOST_STEPS: Final = 40
IN_FILE: Final = ("P02", "P07", "P09", "P10", "P11", "P15", "P16", "P17", "P18", "P19", "P20",
                  "P21", "P22", "P23", "P32", "P33", "P34")  # fmt: skip
VARIANTS: Final = {"P21": ("P21", "P21b"), "P22": ("P22", "P22b", "P22c", "P22d")}
WITH_FILES: Final = frozenset((*IN_FILE, "P01", "P04", "P05", "P06", "P08", "P14", "P24", "P25"))
FATAL: Final = frozenset({"P07", "P10", "P17"})
PEOPLE: Final = {0: ("tini", "tono"), 1: ("tuti", "sekar")}
OFFICERS: Final = ("puput", "parjo")
SWITCHES: Final = (
    *ANOMALIES,
    *("refund", "over", "unpay", "reopen", "stop", "died", "move", "list", "split", "closing"),
    *("wrong_person", "lost", "races", "unexplained", "as_listed", "short", "shuffled"),
    *("second", "withdraw", "wrong_seen"),
)


@dataclass
class Plan:
    """What one seed has switched on."""

    random: Random
    on: frozenset[str]
    lead: frozenset[str]
    """What this seed is about: it happens wherever it can."""
    slips: int = 0
    slots: int = 0
    scripts: list[list[Step]] = field(default_factory=list)

    def chance(self, odds: float) -> bool:
        return self.random.random() < odds

    def has(self, name: str, odds: float = 0.7) -> bool:
        return name in self.lead or (name in self.on and self.chance(odds))

    def slip_number(self) -> str:
        self.slips += 1
        return f"S{self.slips}"

    def slot(self) -> str:
        self.slots += 1
        return f"form{self.slots}"

    @property
    def pick(self) -> int:
        return self.random.randrange(1000)
