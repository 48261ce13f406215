"""What a meeting is about, in finished words: whoever keeps meetings hands it over."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Item:
    """A decision or something to do. `state` is empty while it is open; `owner` may be several."""

    words: str
    owner: str = ""
    due_on: date | None = None
    state: str = ""
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """
    A meeting as its papers show it. Without one, papers say that nothing was noted.

    `wanted` are decisions to be taken, `open` what the last meeting left to do. `legal` is what
    the meeting rests on; empty is the regency's own basis.
    """

    title: str = ""
    held_on: date | None = None
    time: str = ""
    place: str = ""
    points: tuple[str, ...] = ()
    wanted: tuple[Item, ...] = ()
    open: tuple[Item, ...] = ()
    legal: tuple[str, ...] = ()


NOTHING = Agenda()
