"""Digits as people type and paste them, made plain: the common ground of NIK, NIP, KPJ, phone."""

from __future__ import annotations

import re
import unicodedata

from payung.kernel.findings import Unreadable

# Spaces, dots, hyphens of every kind, apostrophes that Excel puts in front.
_BETWEEN = " \t\r\n\v\f.-'\u00a0\u2018\u2019\u00ad\u2010\u2011\u2012\u2013\u2014\u2212"
_AWAY = str.maketrans("", "", _BETWEEN)
_SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+?[0-9]{1,3}")
_DECIMAL = re.compile(r"[0-9]{9,}[.,]0+")
_NAMED_AT_MOST = 5


def plain(text: str) -> str:
    """
    Return `text` without separators and invisible signs, every digit as 0 to 9.

    What is neither stays, so that the caller can name it.
    """
    stripped = text.translate(_AWAY)
    if stripped.isascii():
        return stripped
    return "".join(_ascii_digit(sign) for sign in stripped if _is_visible(sign))


def is_digits(text: str, count: int) -> bool:
    """Whether `text` is exactly `count` signs from 0 to 9."""
    return len(text) == count and text.isdigit() and text.isascii()


def digits_of(text: str, *, subject: str, count: int) -> str:
    """
    Read a number of exactly `count` digits.

    :param subject: first part of the codes, as in `nik_length`.
    :raises Unreadable: `_empty`, `_scientific`, `_as_number`, `_letters`, `_length`.
    """
    found = plain(text)
    if is_digits(found, count):
        return found
    if not found:
        raise Unreadable.because(f"{subject}_empty")
    typed = "".join(text.split()).lstrip("'")
    if _SCIENTIFIC.fullmatch(typed):
        raise Unreadable.because(f"{subject}_scientific")
    if _DECIMAL.fullmatch(typed):
        raise Unreadable.because(f"{subject}_as_number")
    strangers = [sign for sign in dict.fromkeys(found) if not "0" <= sign <= "9"]
    if strangers:
        named = "".join(map(_named, strangers[:_NAMED_AT_MOST]))
        raise Unreadable.because(f"{subject}_letters", letters=named)
    raise Unreadable.because(f"{subject}_length", count=str(len(found)))


def _ascii_digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cf", "Cc", "Zs", "Zl", "Zp", "Pd"}


def _named(sign: str) -> str:
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"
