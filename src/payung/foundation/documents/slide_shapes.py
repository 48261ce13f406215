"""Shapes of a slide: text, bars, tables and charts, with words for whoever cannot see them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

INK, SOFT, BRAND = RGBColor(0x14, 0x23, 0x1F), RGBColor(0x4A, 0x5B, 0x55), RGBColor(11, 95, 75)
TRACK, WHITE = RGBColor(0xD5, 0xD9, 0xCF), RGBColor(255, 255, 255)
Box = tuple[float, float, float, float]
"""Left, top, width and height, in inches."""
LEFT: Final = PP_ALIGN.LEFT
RIGHT: Final = PP_ALIGN.RIGHT
_STYLE_NONE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's table style without lines and fills: ours are drawn cell by cell."""


def emu(box: Box) -> tuple[int, int, int, int]:
    left, top, width, height = (Inches(one) for one in box)
    return left, top, width, height


def told(shape: Any, words: str) -> None:
    """Give a shape the words that a screen reader says for it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)  # it has no other way


def write(
    frame: Any,
    lines: Sequence[str],
    *,
    size: float,
    bold: bool = False,
    color: RGBColor = INK,
    align: Any = LEFT,
    gap: float = 0,
) -> None:
    """Put lines into a text frame, in Indonesian, a paragraph each."""
    frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = align
        paragraph.space_after = Pt(gap)
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(size)
        run.font.bold = bold
        run.font.color.rgb = color
        run.font.language_id = MSO_LANGUAGE_ID.INDONESIAN


def numbered(frame: Any, first: int) -> None:
    """Number the paragraphs of a list, as PowerPoint does itself."""
    for paragraph in frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(Inches(0.5)))
        properties.set("indent", str(-Inches(0.5)))
        number = {"type": "arabicPeriod", "startAt": str(first)}
        properties.append(properties.makeelement(qn("a:buAutoNum"), number))


def text(slide: Any, box: Box, lines: Sequence[str], *, anchor: Any = None, **style: Any) -> Any:
    """Put a box of text on a slide; its edges are where it says."""
    shape = slide.shapes.add_textbox(*emu(box))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = anchor or MSO_ANCHOR.TOP
    write(frame, lines, **style)
    return shape


def bar(slide: Any, box: Box, *, part: int, aim: int, words: str) -> None:
    """Draw a share beside its target, in thousandths of the width; the tick is the target."""
    left, top, width, height = box
    group = slide.shapes.add_group_shape()
    for color, from_left, wide in (
        (TRACK, left, width),
        (BRAND, left, width * min(part, 1000) / 1000),
    ):
        if wide:
            piece = group.shapes.add_shape(
                MSO_SHAPE.RECTANGLE, *emu((from_left, top, wide, height))
            )
            _filled(piece, color)
    if aim < 1000:
        tick = (left + width * aim / 1000, top - height / 3, 0.03, height * 5 / 3)
        _filled(group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *emu(tick)), INK)
    told(group, words)


def _filled(shape: Any, color: RGBColor) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = color
    shape.line.fill.background()
    shape.shadow.inherit = False


def table(
    slide: Any,
    box: Box,
    *,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    tall: Sequence[float],
    size: float = 16,
    align: Sequence[Any] = (),
    words: str,
) -> Any:
    """Put a real table on a slide; `tall` are the heights of its rows in inches, head first."""
    shape = slide.shapes.add_table(len(rows) + 1, len(heads), *emu(box))
    shape.name = words
    told(shape, words)
    shape._element.xpath(".//a:tableStyleId")[0].text = _STYLE_NONE
    grid = shape.table
    grid.first_row, grid.horz_banding = True, False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Inches(width)
    for row, height in zip(grid.rows, tall, strict=True):
        row.height = Inches(height)
    for at, row in enumerate([heads, *rows]):
        for place, value in enumerate(row):
            cell = grid.cell(at, place)
            cell.margin_left = cell.margin_right = Inches(0.06)
            cell.margin_top = cell.margin_bottom = Inches(0.04)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            style: dict[str, Any] = {"size": size, "align": align[place] if align else LEFT}
            if at == 0:
                style |= {"bold": True, "color": SOFT, "size": size - 2}
            elif place == 0:
                style["bold"] = True
            write(cell.text_frame, [value], **style)
            _ruled(cell, thick=at == 0)
    return shape


def _ruled(cell: Any, *, thick: bool) -> None:
    """Draw the line under a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(Pt(1.5 if thick else 0.75))})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": "4A5B55" if thick else "C9CFC3"}))
    line.append(fill)
    properties.append(line)


def line_chart(slide: Any, box: Box, chart: Mapping[str, Any]) -> None:
    """Put a native line chart on a slide: a gap stays a gap, provisional months are hollow."""
    points = chart["points"]
    data = CategoryChartData(number_format="#,##0")
    data.categories = [point["label"] for point in points]
    data.add_series(chart["unit"], [point["value"] for point in points])
    if chart["aim"]:
        data.add_series(chart["aim_words"], [chart["aim"]] * len(points))
    shape = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *emu(box), data)
    shape.name = chart["title"]
    told(shape, chart["title"])
    drawn = shape.chart
    drawn.has_legend = drawn.has_title = False
    drawn.font.size = Pt(13)
    drawn.value_axis.minimum_scale = 0
    drawn.value_axis.visible = False
    drawn.value_axis.has_major_gridlines = False
    drawn.category_axis.format.line.color.rgb = SOFT
    drawn.category_axis.tick_labels.font.color.rgb = SOFT
    counted, *aims = drawn.plots[0].series
    _counted(counted, points)
    for one in aims:
        _aimed(one)


def _counted(series: Any, points: Sequence[Mapping[str, Any]]) -> None:
    series.smooth = False
    series.format.line.color.rgb = BRAND
    series.format.line.width = Pt(3)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 10
    _marked(series.marker, BRAND)
    labels = series.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.ABOVE
    labels.number_format, labels.number_format_is_linked = "#,##0", False
    labels.font.size, labels.font.color.rgb = Pt(13), INK
    for at, point in enumerate(points):
        if point["is_open"] and point["value"] is not None:
            marker = series.points[at].marker
            marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 10
            _marked(marker, WHITE)


def _marked(marker: Any, fill: RGBColor) -> None:
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = fill
    marker.format.line.color.rgb = BRAND


def _aimed(series: Any) -> None:
    """Draw the target: a dashed line that says at its end what it is."""
    series.smooth = False
    series.format.line.color.rgb = INK
    series.format.line.width = Pt(1.5)
    series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    series.marker.style = XL_MARKER_STYLE.NONE
    label = series.points[0].data_label
    label.has_text_frame = True
    label.text_frame.text = series.name
    label.text_frame.paragraphs[0].runs[0].font.size = Pt(13)
    label.position = XL_LABEL_POSITION.ABOVE
