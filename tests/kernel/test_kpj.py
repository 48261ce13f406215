import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.findings import Unreadable
from payung.kernel.kpj import Kpj, parse_kpj, spaced


@given(st.from_regex(r"[0-9]{11}", fullmatch=True))
def test_reads_back_what_it_renders(digits):
    assert parse_kpj(spaced(parse_kpj(digits))) == digits
    assert type(parse_kpj(digits)) is Kpj


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "kpj_empty"),
        ("1234567890", "kpj_length"),
        ("123456789012", "kpj_length"),
        ("1234567890A", "kpj_letters"),
        ("1.23457E+10", "kpj_scientific"),
        ("12345678901.0", "kpj_as_number"),
    ],
)
def test_refuses_what_is_no_participant_number(typed, code):
    with pytest.raises(Unreadable) as refusal:
        parse_kpj(typed)

    assert refusal.value.finding.code == code
    assert refusal.value.finding.message()
