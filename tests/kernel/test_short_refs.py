"""Short references: reversible, forgiving, and telling nothing."""

import pytest

from payung.kernel.short_refs import HIGHEST, SIGNS, number_of, short_ref

KENDAL = "Kabupaten Kendal"


@pytest.mark.parametrize("number", [0, 1, 2, 1_000, 4_700_000, HIGHEST])
def test_leads_back_however_it_is_typed(number):
    ref = short_ref(number, KENDAL)

    assert ref.startswith("KDL-")
    for typed in (ref, ref.lower(), ref.replace("-", " "), ref[4:], ref.replace("0", "O")):
        assert number_of(typed) == number


def test_gives_every_id_another():
    assert len({short_ref(number, KENDAL) for number in range(5_000)}) == 5_000


def test_mostly_knows_a_mistyped_sign():
    ref = short_ref(17, KENDAL)
    wrong = [
        ref[:place] + sign + ref[place + 1 :]
        for place in (4, 5, 6, 7, 9, 10)
        for sign in SIGNS
        if sign != ref[place]
    ]

    assert sum(number_of(text) is not None for text in wrong) < len(wrong) / 10


@pytest.mark.parametrize("typed", ["", "KDL", "KDL-7F3K", "?"])
def test_what_is_too_short_is_none(typed):
    assert number_of(typed) is None


def test_the_letters_of_the_regency_never_stand_in_for_missing_signs():
    short = [f"KDL-7F{one}{other}" for one in SIGNS for other in SIGNS]

    assert {number_of(typed) for typed in short} == {None}


def test_an_id_beyond_the_range_is_refused():
    with pytest.raises(OverflowError):
        short_ref(HIGHEST + 1, KENDAL)
