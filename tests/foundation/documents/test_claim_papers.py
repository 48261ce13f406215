"""The papers of a claim (J33): full, blank, with the longest names; one page, tagged, light."""

import io
import re

import pikepdf
import pytest

from payung.foundation import rules
from tests.factories import claim_papers as made
from tests.factories.papers import LONGEST, codes_on, drawn, picture, sizes, texts

KB = 1024
ONE_PAGE = {
    "D08 blank": ("D08", made.checklist(made.SURVIVED)),
    "D08 with nine hospitals": (
        "D08",
        made.checklist(made.SURVIVED, hospitals=9, place=made.PLACE, event_at=made.HAPPENED),
    ),
    "D08 of a death": ("D08", made.checklist(made.DIED_AT_WORK, hospitals=8, place=made.PLACE)),
    "D08, the longest list": (
        "D08",
        made.checklist(made.EVERYTHING_AT_WORK, place=made.PLACE, event_at=made.HAPPENED),
    ),
    "D09 of a widow": ("D09", made.checklist(place=made.PLACE, ref=made.REF)),
    "D09, the longest list": ("D09", made.checklist(made.LONGEST_LIST, place=made.PLACE)),
    "D10 blank": ("D10", made.accident(is_blank=True)),
    "D10": ("D10", made.accident(name=LONGEST)),
    "D23": ("D23", made.award()),
    "D23 decided": ("D23", made.award(with_decision=True)),
    "D24 blank": ("D24", made.handed_over(is_blank=True)),
    "D24": ("D24", made.handed_over()),
    "D24, the longest list": ("D24", made.handed_over(made.EVERYTHING_AT_WORK)),
}


@pytest.mark.parametrize("name", ONE_PAGE)
def test_is_one_tagged_page_and_light(name):
    kind, facts = ONE_PAGE[name]
    pdf = drawn(kind, facts)

    assert len(texts(pdf)) == 1
    assert len(pdf) <= 150 * KB
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).lower() == "id-id"
        assert str(opened.docinfo["/Title"]) == facts["title"]


def test_a_list_of_a_death_is_for_a_family_in_grief_and_in_letters_that_can_be_read():
    pdf = drawn("D08", ONE_PAGE["D08, the longest list"][1])
    (page,) = texts(pdf)

    assert "Kami turut berduka" in page
    assert "Buku tabungan anak" in page
    for words in ("Menawi kacilakan", "Rumah sakit mitra"):
        assert words not in page, "what only helps the living"
    small = sum(count for size, count in sizes(pdf).items() if 1 < size < 9.5)
    assert small < 200, "the foot, and what stands at the code to check it by"


def test_the_paper_says_its_number_and_its_code_opens_the_check_page():
    image = picture(drawn("D24", made.handed_over(), number="D24-KDL-7F3K-92"))

    assert any("/v/ABCDEFGHIJKLMNOPQRSTUVWXYZ/" in code for code in codes_on(image))


def test_the_accident_list_has_the_clock_the_partners_and_a_line_of_javanese():
    (page,) = texts(drawn("D08", ONE_PAGE["D08 with nine hospitals"][1]))

    assert "18 November 2026, 10.30 WIB" in page
    assert "20 November 2026, 10.30 WIB" in page
    assert "0294-381901" in page
    assert "Menawi kacilakan" in page
    assert page.count("RS Payung Sehat") == 5, "six hospitals, one with the longest name"
    with pikepdf.open(io.BytesIO(drawn("D08", made.checklist(made.SURVIVED)))) as pdf:
        assert b"jv" in b"".join(_languages(pdf))


def _languages(pdf):
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/Lang" in thing:
            yield bytes(thing.Lang)


def test_a_death_list_ticks_what_is_there_and_names_each_office():
    facts = made.checklist(there=frozenset({"death_certificate"}), place=made.PLACE)
    (page,) = texts(drawn("D09", facts))

    assert page.count("×") == 1
    for words in ("Dukcapil", "Kantor desa atau kelurahan", "KUA atau Dukcapil", "08.00–15.30"):
        assert words in page
    assert "175" in texts(drawn("D09", made.checklist()))[0], "without a branch's own number"


def test_an_award_adds_up_names_its_article_and_promises_nothing():
    (page,) = texts(drawn("D23", made.award(with_decision=True)))

    for words in ("Rp48.000.000", "Rp70.000.000", "60 % × 80 × Rp1.000.000", "PP 82/2019"):
        assert words in page
    assert "berlaku sejak 02/12/2019" in page
    assert "BPJS yang menetapkan" in page
    assert "Rp69.000.000" in page, "what BPJS stated"
    assert "Upah yang dilaporkan berbeda" in page


def test_what_is_unsure_is_numbered_and_left_out_of_what_is_sure():
    found = rules.benefits.dentures(rules.benefits.Accident(made.DAY), 6_000_000)
    (page,) = texts(drawn("D23", made.award(what="jkk", lines=found.lines, statements=())))

    assert "Di antaranya tanpa pertanyaan: Rp0" in page
    assert "Tanyakan: 1" in page
    assert "1. Belum dicocokkan" in page


def test_nothing_computed_says_why():
    refused = "Kejadian sebelum hari pertama perlindungan."
    (page,) = texts(drawn("D23", made.award(lines=(), statements=(), notes=(), refused=refused)))

    assert refused in page
    assert not re.search(r"Rp[1-9].*Jumlah menurut", page)


def test_checklist_award_and_receipt_name_nobody():
    names = ("Kasmudi", "Tumini", "Wulan")
    for kind, facts in (ONE_PAGE["D09 of a widow"], ONE_PAGE["D23 decided"], ONE_PAGE["D24"]):
        page = " ".join(texts(drawn(kind, facts)))
        assert not [name for name in names if name in page], kind
