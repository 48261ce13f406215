from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

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
