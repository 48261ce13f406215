"""
The slides of a meeting as PPTX, 16:9, from the facts of its paper, to be edited before the meeting.

Titles stand in title placeholders and lists in body placeholders, tables and charts are native,
and every picture has its words. Notes say where the figures come from. The typeface is the
reader's: every size is chosen by the room that words take in the widest one.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from payung.foundation.documents.letters import fitting, on_one_line
from payung.foundation.documents.qr import qr_png
from payung.foundation.documents.slide_chart import line_chart
from payung.foundation.documents.slide_shapes import (
    BRAND,
    INDENT,
    LEFT,
    RIGHT,
    SOFT,
    WHITE,
    Box,
    bar,
    emu,
    flush,
    numbered,
    table,
    text,
    told,
    unwrapped,
    write,
)
from payung.kernel.wording import say

WIDE, TALL = 13.333, 7.5
SIDE: Final = 0.8
ROOM: Final = WIDE - 2 * SIDE
TITLE: Final[Box] = (SIDE, 0.45, ROOM, 1.15)
BODY: Final[Box] = (SIDE, 1.85, ROOM, 4.7)
FOOT: Final[Box] = (SIDE, 6.95, ROOM - 1.6, 0.3)
NOTE: Final[Box] = (SIDE, 6.5, ROOM, 0.35)
MADE_AT: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LAYOUT_BODY, _LAYOUT_TITLE = 1, 5
TYPEFACE: Final = "Arial"
"""Every office computer has it, or its twin in width; one of our own nobody's has."""
_TITLES: Final = (32, 28, 26, 24, 22, 20, 18, 16)
_LISTS: Final = (24, 22, 20, 18, 16, 15, 14, 13, 12, 11, 10)
_CELLS: Final = (16, 15, 14, 13, 12, 11, 10, 9, 8)
_SMALL: Final = (16, 15, 14, 13, 12, 11, 10, 9, 8)
_COLUMNS: Final[Mapping[int, tuple[float, ...]]] = {
    3: (4.4, 4.2, 3.133),
    4: (4.7, 3.1, 1.8, 2.133),
}
"""Widths of a table's columns."""
Facts = Mapping[str, Any]


def slides(facts: Facts, *, digest: str, check: str) -> bytes:
    """
    Return the slides of these facts.

    :param check: the address that tells whether the paper is genuine; it stands on as a QR code.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(TALL)
    _fit_layouts(deck)
    _set_in(deck, TYPEFACE)
    about = deck.core_properties
    about.title, about.author = facts["title"], say("paper.common.author")
    about.subject, about.language = facts["finding"], "id-ID"
    about.created = about.modified = MADE_AT.replace(tzinfo=None)
    about.last_modified_by = about.author
    count = len(facts["slides"])
    for number, one in enumerate(facts["slides"], start=1):
        is_list = one["kind"] in ("words", "sources")
        layout = deck.slide_layouts[_LAYOUT_BODY if is_list else _LAYOUT_TITLE]
        page = deck.slides.add_slide(layout)
        _MAKERS[one["kind"]](page, facts, one)
        if one["kind"] == "finding":
            _code(page, (WIDE - SIDE - 1.3, 0.5, 1.3, 1.3), check)
        else:
            _foot(page, facts, number, count)
        if one["kind"] == "sources":
            _code(page, (WIDE - SIDE - 1.3, 5.3, 1.3, 1.3), check)
        _notes(page, facts, digest, check)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _fit_layouts(deck: Any) -> None:
    """Make the layouts 16:9, so that slides which people add look the same."""
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for shape in sheet.placeholders:
            if shape.element.xpath(".//a:xfrm"):
                shape.left, shape.width = int(shape.left * 4 / 3), int(shape.width * 4 / 3)
    for sheet in (deck.slide_master, *(deck.slide_layouts[at] for at in (1, 5))):
        for shape in sheet.placeholders:
            kind = shape.placeholder_format.idx
            if kind in (0, 1):
                box = TITLE if kind == 0 else BODY
                shape.left, shape.top, shape.width, shape.height = emu(box)


def _set_in(deck: Any, typeface: str) -> None:
    """Name the typeface of the theme, which all words of a deck follow."""
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'"Calibri"', f'"{typeface}"'.encode())  # has no other way


def _title(
    page: Any, words: str, *, box: Box = TITLE, sizes: tuple[float, ...] = _TITLES, **style: Any
) -> None:
    frame = flush(page.shapes.title.text_frame)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    size = fitting([words], sizes, box[2], box[3])
    write(frame, [words], size=size, bold=True, align=LEFT, **style)


def _finding(page: Any, facts: Facts, one: Facts) -> None:
    fill = page.background.fill
    fill.solid()
    fill.fore_color.rgb = BRAND
    title, box = page.shapes.title, (SIDE, 2.0, ROOM, 2.1)
    title.left, title.top, title.width, title.height = emu(box)
    _title(page, one["title"], box=box, sizes=(40, 36, *_TITLES), color=WHITE)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    top = [facts["head"]["government"], f"{facts['title']} · {facts['state']}"]
    text(page, (SIDE, 0.55, ROOM - 1.8, 1.15), top, sizes=_SMALL, color=WHITE, gap=4)
    lead = (22, 20, 18, *_SMALL)
    text(page, (SIDE, 4.35, ROOM, 1.2), [facts["lead"]], sizes=lead, color=WHITE)
    meeting = facts["meeting"]
    when = f"{meeting['title']} · {meeting['when']}" if meeting["when"] else ""
    below = [
        line for line in (when, f"{facts['as_of']} · {facts['number']}", facts["basis"]) if line
    ]
    box = (SIDE, 5.75, ROOM, 1.2)
    text(page, box, below, sizes=_SMALL[3:], color=WHITE, gap=3, anchor=MSO_ANCHOR.BOTTOM)


def _numbers(page: Any, facts: Facts, one: Facts) -> None:
    _title(page, one["title"])
    rows, gap = facts["three"], 0.6
    width = (ROOM - 2 * gap) / 3
    large = on_one_line([row["figure"] for row in rows], range(50, 19, -2), width)
    name = on_one_line([row["name"] for row in rows], (20, 18, *_SMALL), width)
    small = min(
        fitting([row[key]], _SMALL, width, 0.9) for row in rows for key in ("of", "against")
    )
    for at, row in enumerate(rows):
        left = SIDE + at * (width + gap)
        text(page, (left, 2.05, width, 0.4), [row["name"]], sizes=[name], bold=True)
        figure = [unwrapped(row["figure"])]
        text(page, (left, 2.5, width, 1.0), figure, sizes=[large], bold=True, color=BRAND)
        if row["of"]:
            text(page, (left, 3.6, width, 0.9), [row["of"]], sizes=[small], color=SOFT)
        if row["part"] is not None and row["aim"] is not None:
            box = (left, 4.65, width, 0.16)
            bar(page, box, part=row["part"], aim=row["aim"], words=row["against"])
        if row["against"]:
            text(page, (left, 5.05, width, 0.9), [row["against"]], sizes=[small], bold=True)


def _months(page: Any, facts: Facts, one: Facts) -> None:
    _title(page, one["title"])
    chart = facts["chart"]
    line_chart(page, (SIDE, 1.75, ROOM, 3.45), chart)
    points = chart["points"]
    first = 1.4
    wide = (ROOM - first) / len(points)
    values = ["–" if p["value"] is None else p["shown"] + "*" * p["is_open"] for p in points]
    table(
        page,
        (SIDE, 5.3, ROOM, 1.15),
        heads=["", *(point["label"] for point in points)],
        rows=[[chart["unit"], *values]],
        widths=[first, *[wide] * len(points)],
        sizes=_CELLS[4:],
        align=[LEFT, *[RIGHT] * len(points)],
        words=chart["unit"],
    )
    note = f"{facts['source']} {facts['as_of']}."
    starred = f" * {facts['provisional']}." if chart["has_open"] else ""
    text(page, NOTE, [note + starred], sizes=_SMALL[4:], color=SOFT)


def _rows(page: Any, _: Facts, one: Facts) -> None:
    _title(page, one["title"])
    table(
        page,
        (SIDE, 1.8, ROOM, 4.65 if one["note"] else 5.0),
        heads=one["heads"],
        rows=one["rows"],
        widths=_COLUMNS[len(one["heads"])],
        sizes=_CELLS,
        words=one["title"],
    )
    if one["note"]:
        text(page, NOTE, [one["note"]], sizes=_SMALL[3:], color=SOFT)


def _words(page: Any, _: Facts, one: Facts) -> None:
    _title(page, one["title"])
    lines = one["lines"]
    _listed(page, lines, sizes=_LISTS, gap=12, box=(*BODY[:3], 4.5))
    if len(lines) > 1:
        numbered(page.placeholders[1].text_frame, one["first"])
    if one["note"]:
        text(page, NOTE, [one["note"]], sizes=_SMALL[2:], color=SOFT)


def _sources(page: Any, facts: Facts, one: Facts) -> None:
    _title(page, one["title"])
    lines = [*facts["means"], facts["same"]]
    _listed(page, lines, sizes=_LISTS[3:], gap=8, box=(SIDE, 1.85, ROOM, 3.3))
    said = [f"{facts['number_label']} {facts['number']}", facts["as_of"]]
    text(page, (SIDE, 5.5, ROOM - 1.8, 0.9), said, sizes=_SMALL[3:], color=SOFT, gap=3)


def _listed(page: Any, lines: list[str], *, sizes: tuple[float, ...], gap: float, box: Box) -> None:
    """Put lines into the list of a slide; its words stand aside from their numbers or dots."""
    body = page.placeholders[1]
    body.left, body.top, body.width, body.height = emu(box)
    size = fitting(lines, sizes, box[2] - INDENT, box[3], gap=gap)
    write(flush(body.text_frame), lines, size=size, gap=gap)


def _foot(page: Any, facts: Facts, number: int, count: int) -> None:
    where = f"{facts['place_name']} · {facts['month']}"
    if facts["is_provisional"]:
        where += f" ({facts['provisional']})"
    said = f"{where} · {facts['as_of']} · {facts['number']}"
    text(page, FOOT, [said], sizes=_SMALL[5:], color=SOFT)
    place = facts["slide"].format(number=number, count=count)
    box = (WIDE - SIDE - 1.5, FOOT[1], 1.5, FOOT[3])
    text(page, box, [place], sizes=_SMALL[5:], color=SOFT, align=RIGHT)


def _code(page: Any, box: Box, check: str) -> None:
    shape = page.shapes.add_picture(BytesIO(qr_png(check)), *emu(box))
    told(shape, check)


def _notes(page: Any, facts: Facts, digest: str, check: str) -> None:
    said = [
        f"{facts['source']} {facts['as_of']}. {facts['state']}.",
        f"{facts['number_label']} {facts['number']} · {check}",
        f"{facts['digest_label']}: {digest}",
        *facts["means"],
    ]
    page.notes_slide.notes_text_frame.text = "\n".join(said)


_MAKERS: Final = {
    "finding": _finding,
    "numbers": _numbers,
    "chart": _months,
    "table": _rows,
    "words": _words,
    "sources": _sources,
}
