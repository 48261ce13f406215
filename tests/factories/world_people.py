"""The invented people of the small world: civil servants and workers, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.kernel.keyring import sealer
from payung.kernel.names import fold
from payung.stages.registry.models import CivilServant, Worker
from payung.stages.registry.sums.places import NIK_PLACE

if TYPE_CHECKING:
    from tests.factories.world import World

GIVEN = (
    *("Siti", "Agus", "Endah", "Rudi", "Wulan", "Bambang", "Nur", "Tri", "Dwi", "Eko", "Sri"),
    *("Joko", "Yuli", "Hari", "Rina", "Slamet", "Kasmudi", "Sukini", "Warsito", "Parjo", "Tumini"),
)
FAMILY = (
    *("Rahayu", "Prasetyo", "Lestari", "Hartono", "Sari", "Wibowo", "Susanti", "Utami", "Nugroho"),
    *("Santoso", "Handayani", "Purnomo", "Setiawan"),
)
WORK = ("Asisten rumah tangga", "Tukang batu", "Petani", "Pedagang kecil", "Ojek", "Nelayan")


def civil_servants(world: World, agency_id: int, number: int, count: int) -> list[CivilServant]:
    return CivilServant.objects.bulk_create(
        [
            CivilServant(
                regency_id=world.regency_id,
                agency_id=agency_id,
                nip=_nip(number, index),
                name=_name(number * 31 + index),
                folded=fold(_name(number * 31 + index)),
                kind="pns",
            )
            for index in range(count)
        ]
    )


def _nip(number: int, index: int) -> str:
    month, day = 1 + index // 2700, 1 + index // 100 % 27
    return f"19{60 + number}{month:02}{day:02}2005011{900 + index % 100}"


def worker(world: World, number: int, name: str = "") -> Worker:
    """Add a worker whose NIK no other number has."""
    day, month, year = 1 + number % 28, 1 + number // 28 % 12, 70 + number // 336 % 30
    nik = f"332406{day:02}{month:02}{year:02}{900 + number % 100:04}"
    name = name or _name(number * 7 + 3)
    return Worker.objects.create(
        regency_id=world.regency_id,
        nik_sealed=sealer().seal(nik, NIK_PLACE),
        nik_index=sealer().index(nik, NIK_PLACE),
        name=name,
        folded=fold(name),
        district_code=("33.24.06", "33.24.12", "33.24.15")[number % 3],
        occupation=WORK[number % len(WORK)],
    )


def _name(number: int) -> str:
    return f"{GIVEN[number % len(GIVEN)]} {FAMILY[(number // 3) % len(FAMILY)]}"
