"""One invented regency: its staff, and the sheets its offices send in each wave."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

import yaml

from payung.jobs.simulation.invented import Candidate, Inventor, Staff
from payung.jobs.simulation.sheets import HABITS, registration_sheet, staff_export, staff_sheet

SPECIFICATIONS = Path(__file__).with_name("regencies.yaml")
FIRST_WAVE = 0.6
WAVES = 13
FAULTY = 0.015


@dataclass(frozen=True, kw_only=True)
class OfficeSpec:
    name: str
    staff: int
    share: int
    """Percent of the staff that protects a worker at the end."""


@dataclass(frozen=True, kw_only=True)
class HospitalSpec:
    name: str
    address: str
    phone: str
    always: bool


@dataclass(frozen=True, kw_only=True)
class BasisSpec:
    kind: str
    number: str
    year: int | None = None
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class RegencySpec:
    code: str
    legal_basis: BasisSpec
    branch: str
    hospitals: tuple[HospitalSpec, ...]
    offices: tuple[OfficeSpec, ...]


def specifications(size: str) -> list[RegencySpec]:
    """Return what to invent: everything, or for "small" a tenth of Kendal alone."""
    read = yaml.safe_load(SPECIFICATIONS.read_text(encoding="utf-8"))
    full = [
        RegencySpec(
            **{
                **one,
                "legal_basis": BasisSpec(**one["legal_basis"]),
                "hospitals": tuple(HospitalSpec(**hospital) for hospital in one["hospitals"]),
                "offices": tuple(OfficeSpec(**office) for office in one["offices"]),
            }
        )
        for one in read
    ]
    return full if size == "full" else [_shrunk(full[0])]


def _shrunk(spec: RegencySpec) -> RegencySpec:
    offices = tuple(
        replace(
            office,
            staff=max(12, office.staff // (10 if office.staff > 1000 else 5)),
            share=min(100, office.share * (2 if office.staff > 1000 else 1)),
        )
        for office in spec.offices
    )
    return replace(spec, offices=offices)


class InventedRegency:
    """Makes the same people and the same sheets for the same seed."""

    def __init__(
        self, spec: RegencySpec, name: str, districts: list[tuple[str, str]], *, seed: int
    ) -> None:
        self.spec, self.name = spec, name
        self._random = Random(f"{seed}:{spec.code}")
        self._inventor = Inventor(f"{seed}:{spec.code}:people", districts)
        self.staff = [
            self._inventor.staff(office.name)
            for office in spec.offices
            for _ in range(office.staff)
        ]
        self._willing = self._order_of_sponsors()

    def staff_list(self, *, as_of: date) -> bytes:
        return staff_sheet(self.staff, regency=self.name, as_of=as_of)

    def staff_export(self) -> bytes:
        return staff_export(self.staff)

    def move(self, nip: str, agency: str) -> None:
        self.staff = [replace(one, agency=agency) if one.nip == nip else one for one in self.staff]

    def leave(self, nip: str) -> None:
        self.staff = [one for one in self.staff if one.nip != nip]

    def wave(
        self, number: int, *, today: date, every_month: Collection[str] = ()
    ) -> dict[str, list[Candidate]]:
        """
        Return who is named in wave `number`, by office; wave 0 is the one after the outreach.

        Later an office gathers names for two months before it sends them, unless it is one of
        those that send `every_month`.
        """
        people: dict[str, list[Candidate]] = {}
        for place, office in enumerate(self.spec.offices):
            months = 1 if office.name in every_month else 2
            if number and (place + number) % months:
                continue
            willing = self._willing[office.name]
            start = self._named_until(number - months, len(willing)) if number else 0
            end = self._named_until(number, len(willing))
            named = [self._inventor.candidate(one, today=today) for one in willing[start:end]]
            if named:
                people[office.name] = named
        return people

    def _named_until(self, number: int, willing: int) -> int:
        first = round(willing * FIRST_WAVE)
        return first + (willing - first) * min(max(number, 0), WAVES) // WAVES

    def sheet(
        self, agency: str, people: list[Candidate], *, keep: Collection[Candidate] = ()
    ) -> bytes:
        """Return the office's sheet, with the slips of the pen that offices make; not on `keep`."""
        spoiled = [one if one in keep else self._spoil(one) for one in people]
        habit = HABITS[sum(agency.encode()) % len(HABITS)]
        return registration_sheet(spoiled, agency=agency, habit=habit)

    def _spoil(self, one: Candidate) -> Candidate:
        chance = self._random.random()
        if chance < FAULTY / 3:
            return replace(one, nik=one.nik[:-1])
        if chance < FAULTY * 2 / 3:
            return replace(one, occupation="Ibu rumah tangga")
        if chance < FAULTY:
            return replace(one, nik=one.nik.replace("0", "O", 1))
        return one

    def _order_of_sponsors(self) -> dict[str, list[Staff]]:
        willing = {}
        for office in self.spec.offices:
            members = [one for one in self.staff if one.agency == office.name]
            self._random.shuffle(members)
            willing[office.name] = members[: round(len(members) * office.share / 100)]
        return willing
