import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.sealing import CannotOpen, Sealer

OLD, NEW, INDEX = (bytes([number]) * 32 for number in (1, 2, 3))
SEALER = Sealer({1: OLD, 2: NEW}, current=2, index_key=INDEX)
NIK = "3324061708900903"
PLACE = "registry_worker.nik"


@given(st.text(max_size=40), st.text(max_size=20))
def test_opens_what_it_sealed(text, place):
    try:
        text.encode(), place.encode()
    except UnicodeEncodeError:
        return

    assert SEALER.open(SEALER.seal(text, place), place) == text


def test_has_the_stated_layout_and_shows_nothing():
    sealed = SEALER.seal(NIK, PLACE)

    assert sealed[0] == SEALER.key_number(sealed) == 2
    assert len(sealed) == 1 + 12 + len(NIK) + 16
    assert NIK.encode() not in sealed
    assert SEALER.seal(NIK, PLACE) != sealed


def test_seals_many_as_it_seals_one_each_under_a_nonce_of_its_own():
    texts = [NIK, NIK, "", "Jalan Kenanga 4 ✿"]

    sealed = SEALER.seal_all(texts, PLACE)

    assert [SEALER.open(one, PLACE) for one in sealed] == texts
    assert len({one[1:13] for one in sealed}) == len(texts)
    assert SEALER.seal_all([], PLACE) == []


def test_opens_what_an_older_key_sealed():
    sealed = Sealer({1: OLD}, current=1, index_key=INDEX).seal(NIK, PLACE)

    assert SEALER.open(sealed, PLACE) == NIK
    assert SEALER.open(memoryview(sealed), PLACE) == NIK


def test_does_not_open_in_another_place():
    with pytest.raises(CannotOpen):
        SEALER.open(SEALER.seal(NIK, PLACE), "registry_civil_servant.nik")


@pytest.mark.parametrize("position", [0, 1, 13, -1])
def test_does_not_open_when_a_single_bit_changed(position):
    sealed = bytearray(SEALER.seal(NIK, PLACE))
    sealed[position] ^= 1

    with pytest.raises(CannotOpen) as refusal:
        SEALER.open(bytes(sealed), PLACE)
    assert NIK not in str(refusal.value)


@pytest.mark.parametrize("sealed", [b"", b"\x02", b"\x02" + b"x" * 27, b"\x09" + b"x" * 60])
def test_does_not_open_what_is_no_sealed_value(sealed):
    with pytest.raises(CannotOpen):
        SEALER.open(sealed, PLACE)


def test_the_index_finds_the_same_text_in_the_same_place_only():
    index = SEALER.index(NIK, PLACE)

    assert len(index) == 32
    assert index == Sealer({1: OLD}, current=1, index_key=INDEX).index(NIK, PLACE)
    assert index != SEALER.index(NIK, "registry_civil_servant.nik")
    assert index != SEALER.index("3324061708900904", PLACE)
    assert SEALER.index("bc", "a") != SEALER.index("c", "ab")
    assert index != Sealer({1: OLD}, current=1, index_key=b"\x04" * 32).index(NIK, PLACE)


@pytest.mark.parametrize(
    ("keys", "current", "index_key"),
    [
        ({}, 1, INDEX),
        ({1: OLD}, 2, INDEX),
        ({1: b"short"}, 1, INDEX),
        ({1: OLD}, 1, b"short"),
        ({256: OLD}, 256, INDEX),
        ({1: OLD}, 1, OLD),
    ],
)
def test_refuses_keys_that_would_not_protect(keys, current, index_key):
    with pytest.raises(ValueError):
        Sealer(keys, current, index_key)


def test_never_shows_a_key():
    assert repr(SEALER) == "Sealer(current=2)"
