"""Identity numbers at rest: AES-256-GCM per value, and a keyed hash to find them by."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16


class CannotOpen(Exception):
    """The sealed value was changed, moved to another place, or its key is not here."""


class Sealer:
    """
    Seals short texts, each bound to the `place` it is kept in (`registry_worker.nik`).

    A value sealed for one place does not open in another, so rows cannot be swapped unseen.
    Old keys stay in `keys` as long as values carry their number; new values use `current`.
    The index key never changes with them: the same text must find itself after a rotation.
    """

    __slots__ = ("_ciphers", "_current", "_index_key")

    def __init__(self, keys: Mapping[int, bytes], current: int, index_key: bytes) -> None:
        if any(not 0 <= number <= 255 for number in keys):
            raise ValueError("a key number is 0 to 255")
        if any(len(key) != _KEY_BYTES for key in (*keys.values(), index_key)):
            raise ValueError(f"every key is {_KEY_BYTES} bytes")
        if current not in keys:
            raise ValueError("the current key is not among the keys")
        if any(hmac.compare_digest(index_key, key) for key in keys.values()):
            raise ValueError("the index key must differ from the sealing keys")
        self._ciphers = {number: AESGCM(key) for number, key in keys.items()}
        self._current = current
        self._index_key = index_key

    def seal(self, text: str, place: str) -> bytes:
        """Return 1 byte key number, 12 bytes nonce, then ciphertext and tag."""
        nonce = os.urandom(_NONCE_BYTES)
        cipher = self._ciphers[self._current]
        return (
            bytes((self._current,)) + nonce + cipher.encrypt(nonce, text.encode(), place.encode())
        )

    def seal_all(self, texts: Iterable[str], place: str) -> list[bytes]:
        """Seal many texts for one place as `seal` does, asking once for all that is random."""
        encoded = [text.encode() for text in texts]
        random = os.urandom(_NONCE_BYTES * len(encoded))
        nonces = [random[at : at + _NONCE_BYTES] for at in range(0, len(random), _NONCE_BYTES)]
        encrypt = self._ciphers[self._current].encrypt
        number, bound = bytes((self._current,)), place.encode()
        return [
            number + nonce + encrypt(nonce, text, bound)
            for nonce, text in zip(nonces, encoded, strict=True)
        ]

    def open(self, sealed: bytes, place: str) -> str:
        """Return the text. Raises CannotOpen; never says which of the reasons it was."""
        content = bytes(sealed)
        if len(content) < 1 + _NONCE_BYTES + _TAG_BYTES or content[0] not in self._ciphers:
            raise CannotOpen(place)
        nonce, rest = content[1 : 1 + _NONCE_BYTES], content[1 + _NONCE_BYTES :]
        try:
            return self._ciphers[content[0]].decrypt(nonce, rest, place.encode()).decode()
        except InvalidTag as reason:
            raise CannotOpen(place) from reason

    def index(self, text: str, place: str) -> bytes:
        """Return 32 bytes (HMAC-SHA-256) that are the same for the same text in one place."""
        return hmac.digest(self._index_key, f"{len(place)}:{place}{text}".encode(), "sha256")

    def key_number(self, sealed: bytes) -> int:
        """Return the number of the key a value was sealed with, for re-sealing after rotation."""
        return bytes(sealed)[0]

    def __repr__(self) -> str:
        return f"Sealer(current={self._current})"
