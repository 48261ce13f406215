"""
What a card says of itself, signed, so that a village office can check it without a network.

COSE_Sign1 with Ed25519 (RFC 9052), in upper-case base32 behind the `#` of the card's address: the
part of an address that a browser never sends. It proves who printed the card and what was true on
that day; whether the card was revoked since, only the service knows.
"""

from base64 import b32decode, b32encode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from payung.kernel.keyring import derived_key
from payung.kernel.month import Month

_SIGN1: Final = 18
_ALGORITHM, _KEY_ID, _EDDSA = 1, 4, -8
CODE, LAST_DIGITS, PAID_MONTH, INITIALS = 1, 2, 3, 4
"""The claims of a card, by number."""


class NotGenuine(ValueError):
    """No card of ours: another signature, changed, or no card at all. Does not say which."""


@dataclass(frozen=True, slots=True)
class SignedCard:
    """
    What the signature vouches for, and no more than the card shows.

    :param last_digits: the last four of the participant number.
    :param paid_month: the last month that was paid and confirmed when the card was printed.
    """

    code: str
    last_digits: str
    paid_month: Month
    initials: str


def signed(card: SignedCard) -> str:
    """Return the card's statement, signed with the newest key, as it stands in the QR code."""
    number = int(settings.CARD_KEYS)
    protected = cbor2.dumps({_ALGORITHM: _EDDSA, _KEY_ID: bytes([number])})
    month = card.paid_month.year * 100 + card.paid_month.month
    claims = cbor2.dumps(
        {
            CODE: b32decode(card.code),
            LAST_DIGITS: card.last_digits,
            PAID_MONTH: month,
            INITIALS: card.initials,
        }
    )
    signature = _key(number).sign(_to_be_signed(protected, claims))
    message = cbor2.CBORTag(_SIGN1, [protected, {}, claims, signature])
    return b32encode(cbor2.dumps(message)).decode().rstrip("=")


def checked(statement: str) -> SignedCard:
    """Return what a card says. :raises NotGenuine: it is not one that we printed, unchanged."""
    try:
        content = b32decode(statement + "=" * (-len(statement) % 8))
        message = cbor2.loads(content)
        protected, unsigned, claims, signature = message.value
        if message.tag != _SIGN1 or unsigned or cbor2.dumps(message) != content:
            raise NotGenuine(statement)
        said = cbor2.loads(protected)
        key = dict(_public_keys())[said[_KEY_ID][0]]
        key.verify(signature, _to_be_signed(protected, claims))
        found = cbor2.loads(claims)
        month = Month(found[PAID_MONTH] // 100, found[PAID_MONTH] % 100)
        code = b32encode(found[CODE]).decode()
        return SignedCard(code, found[LAST_DIGITS], month, found[INITIALS])
    except _UNREADABLE as reason:
        raise NotGenuine from reason


_UNREADABLE: Final = (
    *(ValueError, TypeError, LookupError, AttributeError, RecursionError, InvalidSignature),
    cbor2.CBORError,
)
"""All that a made-up text can lead to on its way through two decoders."""


def published_keys() -> list[dict[str, Any]]:
    """Return the public keys as JSON Web Keys, oldest first: cards outlive the key they carry."""
    return [
        {
            "kid": number,
            "kty": "OKP",
            "crv": "Ed25519",
            "x": urlsafe_b64encode(_raw(key)).decode().rstrip("="),
        }
        for number, key in _public_keys()
    ]


def _public_keys() -> Iterator[tuple[int, Ed25519PublicKey]]:
    for number in range(1, int(settings.CARD_KEYS) + 1):
        yield number, _key(number).public_key()


def _key(number: int) -> Ed25519PrivateKey:
    """Return a signing key; the installation's secret gives as many as are ever needed."""
    purpose = "card" if number == 1 else f"card:{number}"
    return Ed25519PrivateKey.from_private_bytes(derived_key(purpose))


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _to_be_signed(protected: bytes, claims: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", claims])
