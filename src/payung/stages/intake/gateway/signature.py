"""
A header cell that says which list a file answers, and proves that we wrote it.

`PAYUNG1 {"month":"2026-12",...} 3f2a…`: fields as stable JSON, then an HMAC-SHA-256 of them.
"""

import hmac
import json
import re
from collections.abc import Mapping

from payung.kernel.canonical import canonical
from payung.stages.intake.problems import FileRefused

MARK = "PAYUNG1"
CELL = re.compile(r"PAYUNG1 (\{.{0,2000}\}) ([0-9a-f]{64})", re.S)


def _signature(fields: Mapping[str, str], key: bytes) -> str:
    message = MARK.encode() + b"\0" + canonical(dict(fields))
    return hmac.new(key, message, "sha256").hexdigest()


def sign_header(fields: Mapping[str, str], key: bytes) -> str:
    """Return the cell for these fields (office code, month, list sequence, template version)."""
    if not all(isinstance(value, str) for pair in fields.items() for value in pair):
        raise TypeError("fields of a signed header are texts")
    return f"{MARK} {canonical(dict(fields)).decode()} {_signature(fields, key)}"


def read_signed_header(cell: str, key: bytes) -> dict[str, str]:
    """Return the fields; raise FileRefused where even one letter of the cell was changed."""
    found = CELL.fullmatch(cell.strip())
    if not found:
        raise FileRefused("template.unsigned")
    try:
        fields: dict[str, str] = json.loads(found[1])
    except (json.JSONDecodeError, RecursionError) as failure:
        raise FileRefused("template.changed_header") from failure
    if not all(isinstance(value, str) for value in fields.values()):
        raise FileRefused("template.changed_header")
    if not hmac.compare_digest(_signature(fields, key), found[2]):
        raise FileRefused("template.changed_header")
    return fields
