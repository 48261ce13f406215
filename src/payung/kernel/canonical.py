"""One spelling per value, so that the same facts always give the same digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"


def canonical(value: Json) -> bytes:
    """
    Return stable JSON: keys sorted, no spaces, ASCII.

    :raises TypeError: a float (money is whole), a key that is no text, or anything else
        that JSON does not have; give dates as ISO text.
    """
    _must_be_plain(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(value: Json) -> str:
    """Return the SHA-256 of the stable JSON, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _must_be_plain(value: object) -> None:
    if value is None or isinstance(value, (str, int)):
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be text, not {type(key).__name__}")
            _must_be_plain(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _must_be_plain(inner)
    else:
        raise TypeError(f"{type(value).__name__} has no stable spelling")
