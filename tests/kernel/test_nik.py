import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.id import nik as stdnum_nik

from payung.kernel.findings import Level, Unreadable
from payung.kernel.nik import KnownAreas, Nik, check_nik, masked, parse_nik, spaced
from payung.kernel.sex import Sex

TODAY = date(2026, 11, 20)
MAN = "3324061708900903"
WOMAN = "3324065708900903"
AREAS = KnownAreas.of_districts(["33.24.06", "33.24.07", "33.74.12", "91.01.01"])


def nik_of(day, month, year, serial="0903", place="332406"):
    return f"{place}{day:02}{month:02}{year:02}{serial}"


@st.composite
def niks(draw):
    born = draw(st.dates(date(1920, 1, 1), date(2019, 12, 31)))
    day = born.day + draw(st.sampled_from((0, 40)))
    place = draw(st.sampled_from(("332406", "337412", "317101", "910101")))
    return nik_of(day, born.month, born.year % 100, f"{draw(st.integers(900, 999)):04}", place)


def codes(findings):
    return [finding.code for finding in findings]


@given(niks())
def test_reads_back_what_it_renders(digits):
    assert parse_nik(spaced(parse_nik(digits))) == digits


@given(niks())
def test_agrees_with_python_stdnum_on_every_nik_that_it_takes(digits):
    assert stdnum_nik.is_valid(digits)

    born = stdnum_nik.get_birth_date(digits)
    ours = parse_nik(digits).born_on(TODAY, known=born)
    assert ours is not None
    assert (ours.month, ours.year % 100) == (born.month, born.year % 100)


@given(st.text(max_size=25) | st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_reads_or_refuses_any_text(text):
    findings = check_nik(text, on=TODAY)
    refused = any(finding.level is Level.REJECT for finding in findings)

    assert all(finding.message() and finding.message("en") for finding in findings)
    if refused:
        with pytest.raises(Unreadable):
            parse_nik(text)
    else:
        assert str(parse_nik(text)).isascii()


@pytest.mark.parametrize(
    "typed",
    [
        *("3324-0617-0890-0903", "3324.0617.0890.0903", "3324 0617 0890 0903", f" {MAN}\n"),
        *(f"'{MAN}", f"\u2019{MAN}", "3324\u00a00617\u00a00890\u00a00903", f"\ufeff{MAN}\t"),
        *("3324\u200b06170890\u200d0903", "3324\u20130617\u20110890\u20120903"),
        "\uff13\uff13\uff12\uff14061708900903",  # full-width
        "".join(chr(0x0660 + int(digit)) for digit in MAN),  # Arabic-Indic
    ],
)
def test_strips_what_people_type_between_the_digits(typed):
    nik = parse_nik(typed)

    assert nik == MAN
    assert type(nik) is Nik
    assert codes(check_nik(typed)) == []


@pytest.mark.parametrize(
    ("typed", "code", "values"),
    [
        ("", "nik_empty", {}),
        (" \u200b\u00a0", "nik_empty", {}),
        ("332406170890090", "nik_length", {"count": "15"}),
        ("33240617089009031", "nik_length", {"count": "17"}),
        ("332410411O955933", "nik_letters", {"letters": "O"}),
        ("33240617O890O9l3", "nik_letters", {"letters": "Ol"}),
        ("33240617\u00b289009031", "nik_letters", {"letters": "\u00b2"}),
        ("3.32406E+15", "nik_scientific", {}),
        ("3.3240 6E+15 ", "nik_scientific", {}),
        ("3,32406e15", "nik_scientific", {}),
        ("3324061708900903.0", "nik_as_number", {}),
        (nik_of(0, 8, 90), "nik_birth_day", {"day": "00"}),
        (nik_of(32, 8, 90), "nik_birth_day", {"day": "32"}),
        (nik_of(40, 8, 90), "nik_birth_day", {"day": "40"}),
        (nik_of(72, 8, 90), "nik_birth_day", {"day": "72"}),
        (nik_of(31, 4, 90), "nik_birth_day", {"day": "31/04"}),
        (nik_of(71, 4, 90), "nik_birth_day", {"day": "31/04"}),
        (nik_of(30, 2, 90), "nik_birth_day", {"day": "30/02"}),
        (nik_of(17, 0, 90), "nik_birth_month", {"month": "00"}),
        (nik_of(17, 13, 90), "nik_birth_month", {"month": "13"}),
        (nik_of(29, 2, 90), "nik_leap_day", {"year": "90"}),
        (nik_of(69, 2, 1), "nik_leap_day", {"year": "01"}),
        (nik_of(17, 8, 90, "0000"), "nik_serial_0000", {}),
        ("2222222222222222", "nik_birth_month", {"month": "22"}),
        ("1234567890123456", "nik_birth_day", {"day": "78"}),
    ],
)
def test_refuses_what_no_nik_can_be(typed, code, values):
    with pytest.raises(Unreadable) as refusal:
        parse_nik(typed)

    finding = refusal.value.finding
    assert (finding.level, finding.code, dict(finding.values)) == (Level.REJECT, code, values)
    assert check_nik(typed)[0] == finding


@pytest.mark.parametrize(
    "digits",
    [
        *(nik_of(1, 1, 90), nik_of(31, 1, 90), nik_of(41, 1, 90), nik_of(71, 1, 90)),
        *(nik_of(17, 12, 90), nik_of(30, 4, 90), nik_of(70, 4, 90), nik_of(28, 2, 90)),
        *(nik_of(29, 2, 92), nik_of(69, 2, 92), nik_of(29, 2, 0), nik_of(17, 8, 90, "0901")),
    ],
)
def test_accepts_the_last_possible_values(digits):
    assert codes(check_nik(digits)) == []


def test_says_everything_that_is_refused_at_once():
    assert codes(check_nik(nik_of(78, 90, 12, "0000"))) == [
        *("nik_birth_day", "nik_birth_month", "nik_serial_0000")
    ]


def test_a_nik_cannot_be_made_past_its_parser():
    with pytest.raises(Unreadable):
        Nik("1234567890123456")
    assert Nik(spaced(MAN)) == MAN
    assert pickle.loads(pickle.dumps(Nik(MAN))) == Nik(MAN)


def test_knows_its_parts():
    nik = parse_nik(WOMAN)

    assert (nik.province_code, nik.regency_code, nik.district_code) == ("33", "33.24", "33.24.06")
    assert nik.sex is Sex.P
    assert parse_nik(MAN).sex is Sex.L
    assert masked(nik) == "3324••••••••0903"
    assert spaced(nik) == "3324 0657 0890 0903"


@pytest.mark.parametrize(
    ("digits", "known", "born"),
    [
        (nik_of(17, 8, 90), None, date(1990, 8, 17)),
        (nik_of(57, 8, 90), None, date(1990, 8, 17)),
        (nik_of(20, 11, 9), None, date(2009, 11, 20)),  # 17 today
        (nik_of(21, 11, 9), None, None),  # 17 tomorrow
        (nik_of(21, 11, 61), None, date(1961, 11, 21)),  # 65 tomorrow
        (nik_of(20, 11, 61), None, None),  # 65 today
        (nik_of(1, 1, 26), None, None),
        (nik_of(1, 1, 26), date(1926, 1, 1), date(1926, 1, 1)),
        (nik_of(1, 1, 26), date(2026, 1, 1), date(2026, 1, 1)),
        (nik_of(1, 1, 99), date(2001, 1, 1), date(1999, 1, 1)),
        (nik_of(29, 2, 0), None, date(2000, 2, 29)),
    ],
)
def test_finds_the_century_or_asks(digits, known, born):
    assert parse_nik(digits).born_on(TODAY, known) == born


def test_asks_for_the_century_only_where_nothing_else_decides():
    digits = nik_of(1, 1, 26)

    assert codes(check_nik(digits, on=TODAY)) == ["nik_century_unclear"]
    assert codes(check_nik(digits, born_on=date(1926, 1, 1), on=TODAY)) == []
    assert codes(check_nik(digits)) == []


@pytest.mark.parametrize(
    ("digits", "facts", "level", "code"),
    [
        (MAN, {"born_on": date(1990, 8, 18)}, Level.WARNING, "nik_birthdate_differs"),
        (MAN, {"born_on": date(1991, 8, 17)}, Level.WARNING, "nik_birthdate_differs"),
        (WOMAN, {"sex": Sex.L}, Level.WARNING, "nik_sex_differs"),
        (MAN, {"sex": Sex.P}, Level.WARNING, "nik_sex_differs"),
        (
            nik_of(17, 8, 90, place="990101"),
            {"areas": AREAS},
            Level.WARNING,
            "nik_province_unknown",
        ),
        (nik_of(17, 8, 90, place="337412"), {"regency": "33.24"}, Level.INFO, "nik_other_region"),
        (nik_of(17, 8, 90, place="332414"), {"areas": AREAS}, Level.INFO, "nik_district_unknown"),
        ("1111111111111111", {}, Level.WARNING, "nik_implausible"),
    ],
)
def test_asks_or_tells_but_never_refuses_a_disagreement(digits, facts, level, code):
    (finding,) = check_nik(digits, **facts)

    assert (finding.level, finding.code) == (level, code)


def test_is_silent_where_everything_agrees():
    facts = {"born_on": date(1990, 8, 17), "regency": "33.24", "areas": AREAS, "on": TODAY}

    assert check_nik(MAN, sex=Sex.L, **facts) == []
    assert check_nik(parse_nik(WOMAN), sex=Sex.P, **facts) == []
