from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from payung.kernel.month import Month


def _shown(filter_name: str, value: object) -> str:
    return Template(f"{{{{ value|{filter_name} }}}}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("rupiah", 8_400, "Rp8.400"),
        ("rupiah", 0, "Rp0"),
        ("tanggal", date(2026, 11, 20), "20/11/2026"),
        ("tanggal", datetime(2026, 11, 20, 18, 0, tzinfo=UTC), "21/11/2026"),
        ("tanggal_panjang", date(2026, 12, 31), "31 Desember 2026"),
        ("jam", datetime(2026, 11, 20, 18, 5, tzinfo=UTC), "01.05 WIB"),
        ("bulan", Month(2026, 11), "November 2026"),
        ("angka", 10_345, "10.345"),
        ("persen", Decimal("9.42"), "9,42%"),
        ("persen", Decimal("31.20"), "31,2%"),
        ("persen", Decimal("100"), "100%"),
        ("persen", Decimal("0.00"), "0%"),
        ("persen", Decimal("20.00"), "20%"),
        ("desimal", Decimal("2.60"), "2,6"),
        ("nik", "3324061708900903", "3324••••••••0903"),
        ("kpj", "21090034511", "2109 0034 511"),
    ],
)
def test_a_value_is_shown_whole_and_never_broken_over_two_lines(name, value, words):
    assert _shown(name, value) == f'<span class="n">{words}</span>'


@pytest.mark.parametrize("name", ["rupiah", "tanggal", "bulan", "angka", "persen", "nik"])
def test_nothing_is_shown_for_nothing(name):
    assert _shown(name, None) == ""


def test_what_a_person_typed_stays_text():
    assert "<b>" not in _shown("nik", "<b>4061708900</b>")


def test_months_are_named_with_the_year_once():
    months = (Month(2026, 9), Month(2026, 10), Month(2026, 11))

    assert _shown("daftar_bulan", months) == "September, Oktober dan November 2026"
    assert _shown("daftar_bulan", months[:1]) == "September 2026"


def test_an_unknown_code_has_no_words():
    assert _shown('kata:"reconciliation.reason"', "tidak-ada") == ""
    assert _shown('kata:"reconciliation.reason"', "net_pay") == "Gaji bersih tidak cukup"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("rupiah", 16_800, "Rp16.800"),
        ("tanggal", date(2026, 8, 21), "21/08/2026"),
        ("tanggal_panjang", date(2026, 12, 31), "31 December 2026"),
        ("bulan", Month(2026, 8), "August 2026"),
        ("angka", 10_345, "10,345"),
        ("persen", Decimal("9.42"), "9.42%"),
        ("desimal", Decimal("2.60"), "2.6"),
    ],
)
def test_english_changes_months_and_separators_but_neither_money_nor_days(name, value, words):
    with translation.override("en"):
        assert _shown(name, value) == f'<span class="n">{words}</span>'


def test_english_names_months_without_their_year():
    months = (Month(2026, 10), Month(2026, 12))

    with translation.override("en"):
        assert _shown("nama_bulan", Month(2026, 5)) == "May"
        assert _shown("huruf_bulan", Month(2026, 8)) == "A"
        assert _shown("daftar_bulan", months) == "October and December 2026"


def _said(tag: str, **values: object) -> str:
    return Template(f"{{% {tag} %}}").render(Context(values))


def test_a_count_in_a_sentence_is_grouped_and_picks_its_word():
    with translation.override("en"):
        one = _said('say "leader.call.title" count=n', n=1)
        many = _said('say "leader.call.title" count=n', n=1_200)

    assert one == '<span class="n">1</span> office to call'
    assert many == '<span class="n">1,200</span> offices to call'


def test_what_a_person_typed_stays_text_inside_a_sentence():
    typed = '<b onclick="x">O\'Neil & co</b>'

    in_text = _said('say "look.strip.name_of" name=name', name=typed)
    in_attribute = _said('say_plain "look.strip.name_of" name=name', name=typed)

    assert "<b" not in in_text
    assert "<b" not in in_attribute
    assert '"' not in in_attribute
    assert "&amp;amp;" not in in_attribute
    assert "O&#x27;Neil &amp; co" in in_attribute
