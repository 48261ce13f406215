"""A regency's figures of many months, invented office by office, without the months behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.names import fold
from payung.kernel.people import Actor
from payung.stages.monitoring.models import Cell, OfficeMonth
from payung.stages.registry.models import Agency, Area

LONG = (
    "Dinas Pemberdayaan Masyarakat Desa, Perempuan, Perlindungan Anak, Pengendalian Penduduk dan KB"
)
SIZES = (3, 7, 9, 10, 12, 14, 18, 25, 29, 30, 45, 60, 80, 99, 100, 180, 320, 499, 500, 900)
TARIFF = 16_800
AREAS = (("33", "Jawa Tengah"), ("33.24", "Kendal"), ("33.74", "Kota Semarang"))
CELLS = {
    "occupation": ("petani", "sopir", "art", "pedagang", "pemulung", "lain"),
    "sex": ("L", "P"),
    "district": ("33.24.06", "33.24.12", "33.24.15", "luar"),
    "age": ("2", "3", "4", "5", "6", ""),
}


@dataclass
class Office:
    """One invented office: how many of its people take part, and whether it is often late."""

    agency_id: int
    asn: int
    joined: int
    is_late: bool


@operation
def figures(
    *,
    regency_id: int,
    offices: int = 20,
    months: int = 6,
    seed: int = 1,
    late: int = 2,
    small_cells: bool = True,
    times: int = 1,
    held_idr: int = 0,
    named: str = "Kantor Uji Nomor",
    by: Actor,
    at: datetime,
) -> list[int]:
    """
    Keep figures of `offices` over the closed months up to last month; return the offices' ids.

    The last `late` offices have not closed last month yet. Each office is `times` as large
    as usual, and holds `held_idr` of every month.
    """
    dice = Random(seed)
    for code, name in AREAS:
        Area.objects.get_or_create(
            code=code, defaults={"name": name, "folded": fold(name), "parent_code": code[:-3]}
        )
    made = [
        _office(regency_id, number, offices - late, dice, times, named) for number in range(offices)
    ]
    last = Month.of(today_in_wib(at)).previous
    for month in Month.span(last - (months - 1), last.next):
        rows = [
            _row(regency_id, office, month, dice, at, is_late=office.is_late and month == last)
            for office in made
        ]
        for row in rows:
            row.held_idr, row.held_since = held_idr, month.last_day if held_idr else None
        OfficeMonth.objects.bulk_create(rows)
        covered = sum(row.covered for row in rows)
        Cell.objects.bulk_create(_cells(regency_id, month, covered, dice, at, small=small_cells))
    record("world.figures", by=by, at=at, row_count=len(made))
    return [office.agency_id for office in made]


def _office(
    regency_id: int, number: int, timely: int, dice: Random, times: int, named: str
) -> Office:
    name = LONG if number == 1 else f"{named} {number + 1:03}"
    agency = Agency.objects.create(regency_id=regency_id, name=name, folded=fold(name))
    asn = (SIZES[number % len(SIZES)] + dice.randrange(0, 3) * (number // len(SIZES))) * times
    joined = dice.randrange(0, max(asn // 2, 1) + 1)
    return Office(int(agency.pk), asn, joined, number >= timely)


def _row(
    regency_id: int, office: Office, month: Month, dice: Random, at: datetime, *, is_late: bool
) -> OfficeMonth:
    """Return one office's month; people join and leave by ones and twos."""
    office.joined = max(0, min(office.asn, office.joined + dice.randrange(-1, 3)))
    unpaid = dice.choice((0, 0, 0, 0, 1, 6)) if office.joined else 0
    confirmed = 0 if is_late else max(office.joined - unpaid, 0)
    covered = confirmed + (dice.randrange(0, 3) if confirmed else 0)
    lines = office.joined + 2 if office.joined else 0
    closed_on = None if is_late or not lines else month.last_day + timedelta(days=6)
    return OfficeMonth(
        agency_id=office.agency_id,
        regency_id=regency_id,
        month=month.first_day,
        version=1,
        taken_at=at,
        asn=office.asn,
        joined=0 if is_late else office.joined,
        confirmed=confirmed,
        covered=covered,
        begun=covered,
        full_year=0,
        registered=lines,
        accepted=lines,
        queued=lines - covered if lines > covered else 0,
        due=lines,
        lines=lines,
        lines_cut=0 if is_late else office.joined,
        is_listed=bool(lines),
        is_reported=closed_on is not None,
        closed_on=closed_on,
        closings=1 if closed_on else 0,
        billed_idr=lines * TARIFF,
        cut_idr=office.joined * TARIFF,
        received_idr=covered * TARIFF,
        transit_idr=0,
        held_idr=0,
        returned_idr=0,
        suspense_idr=0,
    )


def _cells(
    regency_id: int, month: Month, covered: int, dice: Random, at: datetime, *, small: bool
) -> Iterator[Cell]:
    """Divide a month's workers into cells, at random; `small` makes some of one to four."""

    def cell(dimension: str, value: str, count: int) -> Cell:
        return Cell(
            regency_id=regency_id,
            month=month.first_day,
            dimension=dimension,
            value=value,
            version=9,  # above whatever a world has of its own
            taken_at=at,
            count=count,
        )

    for dimension, values in CELLS.items():
        left = covered
        for value in values[1:]:
            most = 5 if small and dice.random() < 0.5 else max(left // 2, 1)
            count = min(left, dice.randrange(0, most + 1))
            left -= count
            yield cell(dimension, value, count)
        yield cell(dimension, values[0], left)
