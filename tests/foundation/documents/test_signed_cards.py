"""A card proves who printed it, and nothing that was changed passes."""

import secrets
from base64 import b32decode, b32encode, urlsafe_b64decode

import cwt
import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from payung.foundation.documents.qr import modules_of
from payung.foundation.documents.signed_cards import (
    NotGenuine,
    SignedCard,
    checked,
    published_keys,
    signed,
)
from payung.kernel.month import Month

CARD = SignedCard("KRTU2345ABCDEFGH", "0007", Month(2026, 12), "SR")


def _bytes(statement: str) -> bytes:
    return b32decode(statement + "=" * (-len(statement) % 8))


def _text(content: bytes) -> str:
    return b32encode(content).decode().rstrip("=")


def test_what_was_signed_is_read_back():
    assert checked(signed(CARD)) == CARD


def test_another_reader_of_cose_accepts_it():
    (published,) = published_keys()
    key = cwt.COSEKey.from_jwk({**published, "kid": "\x01", "alg": "EdDSA", "key_ops": ["verify"]})

    content = cwt.COSE.new().decode(_bytes(signed(CARD)), key)

    assert b"0007" in content


def test_any_changed_bit_is_refused():
    content = _bytes(signed(CARD))

    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        if bytes(changed) != content:
            with pytest.raises(NotGenuine):
                checked(_text(bytes(changed)))


@given(st.text(max_size=300))
def test_no_text_at_all_is_a_card(text):
    with pytest.raises(NotGenuine):
        checked(text)


@given(st.binary(max_size=200))
def test_no_bytes_at_all_are_a_card(content):
    with pytest.raises(NotGenuine):
        checked(_text(content))


def test_cards_of_an_older_key_stay_genuine_after_a_new_one():
    old = signed(CARD)

    with override_settings(CARD_KEYS=2):
        new = signed(CARD)
        assert checked(old) == CARD
        assert checked(new) == CARD
        assert [key["kid"] for key in published_keys()] == [1, 2]
    assert new != old


def test_a_card_of_a_key_not_published_yet_is_not_genuine():
    with override_settings(CARD_KEYS=2):
        new = signed(CARD)

    with pytest.raises(NotGenuine):
        checked(new)


def test_only_public_halves_are_published():
    (key,) = published_keys()

    assert set(key) == {"kid", "kty", "crv", "x"}
    assert len(urlsafe_b64decode(key["x"] + "=")) == 32


@pytest.mark.parametrize(
    "host", ["https://payung.kendalkab.go.id", "https://payung.jatengprov.go.id"]
)
def test_the_code_of_a_card_is_coarse_enough_for_a_cheap_printer(host):
    """Version 9 is 53 modules; on 32 mm with its quiet zone each is half a millimetre."""
    statement = signed(CARD)
    link = f"{host}/k/{CARD.code}/#{statement}"

    assert len(_bytes(statement)) <= 123
    assert modules_of(link) <= 53
    assert 32 / (modules_of(link) + 8) >= 0.5


def test_it_holds_no_more_than_the_card_shows():
    content = _bytes(signed(CARD))

    assert b"Siti" not in content
    assert secrets.compare_digest(
        b32encode(content[content.index(b"\x4a") + 1 :][:10]).decode(), CARD.code
    )
