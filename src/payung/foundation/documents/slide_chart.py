"""
The line of twelve months on a slide: a native chart that people may change before the meeting.

Where a number stands is decided here, as the program that opens the chart does not look whether
it crosses a line. Where it would cross one wherever it stands, the table below has it alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from payung.foundation.documents.letters import on_one_line, wide
from payung.foundation.documents.slide_shapes import BRAND, INK, SOFT, WHITE, Box, emu, told

GROUPED: Final = r"[>=1000000]0\.000\.000;[>=1000]0\.000;0"
"""Points between thousands in any language; "#,##0" would be written as the program's own."""
PLOT: Final = (0.01, 0.17, 0.98, 0.69)
"""Where the lines are drawn, in parts of the chart: left, top, width and height."""
_HEADROOM: Final = 1.16
"""The chart is so much taller than its highest value, for the number above it."""
_SIZES: Final = (13, 12, 11, 10, 9, 8)
_DOT: Final = 10
_NEAR: Final = 0.09
"""How far a number is from the middle of its dot, in inches."""
_ABOVE, _BELOW = XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW
_TRIED: Final = ((_ABOVE, 0), (_BELOW, 0), (_ABOVE, -1), (_ABOVE, 1), (_BELOW, -1), (_BELOW, 1))
Spot = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """Where a number stands: above or below its dot, how far aside, and its room, in inches."""

    position: Any
    aside: float
    left: float
    right: float
    low: float
    high: float

    def meets(self, other: "Place") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.low < other.high
            and other.low < self.high
        )

    def is_crossed(self, one: Spot, other: Spot) -> bool:
        """Return whether the line from one spot to another runs through this room."""
        left, right = max(self.left, one[0]), min(self.right, other[0])
        if left >= right:
            return False
        steep = (other[1] - one[1]) / (other[0] - one[0])
        ends = [one[1] + steep * (x - one[0]) for x in (left, right)]
        return max(ends) > self.low and min(ends) < self.high


def line_chart(slide: Any, box: Box, chart: Mapping[str, Any]) -> None:
    """Put a native line chart on a slide: a gap stays a gap, provisional months are hollow."""
    points = chart["points"]
    data = CategoryChartData(number_format=GROUPED)
    data.categories = [point["label"] for point in points]
    data.add_series(chart["unit"], [point["value"] for point in points])
    if chart["aim"]:
        data.add_series(chart["aim_words"], [chart["aim"]] * len(points))
    shape = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *emu(box), data)
    shape.name = chart["title"]
    told(shape, chart["title"])
    drawn = shape.chart
    drawn.font.size = Pt(_SIZES[0])
    drawn.has_title = False
    _keyed(drawn, is_needed=bool(chart["aim"]))
    _scaled(drawn, chart)
    counted, *aims = drawn.plots[0].series
    _counted(counted, points)
    _labelled(counted, box, chart)
    for one in aims:
        _aimed(one)


def most_of(chart: Mapping[str, Any]) -> float:
    """Return the value at the upper edge of the plot; its lower edge is zero."""
    values: list[int] = [p["value"] for p in chart["points"] if p["value"] is not None]
    return max(1, *values, chart["aim"] or 0) * _HEADROOM


def places_of(chart: Mapping[str, Any], box: Box, size: float) -> list[Place | None]:
    """Return where each month's number stands; None where every place crosses a line."""
    points = chart["points"]
    width, height = box[2] * PLOT[2], box[3] * PLOT[3]
    step, most = width / len(points), most_of(chart)
    spots = [
        None if point["value"] is None else (step * (at + 0.5), height * point["value"] / most)
        for at, point in enumerate(points)
    ]
    lines = [(a, b) for a, b in pairwise(spots) if a and b]
    if chart["aim"]:
        aim = height * chart["aim"] / most
        lines.append(((0, aim), (width, aim)))
    found: list[Place | None] = []
    for spot, point in zip(spots, points, strict=True):
        tried = _tried(spot, wide(point["shown"], size), size * 1.2 / 72) if spot else iter(())
        before = found[-1] if found else None
        found.append(
            next((one for one in tried if _is_free(one, lines, before, right=width)), None)
        )
    return found


def _tried(spot: Spot, long: float, tall: float) -> Iterator[Place]:
    for position, side in _TRIED:
        aside = side * long / 2
        low = spot[1] + _NEAR if position == _ABOVE else spot[1] - _NEAR - tall
        middle = spot[0] + aside
        yield Place(position, aside, middle - long / 2, middle + long / 2, low, low + tall)


def _is_free(
    one: Place, lines: Sequence[tuple[Spot, Spot]], before: Place | None, *, right: float
) -> bool:
    is_inside = one.left >= 0 and one.right <= right and one.low >= 0
    is_clear = before is None or not one.meets(before)
    return is_inside and is_clear and not any(one.is_crossed(*line) for line in lines)


def _keyed(drawn: Any, *, is_needed: bool) -> None:
    """Say above the plot what the line and the dashes are: there no number can be in their way."""
    drawn.has_legend = is_needed
    if is_needed:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = Pt(_SIZES[0])


def _scaled(drawn: Any, chart: Mapping[str, Any]) -> None:
    left, top, width, height = PLOT
    layout = parse_xml(
        f"<c:layout {nsdecls('c')}><c:manualLayout>"
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left}"/><c:y val="{top}"/><c:w val="{width}"/><c:h val="{height}"/>'
        "</c:manualLayout></c:layout>"
    )
    area = drawn._chartSpace.chart.plotArea  # it has no other way
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)
    value, months = drawn.value_axis, drawn.category_axis
    value.minimum_scale, value.maximum_scale = 0, most_of(chart)
    value.visible = value.has_major_gridlines = False
    months.format.line.color.rgb = SOFT
    months.tick_labels.font.color.rgb = SOFT


def _counted(series: Any, points: Sequence[Mapping[str, Any]]) -> None:
    series.smooth = False
    series.format.line.color.rgb = BRAND
    series.format.line.width = Pt(3)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, _DOT
    _marked(series.marker, BRAND)
    for at, point in enumerate(points):
        if point["is_open"] and point["value"] is not None:
            marker = series.points[at].marker
            marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, _DOT
            _marked(marker, WHITE)


def _labelled(series: Any, box: Box, chart: Mapping[str, Any]) -> None:
    step = box[2] * PLOT[2] / len(chart["points"])
    size = on_one_line([point["shown"] for point in chart["points"]], _SIZES, step)
    labels = series.data_labels
    labels.show_value, labels.position = True, _ABOVE
    labels.number_format, labels.number_format_is_linked = GROUPED, False
    labels.font.size, labels.font.color.rgb = Pt(size), INK
    for at, place in enumerate(places_of(chart, box, size)):
        if chart["points"][at]["value"] is None:
            continue
        _put(series.points[at].data_label, place, size, box)


def _put(label: Any, place: Place | None, size: float, box: Box) -> None:
    """Put one number at its place; a label of its own inherits nothing from the series'."""
    element = label._get_or_add_dLbl()  # it has no other way
    if place is None:
        for part in list(element)[1:]:
            element.remove(part)
        element.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))
        return
    label.font.size, label.font.color.rgb = Pt(size), INK
    label.position = place.position
    number = f'<c:numFmt {nsdecls("c")} formatCode="{GROUPED}" sourceLinked="0"/>'
    element.insert(1, parse_xml(number))
    if place.aside:
        aside = f'<c:x val="{place.aside / box[2]:.4f}"/><c:y val="0"/>'
        moved = f"<c:layout {nsdecls('c')}><c:manualLayout>{aside}</c:manualLayout></c:layout>"
        element.insert(1, parse_xml(moved))


def _marked(marker: Any, fill: Any) -> None:
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = fill
    marker.format.line.color.rgb = BRAND


def _aimed(series: Any) -> None:
    """Draw the target as a dashed line; the key above says what it is."""
    series.smooth = False
    series.format.line.color.rgb = INK
    series.format.line.width = Pt(1.5)
    series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    series.marker.style = XL_MARKER_STYLE.NONE
