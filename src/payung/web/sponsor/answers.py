"""The answers of a sign-up: their names, in which order they are asked, and what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from payung.foundation.rules import Sector
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.nik import Nik, parse_nik
from payung.kernel.wording import say
from payung.stages.enrolment.sums.entries import WorkerInput
from payung.stages.enrolment.sums.homes import address_line
from payung.stages.enrolment.sums.sectors import sector_of

Answers = Mapping[str, str]
RELATIONS: Final = ("saudara", "art", "tetangga", "sopir", "lain")
OCCUPATIONS: Final = (
    *("petani", "art", "sopir", "tukang", "pedagang", "nelayan", "serabutan"),
    *("buruh", "penjahit", "pemulung", "guru_ngaji", "warung", "lain"),
)
WORKS, RESTS, ILL = "bekerja", "tidak", "sakit"
STANDINGS: Final = (WORKS, RESTS, ILL)
OUTSIDE: Final = "luar"
YES, NO = "ya", "tidak"
BLOCKED: Final = "tertahan"
BLOCKED_BY_CHECK, BLOCKED_BY_WORK = "periksa", "kerja"
SWAP: Final = "ganti"
STEPS: Final = ("hubungan", "nik", "nama", "lahir", "pekerjaan", "alamat", "kontak", "izin")
NUMBERS: Final = {name: number for number, name in enumerate(
    ("hubungan", "nik", "nama", "pekerjaan", "alamat", "kontak", "izin", "periksa"), start=1
)} | {"lahir": 3}  # fmt: skip
WHOLE: Final = 8


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """The terms that the sponsor read and agreed to, as kept with the answers."""

    amount_idr: int
    ceiling_idr: int
    start: str

    @property
    def month(self) -> Month:
        return Month.parse(self.start)


def missing(answers: Answers, *, before: str = "") -> str | None:
    """Return the first step that is not answered; with `before`, only of those that come first."""
    for step in STEPS:
        if step == before:
            return None
        if not _is_answered(step, answers):
            return step
    return None


def nik_of(answers: Answers) -> Nik | None:
    try:
        return parse_nik(answers.get("nik", ""))
    except Unreadable:
        return None


def born_on(answers: Answers, on: date) -> date | None:
    """Return the day of birth: from the boxes where the KTP says otherwise, else from the NIK."""
    if answers.get("benar") == NO:
        return date.fromisoformat(answers["lahir"]) if answers.get("lahir") else None
    nik = nik_of(answers)
    return None if nik is None else nik.born_on(on)


def sex_of(answers: Answers) -> str:
    if answers.get("benar") == NO and answers.get("kelamin"):
        return answers["kelamin"]
    nik = nik_of(answers)
    return "" if nik is None else nik.sex.value


def occupation_of(answers: Answers) -> str:
    """Return the occupation in the words in which it is registered: Indonesian, for the branch."""
    code = answers.get("pekerjaan", "")
    if code == "lain":
        return answers.get("pekerjaan_lain", "")
    return say(f"sponsor.occupation.{code}") if code in OCCUPATIONS else ""


def relation_of(answers: Answers) -> str:
    code = answers.get("hubungan", "")
    return say(f"sponsor.relation.{code}") if code in RELATIONS else ""


def sector(answers: Answers) -> Sector:
    return sector_of(occupation_of(answers))


def agreed(answers: Answers) -> Agreed | None:
    """Return what was agreed to, or None where nothing was."""
    amount, ceiling = answers.get("tarif", ""), answers.get("batas", "")
    if not (amount.isdigit() and ceiling.isdigit() and answers.get("mulai")):
        return None
    return Agreed(amount_idr=int(amount), ceiling_idr=int(ceiling), start=answers["mulai"])


def worker_from(answers: Answers, on: date) -> WorkerInput:
    """Return the entry that is registered; read once more by the same rules as a sheet's row."""
    day = born_on(answers, on)
    is_outside = answers.get("kecamatan") == OUTSIDE
    return WorkerInput(
        nik=answers.get("nik", ""),
        name=answers.get("nama", ""),
        born="" if day is None else day.isoformat(),
        sex=sex_of(answers),
        occupation=occupation_of(answers),
        relation=relation_of(answers),
        phone=answers.get("telepon", ""),
        district=answers.get("nama_kecamatan", "") if not is_outside else "",
        address=address_line(
            answers.get("rtrw", ""),
            answers.get("alamat_luar" if is_outside else "nama_desa", ""),
        ),
        village_code=answers.get("desa", ""),
        is_outside=is_outside,
    )


def _is_answered(step: str, answers: Answers) -> bool:
    if step == "lahir":
        return answers.get("benar") == YES or bool(answers.get("lahir"))
    if step == "nama":
        return bool(answers.get("nama") and answers.get("benar"))
    if step == "pekerjaan":
        return bool(answers.get("pekerjaan") and answers.get("keadaan") == WORKS)
    if step == "alamat":
        return bool(answers.get("kecamatan") and answers.get("alamat_lengkap"))
    if step == "kontak":
        return answers.get("setuju") == "1"
    if step == "izin":
        return agreed(answers) is not None and bool(answers.get("sumber"))
    return bool(answers.get(step))
