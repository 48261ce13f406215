"""
The texts that people send by WhatsApp: what may stand in them, and how they are filled.

A text is data with a fixed list of variables. There is no template language: `{name}` is replaced
once, and what a value brings along is never read again.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from payung.kernel.wording import catalogue

LONGEST: Final = 700
LONGEST_VALUE: Final = 120
VARIABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "wa.invitation": ("office", "tariff", "address", "officer"),
    "wa.registered": ("ref", "until", "address"),
    "wa.correction": ("ref", "problem", "address"),
    "wa.active_sponsor": ("since",),
    "wa.active_worker": ("name", "since", "ask"),
    "wa.first_cut": ("month", "address"),
    "wa.arrears": ("month", "until", "address"),
    "wa.lapse": ("fact", "since", "address"),
    "wa.lapse_office": ("count", "office", "since", "address"),
    "wa.tariff": ("month", "tariff", "before", "address"),
    "wa.consent": ("month", "tariff", "before", "address"),
    "wa.nip_new": ("until", "address"),
    "wa.nip_back": ("address",),
    "wa.moved": ("office", "month", "address"),
    "wa.left": ("until", "address"),
    "wa.cutoff": ("count",),
    "wa.remit": ("month", "days"),
    "wa.leader": ("position", "office", "share", "average", "officer", "address"),
    "wa.condolence": ("officer",),
    "wa.scholarship": ("year", "officer"),
    "wa.claim_died": ("month", "address"),
    "wa.claim_accident": ("until", "address"),
    "wa.claim_lives": ("address",),
    "wa.claim_lives_again": ("address",),
}
"""Every text, and the only variables that it may use."""

SAMPLES: Final[Mapping[str, str]] = {
    "office": "Dinas Kesehatan",
    "tariff": "Rp8.400",
    "address": "https://payung.example/",
    "officer": "Endah Lestari",
    "ref": "KDL-7F3K-92",
    "until": "24/11/2026",
    "problem": "nama berbeda dengan KTP",
    "since": "1 Januari 2027",
    "name": "Sukini",
    "ask": "0294-381234",
    "month": "Oktober 2026",
    "count": "3",
    "days": "5",
    "position": "Kepala Dinas Kesehatan",
    "share": "12%",
    "average": "18%",
    "fact": "Iuran November 2026 sudah dipotong, tetapi BPJS belum menerimanya.",
    "before": "Rp4.200",
    "time": "14.10 WIB",
    "left": "31 jam",
    "papers": "2",
    "year": "2026/2027",
}
"""Invented values, one per variable, for previews."""

_SLOT = re.compile(r"\{([a-z_]{1,20})\}")
_BETWEEN = r"[ .\-\u00a0]?"
_LONG_NUMBER = re.compile(rf"(?<![0-9])(?:[0-9]{_BETWEEN}){{15,}}[0-9](?![0-9])")
_SECRET_PATH = re.compile(r"://[^\s]*(?:[?&=]|/[a-z2-7]{20,}|/[A-Z2-7]{12,})")
_FOREIGN_ADDRESS = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_WORDS_OF_THIEVES = re.compile(r"\b(kata sandi|password|pin|otp|kode masuk)\b", re.IGNORECASE)


class TextRefused(ValueError):
    """A text may not be kept or prepared; `codes` say why, in words of the catalogue."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


def clean(text: str) -> str:
    """Return one line: composed, without control or invisible signs, single spaces."""
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(
        " " if sign.isspace() else sign
        for sign in composed
        if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"}
    )
    return " ".join(shown.split())


def unknown_variables(code: str, body: str) -> list[str]:
    """Return what stands in braces and is none of the text's variables, in order."""
    named = dict.fromkeys(_SLOT.findall(body))
    return [name for name in named if name not in VARIABLES[code]]


def problems_of(code: str, body: str) -> tuple[str, ...]:
    """Return why this wording of a text may not be kept; nothing where it may."""
    found = []
    if not body:
        found.append("wa.lint.empty")
    if len(body) > LONGEST:
        found.append("wa.lint.long")
    if unknown_variables(code, body):
        found.append("wa.lint.variable")
    elif set("{}") & set(_SLOT.sub("", body)):
        found.append("wa.lint.brace")
    if _FOREIGN_ADDRESS.search(body):
        found.append("wa.lint.link")
    return (*found, *_leaks(body))


def filled(code: str, body: str, values: Mapping[str, str]) -> str:
    """
    Return the text with its values.

    :raises TextRefused: a value is missing, the result is too long, or it tells too much.
    """
    missing = [name for name in _SLOT.findall(body) if name not in values]
    if missing or set(values) - set(VARIABLES[code]):
        raise TextRefused(("wa.lint.variable",))
    text = clean(_SLOT.sub(lambda slot: _value(slot[1], values), body))
    found = (("wa.lint.long",) if len(text) > LONGEST else ()) + _leaks(text)
    if found:
        raise TextRefused(found)
    return text


def usual(code: str, language: str = "id") -> str:
    """Return the wording that comes with Payung."""
    return catalogue()[code][language]


def wa_link(body: str, phone: str | None) -> str:
    """Return the address that opens WhatsApp with this text; without a number it asks for one."""
    number = re.sub(r"[^0-9]", "", phone or "")
    text = f"?text={quote(clean(body), safe='')}" if body else ""
    return f"https://wa.me/{number}{text}"


def _value(name: str, values: Mapping[str, str]) -> str:
    text = clean(values[name])[:LONGEST_VALUE]
    # A worker is greeted, never identified: of a name only its first word is written.
    return text.split(" ")[0] if name == "name" else text


def _leaks(text: str) -> tuple[str, ...]:
    found = []
    if _LONG_NUMBER.search(text):
        found.append("wa.lint.number")
    if _SECRET_PATH.search(text):
        found.append("wa.lint.secret")
    if _WORDS_OF_THIEVES.search(text):
        found.append("wa.lint.code")
    return tuple(found)
