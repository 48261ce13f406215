"""Papers with invented content: any number of rows, the longest names, or nothing at all."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from payung.foundation.documents.queries import Paper, PaperFacts
from payung.foundation.documents.typesetting import paper_pdf
from payung.kernel.month import Month
from payung.kernel.nik import Nik
from payung.process.papers.authorisation import authorisation_facts
from payung.process.papers.batch_letter import letter_facts
from payung.process.papers.card_sheets import card_facts
from payung.process.papers.head import Head
from payung.stages.enrolment.queries import BatchRow, BatchSummary
from payung.stages.enrolment.queries.papers import Authorised, Authoriser
from payung.stages.membership.queries import Card

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LONGEST = (
    "Raden Ajeng Kusumaningtyas Wahyuningsih Prabandari Sulistyowati Notohadiningrat Djojodiningrat"
)[:94].ljust(100, "a")
NAMES = ("Siti Rahayu", "Kasmudi", LONGEST, "Tumini Lestari", "O'ong Supri'adi")
CODE = "KRTU2345ABCDEFGH"
HEAD = Head(
    regency="Kabupaten Kendal",
    office="Dinas Kesehatan",
    branch="BPJS Ketenagakerjaan Kendal",
    phone="0294-381234",
    parts={},
    letter={},
    values={"regency": "Kabupaten Kendal", "office": "Dinas Kesehatan", "legal_basis": ""},
)
PAPER = Paper(
    document_id=1,
    kind="D02",
    code="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    number="3",
    regency_id=1,
    agency_id=1,
    subject_type="",
    subject_id=None,
    version=2,
    made_at=AT,
    row_count=1,
    total_idr=None,
    withdrawn_at=None,
    withdrawn_because="",
)


def authorisation(count: int, *, name: str = "Wulan Handayani", mixed: bool = False) -> dict:
    consents = tuple(
        Authorised(number, 16_800 + number * mixed, "gaji", date(2026, 11, 3))
        for number in range(count)
    )
    grade, position = "III/d", "Perawat Ahli Muda"
    return authorisation_facts(
        HEAD,
        Authoriser(
            1, name, "196504111990039007", grade, position, 1, "Dinas Kesehatan", 1, consents
        ),
    )


def cover_letter(count: int, *, name: str = "") -> dict[str, Any]:
    rows = [
        BatchRow(
            number,
            number,
            "submitted",
            Nik(f"332406{number % 28 + 41:02}0389{900 + number % 99:04}"),
            name or NAMES[number % 5],
            "Kendal",
            date(1989, 3, 1 + number % 28),
            "P",
            "Asisten rumah tangga",
            "",
            "",
            NAMES[(number + 3) % 5],
            "",
            "",
        )
        for number in range(1, count + 1)
    ]
    batch = BatchSummary(1, 1, "Dinas Kesehatan", 3, "sent", date(2026, 11, 19), count, None, 1)
    return letter_facts(HEAD, batch, rows, "3fc9" * 16)


def card_sheets(count: int, *, left_out: int = 0) -> dict[str, Any]:
    printed = [
        (
            Card(
                number,
                number,
                NAMES[number % 5],
                f"21{number:09}",
                1,
                "Dinas Kesehatan",
                1,
                "+62294381234" if number % 2 == 0 else "",
                "",
            ),
            CODE,
            Month(2026, 12),
        )
        for number in range(count)
    ]
    return card_facts(HEAD, printed, left_out=left_out, on=date(2026, 11, 20))


def drawn(
    kind: str, facts: Mapping[str, Any], *, masked: bool = False, size: str = "a4", **changes: Any
) -> bytes:
    """Return the PDF of a paper with these facts."""
    paper = replace(PAPER, kind=kind, **changes)
    return paper_pdf(PaperFacts(paper, facts, masked), size=size)


def texts(pdf: bytes) -> list[str]:
    """Return the text of every page, spaces as one."""
    pages = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pages]


def sizes(pdf: bytes, page: int = 0) -> Counter[float]:
    """Return how many signs of a page are set in letters of each size, in points."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    return Counter(
        round(pypdfium2.raw.FPDFText_GetFontSize(text, place), 1)
        for place in range(text.count_chars())
    )


def picture(pdf: bytes, page: int = 0, *, scale: float = 3) -> Image.Image:
    return pypdfium2.PdfDocument(pdf)[page].render(scale=scale).to_pil()


def codes_on(image: Image.Image) -> list[str]:
    """Return what a reader finds in the picture of a page, after a printer without colours."""
    grey = BytesIO()
    image.convert("L").save(grey, "PNG")
    found = zxingcpp.read_barcodes(Image.open(grey), formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]
