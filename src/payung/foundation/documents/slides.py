"""
The slides of a meeting as PPTX, 16:9, from the facts of its paper, to be edited before the meeting.

Titles stand in title placeholders and lists in body placeholders, tables and charts are native,
and every picture has its words. Notes say where the figures come from.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import Any, Final

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches

from payung.foundation.documents.qr import qr_png
from payung.foundation.documents.slide_shapes import (
    BRAND,
    LEFT,
    RIGHT,
    SOFT,
    WHITE,
    Box,
    bar,
    emu,
    line_chart,
    numbered,
    table,
    text,
    told,
    write,
)
from payung.kernel.wording import say

WIDE, TALL = 13.333, 7.5
SIDE: Final = 0.8
ROOM: Final = WIDE - 2 * SIDE
TITLE: Final[Box] = (SIDE, 0.45, ROOM, 1.15)
BODY: Final[Box] = (SIDE, 1.85, ROOM, 4.7)
FOOT: Final[Box] = (SIDE, 6.95, ROOM - 1.6, 0.3)
MADE_AT: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LAYOUT_BODY, _LAYOUT_TITLE = 1, 5
_LINE: Final = 0.3
"""The height of a line of a table, in inches."""
_COLUMNS: Final[Mapping[int, tuple[tuple[float, int], ...]]] = {
    3: ((4.4, 40), (4.2, 40), (3.133, 30)),
    4: ((5.2, 46), (3.2, 28), (1.5, 13), (1.833, 16)),
}
"""Widths of a table's columns, and how many letters fit into a line of each."""
Facts = Mapping[str, Any]


def slides(facts: Facts, *, digest: str, check: str) -> bytes:
    """
    Return the slides of these facts.

    :param check: the address that tells whether the paper is genuine; it stands on as a QR code.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(TALL)
    _fit_layouts(deck)
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


def _title(page: Any, words: str, *, size: float = 0, color: Any = None) -> None:
    frame = page.shapes.title.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = 0
    usual = 32 if len(words) <= 58 else 26 if len(words) <= 110 else 20
    write(frame, [words], size=size or usual, bold=True, align=LEFT, **_colored(color))


def _colored(color: Any) -> dict[str, Any]:
    return {"color": color} if color is not None else {}


def _finding(page: Any, facts: Facts, one: Facts) -> None:
    fill = page.background.fill
    fill.solid()
    fill.fore_color.rgb = BRAND
    title = page.shapes.title
    title.left, title.top, title.width, title.height = emu((SIDE, 2.0, ROOM, 2.1))
    long = len(one["title"]) > 90
    _title(page, one["title"], size=32 if long else 40, color=WHITE)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    top = [facts["head"]["government"], f"{facts['title']} · {facts['state']}"]
    text(page, (SIDE, 0.55, ROOM - 1.8, 0.9), top, size=16, color=WHITE, gap=4)
    text(page, (SIDE, 4.35, ROOM, 1.0), [facts["lead"]], size=22, color=WHITE)
    meeting = facts["meeting"]
    when = f"{meeting['title']} · {meeting['when']}" if meeting["when"] else ""
    below = [
        line for line in (when, f"{facts['as_of']} · {facts['number']}", facts["basis"]) if line
    ]
    text(
        page, (SIDE, 5.75, ROOM, 1.2), below, size=13, color=WHITE, gap=3, anchor=MSO_ANCHOR.BOTTOM
    )


def _numbers(page: Any, facts: Facts, one: Facts) -> None:
    _title(page, one["title"])
    gap = 0.6
    width = (ROOM - 2 * gap) / 3
    for at, row in enumerate(facts["three"]):
        left = SIDE + at * (width + gap)
        text(page, (left, 2.15, width, 0.4), [row["name"]], size=20, bold=True)
        text(page, (left, 2.6, width, 1.0), [row["figure"]], size=50, bold=True, color=BRAND)
        text(page, (left, 3.7, width, 0.65), [row["of"]], size=16, color=SOFT)
        if row["part"] is not None and row["aim"] is not None:
            box = (left, 4.55, width, 0.16)
            bar(page, box, part=row["part"], aim=row["aim"], words=row["against"])
        if row["against"]:
            text(page, (left, 4.95, width, 0.9), [row["against"]], size=16, bold=True)


def _months(page: Any, facts: Facts, one: Facts) -> None:
    _title(page, one["title"])
    chart = facts["chart"]
    line_chart(page, (SIDE, 1.75, ROOM, 3.45), chart)
    points = chart["points"]
    wide = (ROOM - 1.5) / len(points)
    values = ["–" if p["value"] is None else p["shown"] + "*" * p["is_open"] for p in points]
    table(
        page,
        (SIDE, 5.3, ROOM, 0.95),
        heads=["", *(point["label"] for point in points)],
        rows=[[chart["unit"], *values]],
        widths=[1.5, *[wide] * len(points)],
        tall=[0.35, 0.6],
        size=12,
        align=[LEFT, *[RIGHT] * len(points)],
        words=chart["unit"],
    )
    note = f"{facts['source']} {facts['as_of']}."
    starred = f" * {facts['provisional']}." if chart["has_open"] else ""
    text(page, (SIDE, 6.5, ROOM, 0.3), [note + starred], size=12, color=SOFT)


def _rows(page: Any, _: Facts, one: Facts) -> None:
    _title(page, one["title"])
    columns = _COLUMNS[len(one["heads"])]
    tall = [0.4, *(_height(row, [signs for _, signs in columns]) for row in one["rows"])]
    table(
        page,
        (SIDE, 1.8, ROOM, sum(tall)),
        heads=one["heads"],
        rows=one["rows"],
        widths=[width for width, _ in columns],
        tall=tall,
        words=one["title"],
    )
    if one["note"]:
        text(page, (SIDE, 6.5, ROOM, 0.3), [one["note"]], size=13, color=SOFT)


def _height(row: Sequence[str], signs: Sequence[int]) -> float:
    lines = max(ceil(len(cell) / fit) for cell, fit in zip(row, signs, strict=True))
    return 0.2 + _LINE * max(lines, 1)


def _words(page: Any, _: Facts, one: Facts) -> None:
    _title(page, one["title"])
    body = page.placeholders[1].text_frame
    many = len(one["lines"]) > 5 or sum(map(len, one["lines"])) > 420
    write(body, one["lines"], size=18 if many else 24, gap=12)
    if len(one["lines"]) > 1:
        numbered(body, one["first"])
    if one["note"]:
        text(page, (SIDE, 6.55, ROOM, 0.3), [one["note"]], size=14, color=SOFT)


def _sources(page: Any, facts: Facts, one: Facts) -> None:
    _title(page, one["title"])
    body = page.placeholders[1]
    body.left, body.top, body.width, body.height = emu((SIDE, 1.85, ROOM, 3.3))
    write(body.text_frame, [*facts["means"], facts["same"]], size=18, gap=8)
    said = [f"{facts['number_label']} {facts['number']}", facts["as_of"]]
    text(page, (SIDE, 5.5, ROOM - 1.8, 0.9), said, size=13, color=SOFT, gap=3)


def _foot(page: Any, facts: Facts, number: int, count: int) -> None:
    where = f"{facts['place_name']} · {facts['month']}"
    if facts["is_provisional"]:
        where += f" ({facts['provisional']})"
    said = f"{where} · {facts['as_of']} · {facts['number']}"
    text(page, FOOT, [said], size=11, color=SOFT)
    place = facts["slide"].format(number=number, count=count)
    box = (WIDE - SIDE - 1.5, FOOT[1], 1.5, FOOT[3])
    text(page, box, [place], size=11, color=SOFT, align=RIGHT)


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
