from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.findings import Level, Unreadable
from payung.kernel.nip import Nip, NipKind, check_nip, parse_nip, spaced
from payung.kernel.sex import Sex

PNS = "196504111990031907"
PPPK = "199008172023212907"
TODAY = date(2026, 11, 20)


@st.composite
def nips(draw):
    born = draw(st.dates(date(1950, 1, 1), date(2005, 12, 31)))
    rest = f"{draw(st.integers(1, 12)):02}{draw(st.integers(1, 2))}{draw(st.integers(900, 999))}"
    return f"{born:%Y%m%d}{born.year + 25}{rest}"


def codes(findings):
    return [finding.code for finding in findings]


@given(nips())
def test_reads_back_what_it_renders(digits):
    assert parse_nip(spaced(parse_nip(digits))) == digits
    assert check_nip(digits, kind=NipKind.PNS) == []


@given(
    st.text(max_size=25) | st.from_regex(r"[0-9]{18}", fullmatch=True),
    st.none() | st.sampled_from(NipKind),
)
def test_reads_or_refuses_any_text(text, kind):
    for finding in check_nip(text, kind=kind, on=TODAY):
        assert finding.message()
        assert finding.message("en")


@pytest.mark.parametrize(
    "typed",
    [
        *("19650411 199003 1 907", "19650411.199003.1.907", f"'{PNS}", f"\u00a0{PNS} \t"),
        "".join(chr(0xFF10 + int(digit)) for digit in PNS),
    ],
)
def test_strips_what_people_type_between_the_digits(typed):
    assert parse_nip(typed) == PNS
    assert type(parse_nip(typed)) is Nip


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "nip_empty"),
        ("19650411199003190", "nip_length"),
        ("1965041119900319071", "nip_length"),
        ("131234567", "nip_old"),
        ("131 234 567", "nip_old"),
        ("19650411199003190O", "nip_letters"),
        ("1.96504E+17", "nip_scientific"),
        ("196504111990031907.0", "nip_as_number"),
        ("196504111990031000", "nip_serial"),
        ("196504111990033907", "nip_sex_digit"),
        ("196504111990030907", "nip_sex_digit"),
        ("196513111990031907", "nip_birth_date"),
        ("196504311990031907", "nip_birth_date"),
        ("196502291990031907", "nip_birth_date"),
        ("000104111990031907", "nip_birth_date"),
    ],
)
def test_refuses_what_no_nip_can_be(typed, code):
    with pytest.raises(Unreadable) as refusal:
        parse_nip(typed)

    assert refusal.value.finding.code == code
    assert check_nip(typed)[0] == refusal.value.finding
    assert refusal.value.finding.level is Level.REJECT


def test_accepts_a_leap_day():
    assert parse_nip("196402291990031907").born_on == date(1964, 2, 29)


@pytest.mark.parametrize(
    ("contract", "kind", "expected"),
    [
        ("12", NipKind.PNS, []),
        ("13", NipKind.PNS, ["nip_appointment_month"]),
        ("00", NipKind.CPNS, ["nip_appointment_month"]),
        ("21", NipKind.PNS, ["nip_appointment_month"]),
        ("21", NipKind.PPPK, []),
        ("03", NipKind.PPPK, ["nip_contract_digits"]),
        ("24", NipKind.PPPK_PW, []),
        ("21", NipKind.PPPK_PW, ["nip_contract_digits"]),
        ("21", None, []),
        ("99", None, []),
    ],
)
def test_takes_digits_13_and_14_for_a_month_only_where_they_are_one(contract, kind, expected):
    assert codes(check_nip(f"199008172023{contract}2907", kind=kind)) == expected


@pytest.mark.parametrize(
    ("appointed", "kind", "too_young"),
    [
        ("200807", NipKind.PNS, True),
        ("200808", NipKind.PNS, False),
        ("200721", NipKind.PPPK, True),
        ("200821", NipKind.PPPK, False),
        ("200712", None, True),
        ("200801", None, False),  # may be a contract code, so only the year counts
    ],
)
def test_refuses_an_appointment_below_eighteen(appointed, kind, too_young):
    found = codes(check_nip(f"19900817{appointed}2907", kind=kind))

    assert ("nip_appointed_too_young" in found) is too_young


def test_warns_of_an_appointment_in_a_later_year():
    (finding,) = check_nip("199008172027032907", kind=NipKind.PNS, on=TODAY)

    assert (finding.level, finding.code) == (Level.WARNING, "nip_appointed_later")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"born_on": date(1990, 8, 18)}, "nip_birthdate_differs"),
        ({"sex": Sex.L}, "nip_sex_differs"),
    ],
)
def test_asks_but_never_refuses_a_disagreement(facts, code):
    (finding,) = check_nip(PPPK, kind=NipKind.PPPK, **facts)

    assert (finding.level, finding.code) == (Level.WARNING, code)


def test_is_silent_where_everything_agrees():
    born_on = date(1990, 8, 17)

    assert check_nip(PPPK, kind=NipKind.PPPK, born_on=born_on, sex=Sex.P, on=TODAY) == []


def test_knows_its_parts():
    nip = parse_nip(PNS)

    assert (nip.born_on, nip.sex, nip.appointment_year) == (date(1965, 4, 11), Sex.L, 1990)
    assert spaced(nip) == "19650411 199003 1 907"
