"""Invented people. Every NIK and NIP ends in a serial from the 900s, so it belongs to nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FIRST_NAMES = (
    "Agus", "Ahmad", "Andika", "Ani", "Bambang", "Budi", "Dewi", "Dimas", "Dwi", "Eko", "Endang",
    "Fitri", "Hartono", "Imam", "Joko", "Kartini", "Kasmudi", "Lasmi", "Lestari", "Mega", "Mulyono",
    "Ngatiman", "Ngatini", "Ningsih", "Nur", "Parman", "Ponirah", "Purwanto", "Putri", "Rahayu",
    "Ratna", "Rini", "Rizky", "Rukmini", "Sari", "Siti", "Slamet", "Sri", "Sukini", "Sulastri",
    "Sumarni", "Supriyanto", "Suratmi", "Suyatno", "Teguh", "Tri", "Tumini", "Umi", "Wahyuni",
    "Warsito", "Widodo", "Wulan", "Yatmi", "Yulianto",
)  # fmt: skip
LAST_NAMES = (
    "", "", "Anggraini", "Astuti", "Handayani", "Hidayat", "Kurniawan", "Kusuma", "Lestari",
    "Maharani", "Nugroho", "Pertiwi", "Prasetyo", "Pratama", "Rahayu", "Raharjo", "Santoso",
    "Saputra", "Setiawan", "Susanto", "Utomo", "Wahyudi", "Wibowo", "Wulandari",
)  # fmt: skip
OCCUPATIONS = (
    "Petani", "Buruh tani", "Asisten rumah tangga", "Tukang batu", "Pedagang kecil", "Nelayan",
    "Pekerja serabutan", "Penjahit", "Buruh cuci", "Sopir angkot", "Ojek pangkalan", "Tukang kayu",
    "Penjual sayur keliling",
)  # fmt: skip
RELATIONS = ("tetangga", "saudara", "asisten rumah tangga", "sopir", "lainnya")
POSITIONS = (
    "Guru Ahli Muda", "Guru Ahli Pertama", "Perawat Terampil", "Bidan Terampil", "Analis Kebijakan",
    "Pengelola Keuangan", "Pengadministrasi Perkantoran", "Kepala Seksi", "Penyuluh Pertanian",
)  # fmt: skip
TITLES_AFTER = ("", "", "S.Pd.", "S.Kep.", "S.E.", "S.Sos.", "A.Md.", "M.T.", "M.Pd.")
TITLES_BEFORE = ("", "", "", "", "", "Drs.", "Dra.", "Ir.", "H.", "Hj.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """One invented civil servant as a staff sheet shows them."""

    nip: str
    before: str
    name: str
    after: str
    sex: str
    born_on: date
    kind: str
    grade: str
    position: str
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One invented worker as a registration sheet shows them."""

    sponsor_nip: str
    sponsor_name: str
    nik: str
    name: str
    birth_place: str
    born_on: date
    sex: str
    occupation: str
    relation: str
    phone: str
    district: str
    address: str
    heir: str


class Inventor:
    """Makes people up; the same seed makes the same people, each number once."""

    def __init__(self, seed: str, districts: Sequence[tuple[str, str]]) -> None:
        self._random = Random(seed)
        self._districts = list(districts)
        self._used: set[str] = set()

    def staff(self, agency: str) -> Staff:
        pick = self._random
        sex = pick.choice("LP")
        born = date(1967, 1, 1) + timedelta(days=pick.randrange(12_700))
        kind = pick.choices(("PNS", "CPNS", "PPPK", "PPPK Paruh Waktu"), (71, 2, 21, 6))[0]
        earliest = 2021 if kind != "PNS" else born.year + 22
        year = min(2025, max(earliest, born.year + 20) + pick.randrange(5))
        middle = {"PPPK": "21", "PPPK Paruh Waktu": "24"}.get(kind, f"{pick.randrange(1, 13):02}")
        nip = self._fresh(f"{born:%Y%m%d}{year}{middle}{1 if sex == 'L' else 2}", width=3)
        return Staff(
            nip=nip,
            before=pick.choice(TITLES_BEFORE),
            name=self.name(),
            after=pick.choice(TITLES_AFTER),
            sex=sex,
            born_on=born,
            kind=kind,
            grade=pick.choice(("II/c", "III/a", "III/b", "III/d", "IV/a"))
            if "PPPK" not in kind
            else "IX",
            position=pick.choice(POSITIONS),
            agency=agency,
        )

    def candidate(self, sponsor: Staff, *, today: date) -> Candidate:
        pick = self._random
        code, district = pick.choice(self._districts)
        sex = pick.choice("LP")
        oldest = today.replace(year=today.year - 63, day=1)
        born = oldest + timedelta(days=pick.randrange(44 * 365))
        day = born.day + (40 if sex == "P" else 0)
        nik = self._fresh(f"{code.replace('.', '')}{day:02}{born:%m%y}", width=4)
        return Candidate(
            sponsor_nip=sponsor.nip,
            sponsor_name=sponsor.name,
            nik=nik,
            name=self.name(),
            birth_place=district,
            born_on=born,
            sex=sex,
            occupation=pick.choice(OCCUPATIONS),
            relation=pick.choice(RELATIONS),
            phone=f"08{pick.randrange(11, 99)}{pick.randrange(10**7, 10**8)}",
            district=district,
            address=f"RT {pick.randrange(1, 12):03}/RW {pick.randrange(1, 9):03}",
            heir=pick.choice(FIRST_NAMES),
        )

    def name(self) -> str:
        return f"{self._random.choice(FIRST_NAMES)} {self._random.choice(LAST_NAMES)}".strip()

    def _fresh(self, start: str, *, width: int) -> str:
        """Add a serial from the 900s that nobody of this world has yet."""
        for serial in self._random.sample(range(900, 1000), 100):
            number = f"{start}{serial:0{width}}"
            if number not in self._used:
                self._used.add(number)
                return number
        raise OverflowError("a hundred invented people share this birthday; use another seed")
