"""Charts drawn here, as numbers for a template: no script, no inline style, a table under each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from payung.kernel.dates import month_name
from payung.kernel.month import Month
from payung.web.language import current
from payung.web.templatetags.words import grouped

NARROW, WIDE = (320, 210), (680, 300)
TOP, BOTTOM = 30, 26
SIDE = 14
BELOW = 24
"""How far under its point a number stands where the one of the forecast stands above it."""


@dataclass(frozen=True)
class Mark:
    """
    One month on the drawing. `value` is None where nothing is known: a gap stays a gap.

    `is_open`: the count may still change. `is_ahead`: nobody counted it, it is a forecast.
    """

    month: Month
    value: int | None
    x: float
    y: float
    height: float
    width: float
    is_last: bool
    letter: str
    label: str
    is_open: bool = False
    is_ahead: bool = False
    is_below: bool = False

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def label_y(self) -> float:
        return round(self.y + (BELOW if self.is_below else -11), 1)


@dataclass(frozen=True)
class Aimed:
    """A line to reach, across the drawing, with its value."""

    y: float
    value: int

    @property
    def label_y(self) -> float:
        return round(self.y - 7, 1)


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
    ahead: str = ""
    """Points from the last count to the forecast."""
    aim: Aimed | None = None


@dataclass(frozen=True)
class Chart:
    narrow: Drawing
    wide: Drawing
    marks: tuple[Mark, ...]

    @property
    def has_values(self) -> bool:
        return any(mark.value is not None for mark in self.marks)

    @property
    def aim(self) -> Aimed | None:
        return self.wide.aim

    @property
    def has_open(self) -> bool:
        return any(mark.is_open and mark.value is not None for mark in self.marks)


Points = Sequence[tuple[Month, int | None]]


def chart_of(
    points: Points,
    *,
    open_months: Collection[Month] = (),
    ahead: Mapping[Month, int] | None = None,
    aim: int | None = None,
) -> Chart:
    """
    Draw monthly values from zero up; the first and the last carry their number.

    :param open_months: months whose counts may still change; their marks are hollow.
    :param ahead: what is expected in later months; its last one carries its number.
    :param aim: a value to reach, drawn as a line across.
    """
    coming = dict(sorted((ahead or {}).items()))
    kept = frozenset(open_months)
    narrow = _draw(points, kept, coming, aim, *NARROW)
    wide = _draw(points, kept, coming, aim, *WIDE)
    return Chart(narrow=narrow, wide=wide, marks=wide.marks)


def _draw(
    points: Points,
    open_months: Collection[Month],
    ahead: Mapping[Month, int],
    aim: int | None,
    width: int,
    height: int,
) -> Drawing:
    highest = max(
        max((value for _, value in (*points, *ahead.items()) if value), default=1), aim or 0
    )
    floor = height - BOTTOM
    marks = _marks(points, open_months, ahead, highest, width, floor)
    counted = marks[: len(points)]
    runs = _runs(counted)
    return Drawing(
        width=width,
        height=height,
        floor=floor,
        marks=tuple(marks),
        lines=tuple(_points(run) for run in runs),
        areas=tuple(_area(run, floor) for run in runs),
        ahead=_points([*runs[-1][-1:], *marks[len(counted) :]]) if runs and ahead else "",
        aim=Aimed(round(floor - aim / highest * (floor - TOP), 1), aim) if aim else None,
    )


def _marks(
    points: Points,
    open_months: Collection[Month],
    ahead: Mapping[Month, int],
    highest: int,
    width: int,
    floor: int,
) -> list[Mark]:
    every = [*points, *ahead.items()]
    room = (width - 2 * SIDE) / max(len(every), 1)
    labelled = _labelled(points)
    if ahead:
        labelled = {max(labelled, default=0), len(every) - 1}
    marks = []
    for index, (month, value) in enumerate(every):
        tall = round((value or 0) / highest * (floor - TOP), 1)
        is_ahead = index >= len(points)
        marks.append(
            Mark(
                month=month,
                value=value,
                x=round(SIDE + index * room + room * 0.14, 1),
                y=round(floor - tall, 1),
                height=tall,
                width=round(room * 0.72, 1),
                is_last=index == len(points) - 1,
                letter=_letter(month, width),
                label=grouped(value) if value is not None and index in labelled else "",
                is_open=month in open_months,
                is_ahead=is_ahead,
                is_below=bool(ahead) and not is_ahead and tall > 2 * BELOW,
            )
        )
    return marks


def _letter(month: Month, width: int) -> str:
    return month_name(month.month, current())[: 3 if width > NARROW[0] else 1]


def _labelled(points: Points) -> set[int]:
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


def _points(run: Sequence[Mark]) -> str:
    return " ".join(f"{mark.middle},{mark.y}" for mark in run)


def _area(run: Sequence[Mark], floor: int) -> str:
    return f"{run[0].middle},{floor} {_points(run)} {run[-1].middle},{floor}"
