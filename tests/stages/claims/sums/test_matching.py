"""Whether a row and a member may be one person; the table is docs/algorithms/death_matching.md."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from payung.kernel.names import fold, parse_name
from payung.stages.claims.sums.matching import (
    OLD_SPELLINGS,
    Dates,
    Deceased,
    How,
    Member,
    Names,
    dates_agree,
    how,
    name_key,
    names_agree,
)
from tests.promises.house import ROOT

PAGE = ROOT / "docs" / "algorithms" / "death_matching.md"
DIED = date(2026, 11, 15)
BORN = date(1975, 6, 4)
NAMES = some.lists(
    some.text("aeioudjtchsykmn", min_size=1, max_size=8), min_size=1, max_size=4
).map(" ".join)


def _worked() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").split("| In the list |")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines.splitlines()[2:]]


def _key(name: str) -> str:
    return name_key(fold(parse_name(name).bare))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def test_the_page_has_a_table():
    assert len(_worked()) == 17


@pytest.mark.parametrize("line", _worked(), ids=lambda line: " / ".join(line[::2]))
def test_agrees_as_the_page_says(line: list[str]):
    said, said_born, name, born, expected = line
    row = Deceased(None, _key(said), _day(said_born), DIED)

    found = how(row, Member(1, b"other", _key(name), _day(born)))

    assert (found or "nobody") == expected


def test_a_nik_decides_alone():
    row = Deceased(b"nik", _key("Siti"), None, DIED)

    assert how(row, Member(1, b"nik", _key("Slamet"), BORN)) is How.NIK
    assert how(row, Member(1, b"other", _key("Siti"), BORN)) is None


def test_nobody_is_born_after_the_death():
    row = Deceased(None, "slamet", DIED, DIED)

    assert how(row, Member(1, b"", "slamet", DIED)) is How.NAME_AND_DATE
    assert (
        how(row._replace(died_on=DIED - timedelta(days=1)), Member(1, b"", "slamet", DIED)) is None
    )


@given(one=NAMES, other=NAMES)
@settings(max_examples=60)
def test_names_agree_both_ways(one: str, other: str):
    assert names_agree(name_key(one), name_key(other)) is names_agree(
        name_key(other), name_key(one)
    )


@given(name=NAMES)
@settings(max_examples=60)
def test_a_name_is_the_same_as_itself_in_any_order(name: str):
    key = name_key(name)

    assert names_agree(key, key) is Names.SAME
    assert names_agree(key, " ".join(reversed(key.split()))) in (Names.SAME, Names.OTHER)


@pytest.mark.parametrize(("name", "key"), [("jahja", "yahya"), ("djadjang", "yayang")])
def test_old_spelling_is_read_as_new(name: str, key: str):
    assert name_key(name) == key


def test_no_replacement_undoes_an_earlier_one():
    for (old, new), (later, _) in pairwise(OLD_SPELLINGS):
        assert old != new
        assert old not in new, old
        assert later


@pytest.mark.parametrize(
    ("other", "agreed"),
    [
        (date(1975, 6, 4), Dates.SAME),
        (date(1976, 6, 4), Dates.NEAR),
        (date(1985, 6, 4), Dates.NEAR),
        (date(1978, 6, 4), Dates.OTHER),
        (date(1975, 12, 4), Dates.NEAR),
        (date(1976, 12, 4), Dates.OTHER),
        (None, Dates.UNKNOWN),
    ],
)
def test_dates_are_near_by_one_slip(other: date | None, agreed: Dates):
    assert dates_agree(BORN, other) is agreed
