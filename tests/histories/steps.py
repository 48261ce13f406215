"""What somebody means to do next. What it comes to depends on the state when it is done."""

from dataclasses import dataclass
from typing import Any

from tests.histories.model.values import Place


@dataclass(frozen=True)
class Step:
    """
    One operation of a script; taking any step out of a script leaves a script.

    `fate` is what the network does: lost_before or lost_after the commit. With `together` the next
    step is looked at and filled in before this one is sent. `tags` are the anomalies it is for.
    """

    kind: str
    client: str = ""
    place: Place = (0, 0)
    days: int = 0
    fate: str = ""
    together: bool = False
    tags: tuple[str, ...] = ()
    opts: tuple[tuple[str, Any], ...] = ()

    def get(self, name: str, default: Any = None) -> Any:
        return dict(self.opts).get(name, default)

    def shown(self) -> str:
        parts = [self.kind, self.client, f"office {self.place[0]} month {self.place[1]}"]
        parts += [f"+{self.days}d"] if self.days else []
        parts += [self.fate] if self.fate else []
        parts += ["together with the next"] if self.together else []
        parts += [" ".join(self.tags)] if self.tags else []
        parts += [f"{name}={value}" for name, value in self.opts]
        return ", ".join(part for part in parts if part)


def step(kind: str, client: str = "", place: Place = (0, 0), **more: Any) -> Step:
    """Make a step; what is no field of it goes into its options."""
    own = {name: more.pop(name) for name in ("days", "fate", "together", "tags") if name in more}
    return Step(kind, client, place, opts=tuple(more.items()), **own)
