"""What each step of a simulated programme took in, let through and refused; its time."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Step:
    """One line of a rehearsal's report; all but `seconds` is the same for the same seed."""

    name: str
    rows_in: int = 0
    accepted: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    idr: int = 0
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "rows_in": self.rows_in,
            "accepted": self.accepted,
            "refused": dict(sorted(self.refused.items())),
            "idr": self.idr,
            "seconds": round(self.seconds, 3),
        }


class Steps(list[Step]):
    """The steps in the order they happened; the same name again adds to its line."""

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        found = next((step for step in self if step.name == name), None)
        step = found or Step(name=name)
        if found is None:
            self.append(step)
        began = time.perf_counter()
        try:
            yield step
        finally:
            step.seconds += time.perf_counter() - began
