"""Charts drawn here, as numbers for a template: no script, no inline style, a table under each."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.kernel.dates import month_name
from payung.kernel.month import Month
from payung.web.language import current
from payung.web.templatetags.words import grouped

NARROW, WIDE = (320, 210), (680, 300)
TOP, BOTTOM = 30, 26
SIDE = 14


@dataclass(frozen=True)
class Mark:
    """One month on the drawing. `value` is None where nothing is known: a gap stays a gap."""

    month: Month
    value: int | None
    x: float
    y: float
    height: float
    width: float
    is_last: bool
    letter: str
    label: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def label_y(self) -> float:
        return round(self.y - 11, 1)


@dataclass(frozen=True)
class Drawing:
    """One size of a chart, in the units of its viewBox."""

    width: int
    height: int
    floor: int
    marks: tuple[Mark, ...]
    lines: tuple[str, ...]
    """Points of unbroken runs, for a line; a month without a value breaks it."""
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    narrow: Drawing
    wide: Drawing
    marks: tuple[Mark, ...]

    @property
    def has_values(self) -> bool:
        return any(mark.value is not None for mark in self.marks)


def chart_of(points: Sequence[tuple[Month, int | None]]) -> Chart:
    """Draw monthly values from zero up; the first, the highest and the last carry their number."""
    narrow, wide = _draw(points, *NARROW), _draw(points, *WIDE)
    return Chart(narrow=narrow, wide=wide, marks=wide.marks)


def _draw(points: Sequence[tuple[Month, int | None]], width: int, height: int) -> Drawing:
    highest = max((value for _, value in points if value), default=1)
    floor = height - BOTTOM
    room = (width - 2 * SIDE) / max(len(points), 1)
    labelled = _labelled(points)
    marks = []
    for index, (month, value) in enumerate(points):
        tall = round((value or 0) / highest * (floor - TOP), 1)
        marks.append(
            Mark(
                month=month,
                value=value,
                x=round(SIDE + index * room + room * 0.14, 1),
                y=round(floor - tall, 1),
                height=tall,
                width=round(room * 0.72, 1),
                is_last=index == len(points) - 1,
                letter=month_name(month.month, current())[: 3 if width > NARROW[0] else 1],
                label=grouped(value) if value is not None and index in labelled else "",
            )
        )
    runs = _runs(marks)
    return Drawing(
        width=width,
        height=height,
        floor=floor,
        marks=tuple(marks),
        lines=tuple(" ".join(f"{m.middle},{m.y}" for m in run) for run in runs),
        areas=tuple(_area(run, floor) for run in runs),
    )


def _labelled(points: Sequence[tuple[Month, int | None]]) -> set[int]:
    known = [index for index, (_, value) in enumerate(points) if value is not None]
    if not known:
        return set()
    chosen = {known[-1]}
    if known[-1] - known[0] >= 3:
        chosen.add(known[0])
    return chosen


def _runs(marks: Sequence[Mark]) -> list[list[Mark]]:
    runs: list[list[Mark]] = [[]]
    for mark in marks:
        if mark.value is None:
            runs.append([])
        else:
            runs[-1].append(mark)
    return [run for run in runs if run]


def _area(run: Sequence[Mark], floor: int) -> str:
    line = " ".join(f"{mark.middle},{mark.y}" for mark in run)
    return f"{run[0].middle},{floor} {line} {run[-1].middle},{floor}"
