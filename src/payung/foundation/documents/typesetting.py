"""
Sets a paper in type: facts in, PDF out, the same bytes for the same facts.

Data reach Typst as JSON only; nothing in them is ever read as markup. The files are tagged
(PDF/UA-1) and made to be kept (PDF/A-2a), with the typeface inside.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import typst
from django.conf import settings

from payung.foundation.documents.kinds import KINDS
from payung.foundation.documents.packing import packed
from payung.foundation.documents.pictures import few_colours
from payung.foundation.documents.problems import NoFonts
from payung.foundation.documents.qr import qr_svg
from payung.foundation.documents.queries import Paper, PaperFacts
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_date_long, render_time
from payung.kernel.nik import masked, spaced
from payung.kernel.wording import catalogue

SOURCES: Final = Path(__file__).parent / "typst"
WEIGHTS: Final = ("400Regular", "600SemiBold", "700Bold")
SIZES: Final = ("a4", "f4")
"""F4 (215 × 330 mm) is what many offices stock."""
PIXELS_PER_INCH: Final = 144.0
_COMMON: Final = "paper.common."


def paper_pdf(
    opened: PaperFacts, *, size: str = "a4", mark: str = "", across: str = "", wide: bool = False
) -> bytes:
    """
    Return a kept paper as PDF.

    :param wide: for a projector, where this kind of paper has such pages.
    :param mark: who took this copy and when, at the foot of every page.
    :param across: a few words of it, large and faint behind the text.
    :raises NoFonts: the typeface is not installed.
    """
    paper = opened.paper
    facts = drawn(opened.facts, is_masked=opened.is_masked)
    about = _about(paper) | {"mark": mark, "across": across}
    template = KINDS[paper.kind].wide if wide else KINDS[paper.kind].template
    return set_in_type(template, facts=facts, about=about, size=size, at=paper.made_at)


def loose_pdf(template: str, *, facts: Mapping[str, Any], at: datetime, size: str = "a4") -> bytes:
    """Return a paper that is never kept, such as one with secret codes: no number, no QR code."""
    return set_in_type(template, facts=drawn(facts), about=_moment(at), size=size, at=at)


def set_in_type(
    template: str, *, facts: Mapping[str, Any], about: Mapping[str, Any], size: str, at: datetime
) -> bytes:
    """Compile one of our own Typst files over these facts; the moment is the paper's, not now."""
    data = {
        "facts": dict(facts),
        "about": dict(about),
        "size": size if size in SIZES else SIZES[0],
        "words": _words(),
    }
    made = typst.Compiler(
        SOURCES / template, root=SOURCES, font_paths=_fonts(), ignore_system_fonts=True
    ).compile(
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(at.timestamp()),
    )
    assert isinstance(made, bytes)
    return packed(made)


def picture(template: str, *, facts: Mapping[str, Any], at: datetime) -> bytes:
    """Return one page of ours as PNG, two pixels for each point, for sharing on telephones."""
    data = {"facts": drawn(facts), "about": _moment(at), "words": {}, "size": SIZES[0]}
    made = typst.Compiler(
        SOURCES / template, root=SOURCES, font_paths=_fonts(), ignore_system_fonts=True
    ).compile(format="png", ppi=PIXELS_PER_INCH, sys_inputs={"data": json.dumps(data)})
    assert isinstance(made, bytes)
    return few_colours(made)


def check_address(code: str) -> str:
    """Return the address that a paper's QR code opens (S99)."""
    return f"{settings.PAYUNG_ADDRESS}/v/{code}/"


def host() -> str:
    """Return the name of the service as it is printed, for people to compare."""
    return urlsplit(settings.PAYUNG_ADDRESS).netloc


def drawn(facts: Mapping[str, Any], *, is_masked: bool = False) -> dict[str, Any]:
    """
    Return facts made ready to be set: every "nik" grouped for reading or masked, wherever it is,
    and beside every "link" its QR code.
    """
    ready = {key: _drawn(value, is_masked) for key, value in facts.items()}
    if nik := facts.get("nik"):
        ready["nik"] = masked(nik) if is_masked else spaced(nik)
    if link := facts.get("link"):
        ready["qr"] = qr_svg(link)
    return ready


def _drawn(value: Any, is_masked: bool) -> Any:
    if isinstance(value, dict):
        return drawn(value, is_masked=is_masked)
    return [_drawn(inner, is_masked) for inner in value] if isinstance(value, list) else value


def _about(paper: Paper) -> dict[str, Any]:
    withdrawn = paper.withdrawn_at
    return _moment(paper.made_at) | {
        "number": paper.number,
        "digest": paper.digest,
        "code": paper.code,
        "version": str(paper.version),
        "qr": qr_svg(check_address(paper.code)),
        "withdrawn_on": "" if withdrawn is None else render_date(in_wib(withdrawn).date()),
    }


def _moment(at: datetime) -> dict[str, Any]:
    day = in_wib(at).date()
    return {
        "number": "",
        "digest": "",
        "code": "",
        "version": "",
        "qr": "",
        "withdrawn_on": "",
        "mark": "",
        "across": "",
        "host": host(),
        "made_on": render_date_long(day),
        "made_at": f"{render_date(day)} {render_time(at)}",
    }


def _words() -> dict[str, str]:
    """Return the sentences that every paper shares; letters are in Indonesian."""
    return {
        code.removeprefix(_COMMON): texts["id"]
        for code, texts in catalogue().items()
        if code.startswith(_COMMON)
    }


@cache
def _fonts() -> typst.Fonts:
    folders = [Path(settings.PAPER_FONTS) / weight for weight in WEIGHTS]
    if not all(folder.is_dir() for folder in folders):
        raise NoFonts(f"{settings.PAPER_FONTS}: fetch the typeface with `npm ci`")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
