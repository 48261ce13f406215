"""
NIK, the identity number of every resident: what is refused, what is asked, what is only told.

Six digits of the district where it was first issued, DDMMYY of birth (women: day + 40), and a
serial from 0001. It stays for life: a move or a corrected birth date does not change it, so a
disagreement with either is a question, never a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from payung.kernel.digits import digits_of, is_digits, plain
from payung.kernel.findings import Finding, Unreadable
from payung.kernel.sex import Sex

_LENGTH = 16
_MAN, _WOMAN = Sex
_WOMEN = 40
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WORKING_AGE = range(17, 65)
# DDMM as it stands in a NIK -> day, month, sex; 29 February depends on the year, so it is apart.
_BIRTHS = {
    f"{day + shift:02}{month:02}": (day, month, sex)
    for shift, sex in ((0, _MAN), (_WOMEN, _WOMAN))
    for month, days in enumerate(_DAYS, start=1)
    for day in range(1, days + 1)
}
_LEAP = frozenset({"2902", "6902"})


class Nik(str):
    """Sixteen digits with a possible birth date and a serial that is issued; nothing else is."""

    __slots__ = ()

    def __new__(cls, digits: str) -> Self:
        """Raises Unreadable with the first thing to put right; separators are stripped."""
        if not (
            is_digits(digits, _LENGTH)
            and digits[6:10] in _BIRTHS
            and digits[12:] != "0000"
            and (digits[6:10] not in _LEAP or int(digits[10:12]) % 4 == 0)
        ):
            digits = digits_of(digits, subject="nik", count=_LENGTH)
            for refusal in _refusals(digits):
                raise Unreadable(refusal)
        return str.__new__(cls, digits)

    @property
    def province_code(self) -> str:
        return self[:2]

    @property
    def regency_code(self) -> str:
        return f"{self[:2]}.{self[2:4]}"

    @property
    def district_code(self) -> str:
        return f"{self[:2]}.{self[2:4]}.{self[4:6]}"

    @property
    def sex(self) -> Sex:
        return _WOMAN if self[6] > "3" else _MAN

    def born_on(self, on: date, known: date | None = None) -> date | None:
        """
        Return the birth date inside, with its century; None where that has to be asked.

        A known date (from the KTP) decides the century. Without one it is the century in which
        the person is 17 to 64 years old on the day `on`.
        """
        day, month, _ = _BIRTHS[self[6:10]]
        short = int(self[10:12])
        possible = [
            date(year, month, day)
            for year in (1900 + short, 2000 + short)
            if (day, month) != (29, 2) or (year % 4 == 0 and year != 1900)
        ]
        if known is not None:
            return min(possible, key=lambda born: abs(born - known))
        return next((born for born in possible if _age(born, on) in _WORKING_AGE), None)


@dataclass(frozen=True, slots=True)
class KnownAreas:
    """The codes in force: provinces as `33`, districts as `33.24.06`."""

    provinces: frozenset[str]
    districts: frozenset[str]
    _district_digits: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        plain = frozenset(code.replace(".", "") for code in self.districts)
        object.__setattr__(self, "_district_digits", plain)

    def has_district(self, digits: str) -> bool:
        return digits in self._district_digits

    @classmethod
    def of_districts(cls, codes: Iterable[str]) -> KnownAreas:
        """Return the districts given, and the provinces that they lie in."""
        districts = frozenset(codes)
        return cls(frozenset(code[:2] for code in districts), districts)


def parse_nik(text: str) -> Nik:
    """Read a NIK as typed or pasted. Raises Unreadable with the first thing to put right."""
    return text if type(text) is Nik else Nik(text)


def check_nik(
    nik: str,
    *,
    born_on: date | None = None,
    sex: Sex | None = None,
    regency: str | None = None,
    areas: KnownAreas | None = None,
    on: date | None = None,
) -> list[Finding]:
    """
    Return everything to say about a NIK, refusals first.

    Any text may be given: one that is no NIK gives its refusals and nothing else.

    :param born_on, sex: as on the KTP. :param regency: the regency at work, as `33.24`.
    :param on: the day on which an age decides the century, where `born_on` is not known.
    """
    if type(nik) is not Nik:
        try:
            nik = parse_nik(nik)
        except Unreadable as reason:
            digits = plain(nik)
            all_of_them = _refusals(digits) if is_digits(digits, _LENGTH) else [reason.finding]
            return list(all_of_them)
    found: list[Finding] = []
    if areas is not None and nik[:2] not in areas.provinces:
        found.append(Finding.warning("nik_province_unknown", province=nik[:2]))
    else:
        found += _about_the_place(nik, regency, areas)
    found += _about_the_person(nik, born_on, sex, on)
    if len(set(nik)) < 3:
        found.append(Finding.warning("nik_implausible"))
    return found


def masked(nik: str) -> str:
    """Return a NIK as shown outside the owner's office: `3324••••••••0003`."""
    return f"{nik[:4]}{'•' * 8}{nik[12:]}"


def spaced(nik: str) -> str:
    """Return a NIK in groups of four: `3324 0617 0890 0003`."""
    return f"{nik[:4]} {nik[4:8]} {nik[8:12]} {nik[12:]}"


def _about_the_place(nik: Nik, regency: str | None, areas: KnownAreas | None) -> list[Finding]:
    found = []
    if regency is not None and (nik[:2] != regency[:2] or nik[2:4] != regency[-2:]):
        found.append(Finding.info("nik_other_region", region=nik.regency_code))
    if areas is not None and not areas.has_district(nik[:6]):
        found.append(Finding.info("nik_district_unknown", district=nik.district_code))
    return found


def _about_the_person(
    nik: Nik, born_on: date | None, sex: Sex | None, on: date | None
) -> list[Finding]:
    found = []
    day, month, sex_inside = _BIRTHS[nik[6:10]]
    if born_on is not None:
        if (born_on.day, born_on.month, born_on.year % 100) != (day, month, int(nik[10:12])):
            inside = f"{day:02}/{month:02}/{nik[10:12]}"
            found.append(Finding.warning("nik_birthdate_differs", inside=inside))
    elif on is not None and nik.born_on(on) is None:
        found.append(Finding.info("nik_century_unclear", year=nik[10:12]))
    if sex is not None and sex is not sex_inside:
        differs = {"inside": sex_inside.value, "given": sex.value}
        found.append(Finding.warning("nik_sex_differs", **differs))
    return found


def _refusals(digits: str) -> Iterator[Finding]:
    """Yield what no NIK can hold, for sixteen digits."""
    day, month, year = digits[6:8], digits[8:10], digits[10:12]
    number = int(day) - _WOMEN if day > "40" else int(day)
    month_exists = 1 <= int(month) <= 12
    if not 1 <= number <= 31 or day == "40":
        yield Finding.reject("nik_birth_day", day=day)
    if not month_exists:
        yield Finding.reject("nik_birth_month", month=month)
    elif 1 <= number <= 31 and number > _DAYS[int(month) - 1]:
        yield Finding.reject("nik_birth_day", day=f"{number:02}/{month}")
    elif (number, month) == (29, "02") and int(year) % 4:
        yield Finding.reject("nik_leap_day", year=year)
    if digits[12:] == "0000":
        yield Finding.reject("nik_serial_0000")


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
