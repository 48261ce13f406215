"""Every paper, with 0, 1, 40 and 400 rows and the longest names (J33)."""

import io
import re

import pikepdf
import pytest
from django.test import override_settings

from payung.foundation.documents import typesetting
from payung.foundation.documents.problems import NoFonts
from tests.factories.papers import (
    AT,
    LONGEST,
    authorisation,
    card_sheets,
    codes_on,
    cover_letter,
    drawn,
    picture,
    texts,
)

KB = 1024


def test_the_same_facts_are_the_same_bytes():
    assert drawn("D02", cover_letter(40)) == drawn("D02", cover_letter(40))


@pytest.mark.parametrize(
    ("kind", "facts"),
    [("D01", authorisation(1)), ("D02", cover_letter(3)), ("D06", card_sheets(3))],
)
def test_a_paper_is_tagged_and_says_its_title_and_language(kind, facts):
    with pikepdf.open(io.BytesIO(drawn(kind, facts))) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).lower() == "id-id"
        assert str(pdf.docinfo["/Title"]) == facts["title"]
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["pdfaid:part"] == "2"
            assert about["pdfaid:conformance"] == "A"
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        assert all("PlusJakartaSans" in font for font in fonts)


def test_a_paper_is_made_on_its_own_day_however_late_it_is_printed():
    with pikepdf.open(io.BytesIO(drawn("D01", authorisation(1)))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261120")


@pytest.mark.parametrize("count", [0, 1, 40, 400])
def test_a_list_says_every_row_its_total_and_its_pages(count):
    pages = texts(drawn("D02", cover_letter(count)))

    whole = " ".join(pages)
    assert all(f"halaman {n} dari {len(pages)}" in page for n, page in enumerate(pages, 1))
    if count:
        assert whole.count("3324 0") == count
        assert f"Jumlah: {count} (" in pages[-1]
        assert all("ASN pelindung" in page for page in pages[1:]), "the head is repeated"
    else:
        assert "Tidak ada baris pada pengajuan ini." in whole


def test_a_list_of_a_hundred_with_names_of_every_length_stays_small():
    assert len(drawn("D02", cover_letter(100))) <= 150 * KB


def test_a_sheet_of_cards_stays_small():
    assert len(drawn("D06", card_sheets(8))) <= 2 * 120 * KB
    assert len(drawn("D06", card_sheets(80))) <= 20 * 120 * KB


@pytest.mark.parametrize("mixed", [False, True])
@pytest.mark.parametrize("size", ["a4", "f4"])
@pytest.mark.parametrize("count", [1, 3, 4, 8, 25])
def test_an_authorisation_is_one_page_for_any_number_of_workers(count, size, mixed):
    facts = authorisation(count, name=LONGEST, mixed=mixed)

    (page,) = texts(drawn("D01", facts, size=size))

    assert "Lembar pencabutan kuasa" in page
    assert f"{count} orang" in page


def test_an_authorisation_says_its_total_in_figures_and_in_words():
    (page,) = texts(drawn("D01", authorisation(2)))

    assert "Rp33.600" in page
    assert "Terbilang: tiga puluh tiga ribu enam ratus rupiah." in page


def test_a_name_of_a_hundred_letters_stands_whole():
    (page,) = texts(drawn("D01", authorisation(1, name=LONGEST)))

    # A line may end within a name; only its letters count.
    assert "".join(LONGEST.split()) in "".join(page.split())


def test_the_sheet_can_be_folio():
    with pikepdf.open(io.BytesIO(drawn("D01", authorisation(1), size="f4"))) as pdf:
        width, height = (float(side) / 72 * 25.4 for side in pdf.pages[0].MediaBox[2:])

    assert (round(width), round(height)) == (215, 330)


def test_an_unknown_size_is_a4():
    assert drawn("D01", authorisation(1), size="../x") == drawn("D01", authorisation(1))


@override_settings(PAYUNG_ADDRESS="https://payung.kendalkab.go.id")
def test_the_code_on_paper_leads_to_the_page_that_checks_it_and_the_host_is_printed():
    pdf = drawn("D01", authorisation(1))

    assert codes_on(picture(pdf)) == [
        "https://payung.kendalkab.go.id/v/ABCDEFGHIJKLMNOPQRSTUVWXYZ/"
    ]
    assert "payung.kendalkab.go.id" in texts(pdf)[0]


@override_settings(PAYUNG_ADDRESS="https://payung.kendalkab.go.id")
def test_eight_cards_of_a_sheet_are_read_back_also_when_it_lies_askew():
    facts = card_sheets(8)
    links = sorted(card["link"] for card in facts["cards"])
    sheet = picture(drawn("D06", facts), scale=4)

    assert sorted(codes_on(sheet)) == links
    assert sorted(codes_on(sheet.rotate(3, fillcolor="white"))) == links


def test_the_back_of_a_card_lies_behind_its_front():
    front, back = texts(drawn("D06", card_sheets(1)))[:2]

    assert "Siti Rahayu" in front
    assert "Bukan kartu resmi BPJS" in back
    left, right = _dark_columns(picture(drawn("D06", card_sheets(1)), 1))
    assert right > left, "the back of the left card is on the right"


def _dark_columns(image):
    """Return how much ink lies in the left and the right half, the cut marks left out."""
    grey = image.convert("L")
    width, height = grey.size
    box = (int(width * 0.12), int(height * 0.15), int(width * 0.88), int(height * 0.3))
    area = grey.crop(box)
    half = area.size[0] // 2
    parts = (area.crop((0, 0, half, area.size[1])), area.crop((half, 0, *area.size)))
    return [sum(part.histogram()[:128]) for part in parts]


def test_no_card_shows_an_identity_number_and_every_one_says_what_it_is_not():
    pages = texts(drawn("D06", card_sheets(3)))

    assert not re.search(r"\bNIK\b", " ".join(pages))
    assert pages[1].count("Bukan kartu resmi BPJS") == 3
    assert "terlindungi" not in pages[0].lower()


def test_a_sheet_says_how_many_were_left_out():
    (front, *_) = texts(drawn("D06", card_sheets(1, left_out=2)))

    assert "2 pekerja belum dicetak" in front


def test_identity_numbers_are_masked_for_who_only_oversees():
    clear = texts(drawn("D02", cover_letter(2)))[1]
    masked = texts(drawn("D02", cover_letter(2), masked=True))[1]

    assert "3324 0642 0389 0901" in clear
    assert "3324 0642 0389 0901" not in masked
    assert "3324••••••••0901" in masked


def test_a_withdrawn_paper_says_so_when_it_is_printed_again():
    (page,) = texts(drawn("D01", authorisation(1), withdrawn_at=AT))

    assert "DICABUT pada 20/11/2026" in page


@pytest.mark.parametrize(
    "hostile",
    ["#read(\"/etc/passwd\")", "{{7*7}}", "$x^2$ *tebal* _miring_", "#import \"@preview/x:1.0.0\"",
     "<script>alert(1)</script>", "\\u{41} @siti"],
)  # fmt: skip
def test_a_name_is_never_read_as_markup(hostile):
    (page,) = texts(drawn("D01", authorisation(1, name=hostile)))

    assert "".join(hostile.split()) in "".join(page.split())


def test_our_sources_fetch_nothing_and_hold_no_sentence():
    for path in typesetting.SOURCES.glob("*.typ"):
        source = path.read_text(encoding="utf-8")
        assert "@preview" not in source, path.name
        assert "http" not in source, path.name
        assert "@local" not in source, path.name


def test_without_the_typeface_the_reason_names_what_to_do(tmp_path):
    typesetting._fonts.cache_clear()
    with override_settings(PAPER_FONTS=tmp_path), pytest.raises(NoFonts, match="npm ci"):
        drawn("D01", authorisation(1))
    typesetting._fonts.cache_clear()
