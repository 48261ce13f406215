"""
Attack: undo the hiding of small counts, from the real pages and files of several months (X5, T19).

The attacker knows every office's staff list, keeps every file of every month and class, and
subtracts whatever can be subtracted.
"""

from itertools import pairwise

import pytest

from payung.stages.monitoring.models import OfficeMonth
from tests.factories.published import figures
from tests.factories.world import SYSTEM, World
from tests.web.public.reading import page, rows_of, text_of

pytestmark = pytest.mark.django_db
FEW = range(1, 5)
WIDE = 5
SIZES = ("xl", "l", "m", "s", "tiny")
FILES = ("bulanan", "peringkat", "rincian", "kabupaten")
OF_PEOPLE = ("asn", "asn_ikut_serta", "pekerja_terlindungi")
Rows = list[dict[str, str]]


@pytest.fixture(params=[3, 7])
def staff(request: pytest.FixtureRequest, empty_world: World) -> dict[str, int]:
    """Invent a regency; return what its attacker knows: everybody's staff."""
    figures(
        regency_id=empty_world.regency_id,
        offices=20,
        months=5,
        seed=request.param,
        by=SYSTEM,
        at=empty_world.at,
    )
    found = OfficeMonth.objects.values_list("agency__name", "asn")
    return dict(found)


def test_nothing_hidden_can_be_worked_out(staff: dict[str, int]) -> None:
    monthly = {row["bulan"]: row for row in rows_of("/angka/unduh/bulanan.csv")}
    rankings = {month: rows_of(f"/peringkat/peringkat.csv?bulan={month}") for month in monthly}
    assert len(monthly) == 5
    assert any(not row["asn"] for rows in rankings.values() for row in rows), "nothing was hidden"
    assert any(row["tempat"] for rows in rankings.values() for row in rows), "all was hidden"

    for month, rows in rankings.items():
        _by_subtraction(rows, monthly[month], staff)
        _by_filters(month, rows)
    for (_, before), (_, now) in pairwise(sorted(rankings.items())):
        _by_change(before, now)
    for file in FILES:
        _small_counts(rows_of(f"/angka/unduh/{file}.csv"))
    _by_cells(rows_of("/angka/unduh/rincian.csv"), monthly)
    _by_page(rankings[max(rankings)])


def _by_subtraction(rows: Rows, whole: dict[str, str], staff: dict[str, int]) -> None:
    """Take what is shown from the regency's total: what is left must fit many ways."""
    assert whole["asn_ikut_serta"]
    hidden = [row["kantor"] for row in rows if not row["asn_ikut_serta"]]
    for column in ("asn_ikut_serta", "pekerja_terlindungi"):
        left = int(whole[column]) - sum(int(row[column] or 0) for row in rows)
        for office in hidden:
            others = sum(staff[one] for one in hidden if one != office)
            most = min(staff[office], left) if column == "asn_ikut_serta" else left
            least = max(left - others, 0) if column == "asn_ikut_serta" else 0
            assert left == 0 or most - least >= min(staff[office], WIDE), (office, column, left)


def _by_filters(month: str, rows: Rows) -> None:
    """Ask for each class alone: nothing stands there that the whole does not show."""
    parts = [rows_of(f"/peringkat/peringkat.csv?bulan={month}&kelas={size}") for size in SIZES]
    everything = sorted(tuple(row.values()) for part in parts for row in part)
    assert everything == sorted(tuple(row.values()) for row in rows)


def _by_change(before: Rows, now: Rows) -> None:
    """Go back from this month's change: an office hidden last month shows none."""
    hidden = {row["kantor"] for row in before if not row["asn_ikut_serta"]}
    for row in now:
        if row["kantor"] in hidden:
            assert (row["perubahan_poin"], row["tempat_bulan_lalu"]) == ("", ""), row


def _small_counts(rows: Rows) -> None:
    for row in rows:
        counts = {name: int(row[name]) for name in OF_PEOPLE if row.get(name)}
        if row.get("kode_angka") in ("N2", "N3", "N4", "N4.share", "N5"):
            counts["bagian"] = int(row["bagian"])
        assert not {name for name, count in counts.items() if count in FEW}, row
        if "asn_ikut_serta" in counts:
            assert counts["asn"] - counts["asn_ikut_serta"] not in FEW, row


def _by_cells(rows: Rows, monthly: dict[str, dict[str, str]]) -> None:
    """Take the shown cells of each dimension from N4."""
    assert {row["disembunyikan"] for row in rows} == {"ya", "tidak"}
    for dimension in {row["rincian"] for row in rows}:
        found = [row for row in rows if row["rincian"] == dimension]
        hidden = [row for row in found if not row["pekerja_terlindungi"]]
        left = int(found[0]["pekerja_seluruhnya"]) - sum(
            int(row["pekerja_terlindungi"] or 0) for row in found
        )
        assert not hidden or (len(hidden) > 1 and left >= 2 * WIDE), (dimension, left)
        assert found[0]["pekerja_seluruhnya"] == monthly[found[0]["bulan"]]["pekerja_terlindungi"]


def _by_page(rows: Rows) -> None:
    """Read the page of each class: of a hidden office it shows its name and nothing else."""
    shown = " ".join(text_of(page(f"/peringkat/?kelas={size}&wilayah=33.24")) for size in SIZES)
    for row in rows:
        if not row["asn_ikut_serta"] and row["status_kantor"] != "Belum ada pekerja":
            assert f"{row['kantor']} {row['status_kantor']}" in shown, row
