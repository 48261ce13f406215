"""One line per history, as machines read it, and what many of them come to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from tests.histories.coverage import ANOMALIES
from tests.histories.play import Verdict

COLUMNS: Final = (
    *("seed", "commit", "ops", "acks", "unknown", "kills", "restarts"),
    *("L", "U", "G", "Z", "W", "K", "V"),
)
ZEROS: Final = ("L", "U", "G", "Z", "W", "K", "V")


@dataclass
class Report:
    """What a run of histories came to; `add` takes another run's."""

    histories: int = 0
    ops: int = 0
    failures: dict[int, str] = field(default_factory=dict)
    generated: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def take(self, seed: int, commit: str, verdict: Verdict) -> None:
        self.histories += 1
        self.ops += len(verdict.journal.events)
        self.generated.update(set(verdict.generated) & set(ANOMALIES))
        self.reached.update(set(verdict.reached))
        told = told_of(seed, commit, verdict)
        self.totals.update({name: int(told[name]) for name in COLUMNS[2:]})
        self.lines.append(" ".join(told[name] for name in COLUMNS))
        if verdict.failure:
            self.failures[seed] = verdict.failure

    def add(self, other: "Report") -> None:
        self.histories += other.histories
        self.ops += other.ops
        self.failures |= other.failures
        for mine, theirs in (
            (self.generated, other.generated),
            (self.reached, other.reached),
            (self.totals, other.totals),
        ):
            mine.update(theirs)
        self.lines += other.lines

    def missed(self, at_least: int) -> dict[str, int]:
        """Return the anomalies that were met less often than that."""
        return {name: self.reached[name] for name in ANOMALIES if self.reached[name] < at_least}


def told_of(seed: int, commit: str, verdict: Verdict) -> dict[str, str]:
    journal = verdict.journal
    told: dict[str, object] = {
        "seed": seed,
        "commit": commit,
        "ops": len(journal.events),
        "acks": journal.acks,
        "unknown": journal.unknown,
        "kills": journal.kills,
        "restarts": journal.restarts,
        **{name: verdict.counts[name] for name in ZEROS},
    }
    return {name: str(value) for name, value in told.items()}


def table(lines: Iterable[str]) -> str:
    return "\n".join([" ".join(COLUMNS), *lines])
