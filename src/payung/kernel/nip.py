"""
NIP of a PNS and NI of a PPPK: eighteen digits that say when born, when appointed, and the sex.

Digits 13 and 14 are the month of appointment for PNS and CPNS, and a contract code for PPPK:
what they may be depends on the kind, so nothing about them is judged before the kind is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Self

from payung.kernel.digits import digits_of, is_digits, plain
from payung.kernel.findings import Finding, Unreadable
from payung.kernel.sex import Sex

_LENGTH = 18
_OLD = re.compile(r"[0-9]{9}")
_MONTHS = frozenset(f"{month:02}" for month in range(1, 13))
_BIRTH_YEARS = range(1900, 2100)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BIRTHDAYS = frozenset(
    f"{month:02}{day:02}" for month, days in enumerate(_DAYS, start=1) for day in range(1, days + 1)
)
_MAN, _WOMAN = Sex
_SEXES = {"1": _MAN, "2": _WOMAN}
_YOUNGEST = 18


class NipKind(StrEnum):
    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"
    PPPK_PW = "pppk-pw"


# [K] 21 stands for a first contract; 24 is the published example of part-time PPPK.
_USUAL_CONTRACT_DIGITS = {"pppk": "21", "pppk-pw": "24"}


class Nip(str):
    """Eighteen digits with a real birth date, a sex and a serial; the kind is judged apart."""

    __slots__ = ()

    def __new__(cls, digits: str) -> Self:
        """Raises Unreadable with the first thing to put right; separators are stripped."""
        if not (
            is_digits(digits, _LENGTH)
            and digits[14] in _SEXES
            and digits[15:] != "000"
            and _is_a_day(digits[:8])
        ):
            digits = _digits(digits)
            for refusal in _refusals(digits):
                raise Unreadable(refusal)
        return str.__new__(cls, digits)

    @property
    def born_on(self) -> date:
        return date(int(self[:4]), int(self[4:6]), int(self[6:8]))

    @property
    def sex(self) -> Sex:
        return _SEXES[self[14]]

    @property
    def appointment_year(self) -> int:
        return int(self[8:12])


def parse_nip(text: str) -> Nip:
    """Read a NIP as typed or pasted. Raises Unreadable with the first thing to put right."""
    return text if type(text) is Nip else Nip(text)


def check_nip(
    nip: str,
    *,
    kind: NipKind | None = None,
    born_on: date | None = None,
    sex: Sex | None = None,
    on: date | None = None,
) -> list[Finding]:
    """
    Return everything to say about a NIP, refusals first.

    Any text may be given: one that is no NIP gives its refusals and nothing else.

    :param on: the day of the check; an appointment in a later year is a warning.
    """
    if type(nip) is not Nip:
        try:
            nip = parse_nip(nip)
        except Unreadable as reason:
            digits = plain(nip)
            all_of_them = _refusals(digits) if is_digits(digits, _LENGTH) else [reason.finding]
            return list(all_of_them)
    found = _about_the_appointment(nip, kind, on)
    if born_on is not None and born_on != nip.born_on:
        inside = f"{nip[6:8]}/{nip[4:6]}/{nip[:4]}"
        found.append(Finding.warning("nip_birthdate_differs", inside=inside))
    if sex is not None and sex is not nip.sex:
        found.append(Finding.warning("nip_sex_differs", inside=nip.sex.value, given=sex.value))
    return found


def spaced(nip: str) -> str:
    """Return a NIP as it is printed: `19650411 199003 1 007`."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def _about_the_appointment(nip: Nip, kind: NipKind | None, on: date | None) -> list[Finding]:
    found = []
    year, contract = nip.appointment_year, nip[12:14]
    usual = None if kind is None else _USUAL_CONTRACT_DIGITS.get(kind.value)
    by_month = kind is not None and usual is None
    if by_month and contract not in _MONTHS:
        found.append(Finding.reject("nip_appointment_month", month=contract))
    if _is_too_young(nip, month_counts=by_month and contract in _MONTHS):
        found.append(Finding.reject("nip_appointed_too_young", year=str(year)))
    if on is not None and year > on.year:
        found.append(Finding.warning("nip_appointed_later", year=str(year)))
    if usual is not None and contract != usual:
        found.append(Finding.info("nip_contract_digits", digits=contract))
    return found


def _is_too_young(nip: Nip, *, month_counts: bool) -> bool:
    """Whether the person was below 18 on every day the appointment could have been."""
    adult_year = int(nip[:4]) + _YOUNGEST
    if not month_counts:
        return nip.appointment_year < adult_year
    return (nip.appointment_year, nip[12:14]) < (adult_year, nip[4:6])


def _digits(text: str) -> str:
    if _OLD.fullmatch(plain(text)):
        raise Unreadable.because("nip_old")
    return digits_of(text, subject="nip", count=_LENGTH)


def _refusals(digits: str) -> Iterator[Finding]:
    """Yield what no NIP of any kind can hold, for eighteen digits."""
    if not _is_a_day(digits[:8]):
        inside = f"{digits[6:8]}/{digits[4:6]}/{digits[:4]}"
        yield Finding.reject("nip_birth_date", inside=inside)
    if digits[14] not in _SEXES:
        yield Finding.reject("nip_sex_digit", digit=digits[14])
    if digits[15:] == "000":
        yield Finding.reject("nip_serial")


def _is_a_day(digits: str) -> bool:
    """Whether eight digits are a day of 1900 to 2099, as YYYYMMDD."""
    if digits[4:] not in _BIRTHDAYS:
        return False
    year = int(digits[:4])
    return year in _BIRTH_YEARS and (digits[4:] != "0229" or (year % 4 == 0 and year != 1900))
