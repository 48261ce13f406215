"""Reads one registration, from a row of a sheet or from a form, by the same rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Final, NamedTuple

from payung.foundation.rules import Sector
from payung.kernel.digits import plain as plain_digits
from payung.kernel.findings import Finding, Level, Unreadable
from payung.kernel.names import fold, parse_name, shown
from payung.kernel.nik import KnownAreas, Nik, check_nik, parse_nik
from payung.kernel.nip import Nip, parse_nip
from payung.kernel.phone import Phone
from payung.kernel.sex import Sex, parse_sex
from payung.stages.enrolment.checks.age_allows_registration import age_allows_registration
from payung.stages.enrolment.checks.birth_date_is_known import birth_date_is_known
from payung.stages.enrolment.checks.cells_hold_values import cells_hold_values
from payung.stages.enrolment.checks.occupation_earns_income import occupation_earns_income
from payung.stages.enrolment.checks.phone_is_readable import phone_is_readable
from payung.stages.enrolment.sums.entries import KEYS, Candidate
from payung.stages.enrolment.sums.sectors import sector_of, sector_remark
from payung.stages.intake.sums import Cell, plain

_EMPTY: Final = ""
Findings = list[tuple[str, Finding]]


class Work(NamedTuple):
    """What one occupation means."""

    text: str
    sector: Sector
    finding: Finding | None
    remarks: list[Finding]


class EntryReader:
    """Reads entries of one sheet on one day. Nothing is asked of the database."""

    def __init__(
        self,
        *,
        columns: Mapping[str, int],
        on: date,
        regency_code: str,
        areas: KnownAreas | None,
        districts: Mapping[str, str],
    ) -> None:
        """
        :param columns: the place of each column key in a row; an absent one reads as empty.
        :param districts: folded name to code of the regency's districts.
        """
        self._on = on
        self._regency = regency_code
        self._areas = areas
        self._districts = districts
        self._age = age_allows_registration(on)
        # What the same few words mean is asked once per sheet, not once per row.
        self._works: dict[str, Work] = {}
        self._codes: dict[str, str] = {}
        self._sexes: dict[str, tuple[Sex | None, Finding | None]] = {}
        self._words: dict[str, str] = {}
        self._pick = itemgetter(*(columns.get(key, -1) for key in KEYS))

    def read(self, row: int, cells: Sequence[Cell]) -> Candidate:
        """Return the entry as understood, with everything that is to say about it alone."""
        found: Findings = []
        picked: tuple[Cell, ...] = self._pick((*cells, _EMPTY))
        texts = self._texts(picked, found)
        nip_text, nik_text, name, place, born, sex, work, relation = texts[:8]
        phone, district, address, heir, sponsor = texts[8:]
        damaged = {key for key, each in found if each.level is Level.REJECT} if found else ()
        nip = None if "nip" in damaged else _nip(nip_text, found)
        nik = None if "nik" in damaged else _nik(nik_text, found)
        born_on = None if "born" in damaged else self._born(born, nik, found)
        sex_read, sex_finding = self._sex(sex)
        if sex_finding is not None:
            found.append(("sex", sex_finding))
        if nik is not None:
            self._compare(nik, born_on if born else None, sex_read, found)
        occupation = self._work(work)
        if occupation.finding is not None:
            found.append(("occupation", occupation.finding))
        code = self._district(district)
        return Candidate(
            row=row,
            digits="" if "nik" in damaged else nik or plain_digits(nik_text),
            nik=nik,
            nip=nip,
            name="" if "name" in damaged else _name(name, found),
            birth_place=self._shown(place)[:60],
            born_on=born_on,
            sex=sex_read or (nik.sex if nik is not None else None),
            occupation=occupation.text,
            relation=self._shown(relation)[:30],
            phone=_phone(phone, found),
            district_code=code,
            address=shown(address if code or not district else f"{address}, {district}")[:200],
            heir=self._shown(heir)[:100],
            sponsor_name=sponsor,
            sector=occupation.sector,
            findings=found,
            quiet=occupation.remarks,
        )

    def _texts(self, picked: tuple[Cell, ...], found: Findings) -> Sequence[str]:
        """Return the cells as text; only a sheet with numbers, dates or formulas needs more."""
        for cell in picked:
            if cell.__class__ is not str:
                found.extend(cells_hold_values(KEYS, picked))
                return [plain(each) for each in picked]
        return picked  # type: ignore[return-value]  # the loop has just shown that all are texts

    def _born(self, text: str, nik: Nik | None, found: Findings) -> date | None:
        born_on, finding = birth_date_is_known(text, nik, self._on)
        if finding is not None:
            found.append(("born", finding))
        if born_on is not None:
            for about in self._age(born_on):
                found.append(("born", about))
        return born_on

    def _compare(self, nik: Nik, born_on: date | None, sex: Sex | None, found: Findings) -> None:
        findings = check_nik(
            nik, born_on=born_on, sex=sex, regency=self._regency, areas=self._areas
        )
        if findings:
            found.extend(("nik", finding) for finding in findings)

    def _district(self, text: str) -> str:
        code = self._codes.get(text)
        if code is None:
            folded = fold(text).removeprefix("kecamatan ").removeprefix("kec ")
            code = self._codes[text] = self._districts.get(folded, "")
        return code

    def _work(self, text: str) -> Work:
        work = self._works.get(text)
        if work is None:
            plain_text = shown(text)[:80]
            remark = sector_remark(plain_text)
            work = self._works[text] = Work(
                plain_text,
                sector_of(plain_text),
                occupation_earns_income(plain_text),
                [] if remark is None else [remark],
            )
        return work

    def _sex(self, text: str) -> tuple[Sex | None, Finding | None]:
        """Return the sex as given; an empty cell is no fault, since the NIK has it too."""
        read = self._sexes.get(text)
        if read is None:
            read = self._sexes[text] = _sex(text)
        return read

    def _shown(self, text: str) -> str:
        """Return a word that many rows share, such as a place or a relation, fit for display."""
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = shown(text)
        return word


def _nip(text: str, found: Findings) -> Nip | None:
    try:
        return parse_nip(text)
    except Unreadable as reason:
        found.append(("nip", reason.finding))
        return None


def _nik(text: str, found: Findings) -> Nik | None:
    try:
        return parse_nik(text)
    except Unreadable as reason:
        found.append(("nik", reason.finding))
        return None


def _name(text: str, found: Findings) -> str:
    try:
        return parse_name(text).bare
    except Unreadable as reason:
        found.append(("name", reason.finding))
        return ""


def _sex(text: str) -> tuple[Sex | None, Finding | None]:
    try:
        return parse_sex(text), None
    except Unreadable as reason:
        code = reason.finding.code
        return None, None if code == "sex_empty" else Finding.warning(code)


def _phone(text: str, found: Findings) -> Phone | None:
    phone, finding = phone_is_readable(text)
    if finding is not None:
        found.append(("phone", finding))
    return phone
