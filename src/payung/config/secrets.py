"""The keys of this installation: from the environment, or made once and kept in `var/`."""

import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class KeysMissing(Exception):
    """The keys are not given, not there or damaged. Payung refuses to start; it never guesses."""


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """`seal_keys` by key id; the highest id seals, all of them open."""

    django: str
    seal_keys: dict[int, bytes]
    index_key: bytes
    header_key: bytes


def load(home: Path, env: dict[str, str]) -> Secrets:
    """
    Return the keys.

    `PAYUNG_KEYS` names a JSON file of the same shape as `var/keys.json`; without it, and with the
    embedded database, `var/keys.json` is made with random keys at the first start.

    :raises KeysMissing: another database is used and `PAYUNG_KEYS` is not set, or what it names
        is not there or is no key file. A named file is never made: a mistyped name would hide
        every number that was sealed before.
    """
    named = env.get("PAYUNG_KEYS")
    if named is None and "DATABASE_URL" in env and not (home / "keys.json").exists():
        raise KeysMissing(
            "DATABASE_URL is set, so PAYUNG_KEYS must name the key file"
            " (make one: payung keys FILE)."
        )
    path = Path(named) if named else home / "keys.json"
    if named and not path.is_file():
        raise KeysMissing(
            f"PAYUNG_KEYS names {path}, which is not there (make one: payung keys FILE)."
        )
    if not path.exists():
        make(path)
    try:
        return _read(json.loads(path.read_text()))
    except (ValueError, TypeError, KeyError, AttributeError) as damaged:
        raise KeysMissing(f"{path} is no key file of Payung, or is damaged.") from damaged


def _read(kept: dict[str, Any]) -> Secrets:
    return Secrets(
        django=kept["django"],
        seal_keys={int(key_id): b64decode(key) for key_id, key in kept["seal"].items()},
        index_key=b64decode(kept["index"]),
        header_key=b64decode(kept["header"]),
    )


def make(path: Path) -> None:
    """Write a new key file that only its owner can read; never over an existing one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = {
        "django": secrets.token_urlsafe(48),
        "seal": {"1": _key()},
        "index": _key(),
        "header": _key(),
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(fresh, file, indent=1)


def _key() -> str:
    return b64encode(secrets.token_bytes(32)).decode()
