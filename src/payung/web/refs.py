"""
Ids as they stand in addresses: 26 signs that nobody can guess, and that mean nothing elsewhere.

An id is sealed with its kind in one block of AES under the installation's key, so the address of
one thing tells nothing of the next, and no column is needed for it.
"""

from base64 import b32decode, b32encode
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.urls import register_converter

from payung.kernel.keyring import derived_key

KINDS: Final = (
    *("sponsorship", "batch", "file", "person", "agency", "civilservant", "relocation", "card"),
    *("document", "text", "notice", "request", "incident", "approval", "visit", "reason", "worker"),
    *("duty", "form", "list", "entrusted", "receipt"),
    *("book", "line", "refund", "slip", "difference"),
    *("parked", "paid", "part"),
    *("claim", "claimpic", "heir", "child", "school", "hospital"),
    *("payment", "death", "event", "session", "story", "stated"),
    *("basis", "meeting", "decision", "action", "freeze"),
)
LENGTH: Final = 26


class NotOurs(ValueError):
    """No reference of this kind that we ever gave out."""


def ref_of(kind: str, number: int) -> str:
    """Return the reference of a thing, for an address."""
    block = _tag(kind) + number.to_bytes(8, "big")
    return b32encode(_cipher().encryptor().update(block)).decode().rstrip("=").lower()


def id_of(kind: str, ref: str) -> int:
    """Return the id behind a reference. :raises NotOurs: it is not one of this kind."""
    try:
        block = _cipher().decryptor().update(b32decode(ref.upper() + "======"))
    except ValueError as problem:
        raise NotOurs from problem
    if block[:8] != _tag(kind):
        raise NotOurs
    return int.from_bytes(block[8:], "big")


def _tag(kind: str) -> bytes:
    return kind.encode()[:8].ljust(8, b"\0")


def _cipher() -> Cipher[modes.ECB]:
    # One block, never repeated within a kind, and the tag inside is checked: ECB is right here.
    return Cipher(algorithms.AES(derived_key("address")), modes.ECB())  # noqa: S305


class _Ref:
    """A path converter: the view gets the id, the address shows the reference."""

    regex = rf"[a-z2-7]{{{LENGTH}}}"
    kind = ""

    def to_python(self, value: str) -> int:
        return id_of(self.kind, value)

    def to_url(self, value: int) -> str:
        return ref_of(self.kind, int(value))


for _kind in KINDS:
    register_converter(type(f"{_kind.title()}Ref", (_Ref,), {"kind": _kind}), _kind)
