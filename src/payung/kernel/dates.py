"""Days as people write them: day, month, year, in that order, or ISO. Nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from payung.kernel.clock import in_wib
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month

MONTHS: Final = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
MONTHS_ENGLISH: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# The usual short forms, older spellings, and the English names that Excel leaves behind.
_SPELLINGS = (
    "jan januari january|feb februari pebruari february peb|mar maret march mrt|apr april|mei may|"
    "jun juni june|jul juli july|agu agt ags agust agustus aug august|sep sept september|"
    "okt oktober oct october|nov november nopember nop|des desember dec december"
)
_MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(_SPELLINGS.split("|"), start=1)
    for name in names.split()
}
_YEARS = range(1900, 2200)
_BY = r"\s*[-/. ]\s*"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}){_BY}([0-9]{{1,2}}){_BY}([0-9]{{1,4}})")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}){_BY}([0-9]{{1,2}}){_BY}([0-9]{{1,2}})")
_IN_WORDS = re.compile(r"([0-9]{1,2})[-/. ,]*([a-z]+)[-/. ,]*([0-9]{1,4})")
_AMERICAN = re.compile(r"([a-z]+)\.?\s+([0-9]{1,2})\s*,\s*([0-9]{4})")
_MIDNIGHT = re.compile(r"(?<=[0-9])[ t]00[:.]00([:.]00(\.0+)?)?$")
_MONTH_WORDS = re.compile(r"([a-z]+)[-/. ]+([0-9]{4})")
_MONTH_FIGURES = re.compile(r"([0-9]{1,2})[-/]([0-9]{4})")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse_date(text: str, *, today: date | None = None) -> date:
    """
    Read a day: `21/8/24`, `21-08-2024`, `21 Agustus 2024`, `2024-08-21`.

    :param today: needed for a year of two digits, which is the latest one not after this day.
    :raises Unreadable: incomplete, impossible, or open to doubt; a month above 12 is never
        swapped with the day.
    """
    if len(text) == 10:
        iso = text if text[4] == "-" else f"{text[6:]}-{text[3:5]}-{text[:2]}"
        if iso[4] == iso[7] == "-" and (text is iso or text[2] == text[5] in "/-."):
            try:
                day = date.fromisoformat(iso)
            except ValueError:
                return _read(text, today)
            if day.year in _YEARS:
                return day
    return _read(text, today)


def parse_month(text: str) -> Month:
    """Read `2026-08`, `08/2026` or `Agustus 2026`. Raises Unreadable."""
    typed = _plain(text)
    if found := _MONTH_WORDS.fullmatch(typed):
        number = _MONTH_NUMBERS.get(found[1], 0)
        return Month.parse(f"{found[2]}-{number:02}")
    if found := _MONTH_FIGURES.fullmatch(typed):
        return Month.parse(f"{found[2]}-{int(found[1]):02}")
    return Month.parse(typed)


def render_date(day: date) -> str:
    """Return `21/08/2024`."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def render_date_long(day: date, lang: str = "id") -> str:
    """Return `21 Agustus 2024`, or `21 August 2024`."""
    return f"{day.day} {month_name(day.month, lang)} {day.year:04}"


def render_month(month: Month, lang: str = "id") -> str:
    """Return `Agustus 2026`, or `August 2026`."""
    return f"{month_name(month.month, lang)} {month.year:04}"


def month_name(number: int, lang: str = "id") -> str:
    """Return `Agustus` for 8, or `August`."""
    return (MONTHS_ENGLISH if lang == "en" else MONTHS)[number - 1]


def render_time(at: datetime) -> str:
    """Return `14.30 WIB` for any instant with a zone."""
    return f"{in_wib(at):%H.%M} WIB"


@lru_cache(maxsize=8192)
def _read(text: str, today: date | None) -> date:
    day, month, year = _parts(_plain(text))
    if not 1 <= month <= 12:
        raise Unreadable.because("date_month", month=f"{month:02}")
    if not 1 <= day <= _DAYS[month - 1]:
        shown = f"{day:02}" if not 1 <= day <= 31 else f"{day} {MONTHS[month - 1]}"
        raise Unreadable.because("date_day", day=shown)
    if len(year) == 2:
        return _latest(day, month, int(year), today)
    if int(year) not in _YEARS:
        raise Unreadable.because("date_year", year=year)
    return _existing(day, month, int(year))


def _parts(typed: str) -> tuple[int, int, str]:
    """Return day, month and the digits of the year (2 or 4)."""
    if found := _YEAR_FIRST.fullmatch(typed):
        return int(found[3]), int(found[2]), found[1]
    if found := _DAY_FIRST.fullmatch(typed) or _IN_WORDS.fullmatch(typed):
        day, month, year = found.groups()
    elif found := _AMERICAN.fullmatch(typed):
        month, day, year = found.groups()
    else:
        whole = not typed or re.fullmatch(r"[0-9]{1,2}[-/. ]+\w+|[0-9]{4}|[a-z]+ [0-9]{4}", typed)
        raise Unreadable.because("date_incomplete" if whole else "date_unreadable")
    if len(year) not in (2, 4):
        raise Unreadable.because("date_year", year=year)
    if month.isdigit():
        return int(day), int(month), year
    if month not in _MONTH_NUMBERS:
        raise Unreadable.because("date_month_name", name=month[:20])
    return int(day), _MONTH_NUMBERS[month], year


def _latest(day: int, month: int, short: int, today: date | None) -> date:
    if today is None:
        raise Unreadable.because("date_two_digit_year", year=f"{short:02}")
    century = today.year // 100 * 100
    for year in (century + short, century - 100 + short):
        if _is_leap_gap(day, month, year):
            continue
        if date(year, month, day) <= today:
            return date(year, month, day)
    return _existing(day, month, century - 100 + short)


def _existing(day: int, month: int, year: int) -> date:
    if _is_leap_gap(day, month, year):
        raise Unreadable.because("date_leap_day", year=str(year))
    return date(year, month, day)


def _is_leap_gap(day: int, month: int, year: int) -> bool:
    return (day, month) == (29, 2) and (year % 4 != 0 or (year % 100 == 0 and year % 400 != 0))


def _plain(text: str) -> str:
    """Return lower case with ASCII digits and hyphens, single spaces, nothing invisible."""
    typed = text
    if not typed.isascii():
        signs = (sign for sign in unicodedata.normalize("NFKC", typed))
        typed = "".join(
            "-" if unicodedata.category(sign) == "Pd" or sign == "\u2212" else sign
            for sign in signs
            if unicodedata.category(sign) != "Cf"
        )
    return _MIDNIGHT.sub("", " ".join(typed.lower().split()).lstrip("'\u2019"))
