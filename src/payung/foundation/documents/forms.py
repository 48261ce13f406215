"""A kept paper in another form: pages for a projector, slides, a workbook, a file of figures."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from typing import Any, Final

from payung.foundation.documents.kinds import KINDS
from payung.foundation.documents.problems import NoSuchForm
from payung.foundation.documents.queries import PaperFacts
from payung.foundation.documents.typesetting import check_address, drawn, paper_pdf
from payung.foundation.documents.workbooks import workbook
from payung.kernel.wording import say

WIDE, SLIDES, BOOK, FILE = "lebar", "pptx", "xlsx", "csv"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
TYPES: Final = {
    WIDE: "application/pdf",
    SLIDES: f"{_OFFICE}.presentationml.presentation",
    BOOK: f"{_OFFICE}.spreadsheetml.sheet",
    FILE: "text/csv; charset=utf-8",
}
ENDINGS: Final = {WIDE: "pdf", SLIDES: "pptx", BOOK: "xlsx", FILE: "csv"}
AT_RISK: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula."""


@dataclass(frozen=True, kw_only=True)
class Made:
    content: bytes
    content_type: str
    ending: str


def made_as(opened: PaperFacts, form: str) -> Made:
    """
    Return a paper in another form, from the same facts: number and digest are one for all.

    :raises NoSuchForm: this kind of paper has no such form.
    """
    if form not in KINDS[opened.paper.kind].forms:
        raise NoSuchForm(form)
    facts = drawn(opened.facts, is_masked=opened.is_masked)
    if form == WIDE:
        content = paper_pdf(opened, wide=True)
    elif form == SLIDES:
        # Loaded when first asked for: what draws slides is large, and a start would wait for it.
        draw = import_module("payung.foundation.documents.slides").slides
        content = draw(facts, digest=opened.paper.digest, check=_check(opened))
    elif form == BOOK:
        content = workbook(facts, about=_about(opened, facts))
    else:
        content = _file(facts["sheets"][0])
    return Made(content=content, content_type=TYPES[form], ending=ENDINGS[form])


def _check(opened: PaperFacts) -> str:
    return check_address(opened.paper.code)


def _about(opened: PaperFacts, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what the first sheet of a workbook says of the paper."""
    said = [
        (say("paper.sheet.of"), facts.get("place_name", "")),
        (say("paper.number"), opened.paper.number),
        (say("paper.common.version", version=str(opened.paper.version)), facts.get("state", "")),
        (say("paper.sheet.known"), facts.get("as_of", "")),
        (say("paper.sheet.paper"), facts.get("finding", "")),
        (facts.get("digest_label", ""), opened.paper.digest),
        (say("paper.sheet.check"), _check(opened)),
        ("", facts.get("basis", "")),
    ]
    return [(label, value) for label, value in said if value]


def _file(sheet: Mapping[str, Any]) -> bytes:
    """Return a sheet as CSV: UTF-8, commas, a head, a dot before decimals."""
    text = StringIO()
    out = csv.writer(text)
    out.writerow([column["name"] for column in sheet["columns"]])
    out.writerows([_written(cell) for cell in row] for row in sheet["rows"])
    return text.getvalue().encode()


def _written(cell: Any) -> str:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(AT_RISK) else str(cell)
