"""Phone numbers: typed in many ways, kept in one (E.164)."""

from __future__ import annotations

import re
from typing import Self

from payung.kernel.digits import plain
from payung.kernel.findings import Unreadable

_HOME = "+62"
_MOBILE = re.compile(r"8[0-9]{8,12}")
_LANDLINE = re.compile(r"[2-79][0-9]{7,10}")
_FOREIGN = re.compile(r"\+(?!62)[1-9][0-9]{7,14}")
_TWO_DIGIT_AREAS = frozenset({"21", "22", "24", "31", "61"})
_USUAL = re.compile(r"08[0-9]{8,12}")
_AWAY = str.maketrans("", "", "()/")


class Phone(str):
    """A number in E.164, as `+6281234567890`."""

    __slots__ = ()

    def __new__(cls, number: str) -> Self:
        """Raises Unreadable. Takes E.164; parse_phone reads what people type."""
        if not _is_e164(number):
            raise Unreadable.because("phone_unreadable")
        return str.__new__(cls, number)

    @property
    def is_mobile(self) -> bool:
        """Whether a WhatsApp button makes sense: every number but an Indonesian landline."""
        return not self.startswith(_HOME) or self.startswith(f"{_HOME}8")


def parse_phone(text: str) -> Phone:
    """
    Read `08…`, `+62…`, `62…`, `8…`, a landline with its 0, or a foreign number with its +.

    :raises Unreadable: nothing there, letters, or a length that no such number has.
    """
    if _USUAL.fullmatch(text):  # as nearly all are typed
        return str.__new__(Phone, _HOME + text[1:])
    typed = plain(text).translate(_AWAY)
    if not typed:
        raise Unreadable.because("phone_empty")
    if typed.startswith("00"):
        typed = f"+{typed[2:]}"
    if typed.startswith(("+620", "620")):  # +62 (0)812…
        typed = _HOME + typed.removeprefix("+")[3:]
    elif typed.startswith("0"):
        typed = _HOME + typed[1:]
    elif typed.startswith("62"):
        typed = f"+{typed}"
    elif typed.startswith("8"):
        typed = _HOME + typed
    return Phone(typed)


def render_phone(phone: str) -> str:
    """Return `0812-3456-7890`, `0294-381234`, or a foreign number as it is kept."""
    if not phone.startswith(_HOME):
        return phone
    number = phone.removeprefix(_HOME)
    if number.startswith("8"):
        return "-".join(part for part in (f"0{number[:3]}", number[3:7], number[7:]) if part)
    area = 2 if number[:2] in _TWO_DIGIT_AREAS else 3
    return f"0{number[:area]}-{number[area:]}"


def _is_e164(number: str) -> bool:
    if not number.startswith(_HOME):
        return _FOREIGN.fullmatch(number) is not None
    national = number.removeprefix(_HOME)
    return bool(_MOBILE.fullmatch(national) or _LANDLINE.fullmatch(national))
