import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.findings import Unreadable
from payung.kernel.rupiah import MOST, Rupiah, in_words, parse_rupiah, render_rupiah

amounts = st.integers(0, MOST)


@given(amounts)
def test_reads_back_what_it_renders(amount):
    assert parse_rupiah(render_rupiah(amount)) == amount
    assert parse_rupiah(str(amount)) == amount


@given(st.text(max_size=20))
def test_reads_or_refuses_any_text(text):
    try:
        amount = parse_rupiah(text)
    except Unreadable:
        return

    assert 0 <= amount <= MOST


@pytest.mark.parametrize(
    "text",
    [
        *("16800", "16.800", "Rp16.800", "Rp 16.800", "Rp 16.800,00", "rp16800", "Rp. 16.800,-"),
        *(" 16 800 ", "16,800", "16\u00a0800", "16.800,00"),
    ],
)
def test_accepts_the_usual_spellings(text):
    assert parse_rupiah(text) == 16_800


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "rupiah_empty"),
        ("   ", "rupiah_empty"),
        ("16,80", "rupiah_unreadable"),
        ("16.80", "rupiah_unreadable"),
        ("1.68", "rupiah_unreadable"),
        ("16.8", "rupiah_unreadable"),
        ("16.800,50", "rupiah_unreadable"),
        ("16,800,00", "rupiah_unreadable"),
        ("1.000,000", "rupiah_unreadable"),
        ("0.500", "rupiah_unreadable"),
        ("1e4", "rupiah_unreadable"),
        ("0x41A0", "rupiah_unreadable"),
        ("١٦٨٠٠", "rupiah_unreadable"),
        ("16800.0000001", "rupiah_unreadable"),
        ("enam belas ribu", "rupiah_unreadable"),
        ("-16800", "rupiah_negative"),
        ("(16.800)", "rupiah_negative"),
        ("\u221216.800", "rupiah_negative"),
        ("Rp -16.800", "rupiah_negative"),
        (str(2**53 + 1), "rupiah_too_much"),
        (str(2**63), "rupiah_too_much"),
        ("9" * 40, "rupiah_too_much"),
        ("9" * 5000, "rupiah_too_much"),
    ],
)
def test_refuses_what_is_no_whole_amount_or_in_doubt(text, code):
    with pytest.raises(Unreadable) as refusal:
        parse_rupiah(text)

    assert refusal.value.finding.code == code
    assert refusal.value.finding.message()


def test_holds_the_limit_that_the_caller_gives():
    assert parse_rupiah("2147483648") == 2**31
    assert parse_rupiah("50.000", most=50_000) == 50_000
    with pytest.raises(Unreadable):
        parse_rupiah("50.001", most=50_000)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol rupiah"),
        (1, "satu rupiah"),
        (10, "sepuluh rupiah"),
        (11, "sebelas rupiah"),
        (12, "dua belas rupiah"),
        (20, "dua puluh rupiah"),
        (100, "seratus rupiah"),
        (111, "seratus sebelas rupiah"),
        (999, "sembilan ratus sembilan puluh sembilan rupiah"),
        (1_000, "seribu rupiah"),
        (1_001, "seribu satu rupiah"),
        (8_400, "delapan ribu empat ratus rupiah"),
        (16_800, "enam belas ribu delapan ratus rupiah"),
        (101_000, "seratus satu ribu rupiah"),
        (1_000_000, "satu juta rupiah"),
        (1_001_000, "satu juta seribu rupiah"),
        (42_000_000, "empat puluh dua juta rupiah"),
        (210_000_000, "dua ratus sepuluh juta rupiah"),
        (10**9, "satu miliar rupiah"),
        (10**12, "satu triliun rupiah"),
        (-5, "minus lima rupiah"),
    ],
)
def test_says_amounts_as_documents_do(amount, words):
    assert in_words(amount) == words


def test_has_no_words_beyond_what_it_can_say():
    with pytest.raises(ValueError):
        in_words(10**18)


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_says_two_amounts_differently(one, other):
    assert (in_words(one) == in_words(other)) is (one == other)


@pytest.mark.parametrize("wrong", [1.0, True, "16800", None])
def test_is_made_of_whole_numbers_only(wrong):
    with pytest.raises(TypeError):
        Rupiah(wrong)


def test_stays_rupiah_in_sums():
    total = sum([Rupiah(16_800), Rupiah(8_400)])

    assert type(total) is Rupiah
    assert type(100 - Rupiah(1)) is type(Rupiah(1) - 1) is type(3 * Rupiah(1)) is Rupiah
    assert type(-Rupiah(1)) is type(abs(Rupiah(-1))) is Rupiah
    assert total == 25_200
    assert json.dumps({"idr": total}) == '{"idr": 25200}'
    assert f"{total} {total:,}" == "25200 25,200"


@pytest.mark.parametrize("wrong", [1.5, True])
def test_refuses_to_mix_with_anything_but_whole_numbers(wrong):
    for mix in (
        lambda: Rupiah(1) + wrong,
        lambda: Rupiah(1) - wrong,
        lambda: Rupiah(1) * wrong,
    ):
        with pytest.raises(TypeError):
            mix()


def test_refuses_to_divide_into_fractions():
    with pytest.raises(TypeError):
        Rupiah(10) / 4


def test_shows_an_amount_below_zero_with_its_sign():
    assert render_rupiah(-16_800) == "-Rp16.800"
