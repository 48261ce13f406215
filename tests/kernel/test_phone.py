import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.findings import Unreadable
from payung.kernel.phone import Phone, parse_phone, render_phone


@given(
    st.from_regex(r"\+628[0-9]{8,12}", fullmatch=True)
    | st.from_regex(r"\+62[2-79][0-9]{7,10}", fullmatch=True)
    | st.from_regex(r"\+60[1-9][0-9]{7,9}", fullmatch=True)
)
def test_reads_back_what_it_renders(number):
    assert parse_phone(render_phone(Phone(number))) == number


@given(st.text(max_size=25) | st.from_regex(r"\+?[0-9]{5,18}", fullmatch=True))
def test_reads_or_refuses_any_text(text):
    try:
        phone = parse_phone(text)
    except Unreadable:
        return

    assert parse_phone(phone) == phone


@pytest.mark.parametrize(
    "typed",
    [
        *("081234567890", "+62 812 3456 7890", "6281234567890", "81234567890"),
        *("(0812) 3456-7890", "0812.3456.7890", "+62 (0)812-3456-7890", "0062 812 3456 7890"),
        *("'081234567890", "\u200e+62\u00a0812\u20113456\u20117890", "0812/3456/7890"),
    ],
)
def test_all_spellings_are_one_number(typed):
    phone = parse_phone(typed)

    assert phone == "+6281234567890"
    assert phone.is_mobile


@pytest.mark.parametrize(
    "typed",
    [
        *("", "0812-BUDI", "081234567", "081234567890123", "12345", "+62", "0", "+", "abc"),
        *("294381234", "+6012", "+1234567890123456", "08" * 2500, "++6281234567890"),
    ],
)
def test_refuses_what_is_no_number(typed):
    with pytest.raises(Unreadable) as refusal:
        parse_phone(typed)

    assert "10 sampai 14 angka" in refusal.value.finding.message()


def test_takes_the_shortest_and_the_longest():
    assert parse_phone("0812345678") == "+62812345678"
    assert parse_phone("08123456789012") == "+628123456789012"


@pytest.mark.parametrize(
    ("typed", "number", "shown"),
    [
        ("0294-381234", "+62294381234", "0294-381234"),
        ("(021) 5551234", "+62215551234", "021-5551234"),
    ],
)
def test_allows_a_landline_without_a_message_button(typed, number, shown):
    phone = parse_phone(typed)

    assert (phone, render_phone(phone)) == (number, shown)
    assert not phone.is_mobile


def test_allows_a_foreign_number():
    phone = parse_phone("+60 12-345 6789")

    assert phone == render_phone(phone) == "+60123456789"
    assert phone.is_mobile
