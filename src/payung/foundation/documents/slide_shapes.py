"""Shapes of a slide: text, bars and tables, with words for whoever cannot see them."""

from collections.abc import Sequence
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from payung.foundation.documents.letters import fitting, is_unbroken, tall

INK, SOFT, BRAND = RGBColor(0x14, 0x23, 0x1F), RGBColor(0x4A, 0x5B, 0x55), RGBColor(11, 95, 75)
TRACK, WHITE = RGBColor(0xD5, 0xD9, 0xCF), RGBColor(255, 255, 255)
Box = tuple[float, float, float, float]
"""Left, top, width and height, in inches."""
LEFT: Final = PP_ALIGN.LEFT
RIGHT: Final = PP_ALIGN.RIGHT
INDENT: Final = 0.5
"""How far a list's words stand from its numbers, in inches."""
_BESIDE, _ABOVE = 0.05, 0.08
"""The room around the words of a cell, in inches."""
_SMALLEST_HEAD: Final = 10
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
        # A list's own style puts a fifth of a line before each paragraph, unmeasured.
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(gap)
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
        properties.set("marL", str(Inches(INDENT)))
        properties.set("indent", str(-Inches(INDENT)))
        number = {"type": "arabicPeriod", "startAt": str(first)}
        properties.append(properties.makeelement(qn("a:buAutoNum"), number))


def flush(frame: Any) -> Any:
    """Let the words of a frame begin at its edges, so that its box is their room."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def unwrapped(figure: str) -> str:
    """Return a figure that stays on one line: a frame that does not wrap, LibreOffice centres."""
    return figure.replace(" ", "\u00a0")


def text(
    slide: Any,
    box: Box,
    lines: Sequence[str],
    *,
    sizes: Sequence[float],
    anchor: Any = None,
    gap: float = 0,
    **style: Any,
) -> Any:
    """Put a box of text on a slide, in the largest of these sizes that fits it."""
    shape = slide.shapes.add_textbox(*emu(box))
    frame = flush(shape.text_frame)
    frame.vertical_anchor = anchor or MSO_ANCHOR.TOP
    size = fitting(lines, sizes, box[2], box[3], gap=gap)
    write(frame, lines, size=size, gap=gap, **style)
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
    sizes: Sequence[float],
    align: Sequence[Any] = (),
    words: str,
) -> Any:
    """Put a real table on a slide, in the largest of these sizes that keeps it within its box."""
    left, top, width, room = box
    size = next((one for one in sizes if _is_inside(heads, rows, widths, one, room)), sizes[-1])
    heights = _heights(heads, rows, widths, size)
    shape = slide.shapes.add_table(
        len(rows) + 1, len(heads), *emu((left, top, width, sum(heights)))
    )
    shape.name = words
    told(shape, words)
    shape._element.xpath(".//a:tableStyleId")[0].text = _STYLE_NONE
    grid = shape.table
    grid.first_row, grid.horz_banding = True, False
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = Inches(wide)
    for row, height in zip(grid.rows, heights, strict=True):
        row.height = Inches(height)
    for at, row in enumerate([heads, *rows]):
        for place, value in enumerate(row):
            style: dict[str, Any] = {"size": size, "align": align[place] if align else LEFT}
            if at == 0:
                style |= {"bold": True, "color": SOFT, "size": _head_size(size)}
            elif place == 0:
                style["bold"] = True
            _celled(grid.cell(at, place), value, is_head=at == 0, **style)
    return shape


def _is_inside(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    size: float,
    room: float,
) -> bool:
    unbroken = all(
        is_unbroken(cell, size, wide - 2 * _BESIDE)
        for row in rows
        for cell, wide in zip(row, widths, strict=True)
    )
    return unbroken and sum(_heights(heads, rows, widths, size)) <= room


def _heights(
    heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], size: float
) -> list[float]:
    """Return how tall the rows of a table are in inches, its head first."""

    def height(row: Sequence[str], size: float) -> float:
        cells = zip(row, widths, strict=True)
        return max(tall([cell], size, wide - 2 * _BESIDE) for cell, wide in cells) + 2 * _ABOVE

    return [height(heads, _head_size(size)), *(height(row, size) for row in rows)]


def _head_size(size: float) -> float:
    """Return the size of a table's head: a little smaller, but not too small to read."""
    return max(size - 2, min(size, _SMALLEST_HEAD))


def _celled(cell: Any, words: str, *, is_head: bool, **style: Any) -> None:
    cell.margin_left = cell.margin_right = Inches(_BESIDE)
    cell.margin_top = cell.margin_bottom = Inches(_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(cell.text_frame, [words], **style)
    _ruled(cell, thick=is_head)


def _ruled(cell: Any, *, thick: bool) -> None:
    """Draw the line under a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(Pt(1.5 if thick else 0.75))})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": "4A5B55" if thick else "C9CFC3"}))
    line.append(fill)
    properties.append(line)
