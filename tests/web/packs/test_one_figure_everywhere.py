"""
J27: N1 to N11 are the same on the leader's page, on paper, in the workbook, in files and in public.

N9 and N11 are published once a year only (D22): month by month, what changed from one window to
the next would be one family.
"""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO

import openpyxl
from django.test import Client
from django.urls import reverse

from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.kernel.quantities import decimal, grouped, percent
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.process.papers import monev_parts as parts
from payung.process.papers.monev_pack import print_pack
from payung.reports.packs.facts import Pack, pack_facts
from payung.stages.monitoring.files import PAST, read_history
from payung.stages.monitoring.models import Cell
from payung.stages.monitoring.operations import load_history
from payung.stages.monitoring.queries import headline_month
from payung.stages.monitoring.sums import Figure
from tests.factories.papers import texts
from tests.factories.published import figures
from tests.factories.world import SYSTEM, World, actor
from tests.web.signing_in import signed_in

CODES = (
    *("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8.billed", "N8.cut", "N8.remitted"),
    *("N8.received", "N8.transit", "N8.held", "N8.returned", "N9.3", "N10", "N11.reported"),
    *("N11.complete", "N11.paid", "N11.idr", "N11.days"),
)
_CELLS = (
    *(("cohort", "begun_3", 40, 0), ("cohort", "kept_3", 33, 0)),
    *(("claim", "reported", 7, 0), ("claim", "complete", 6, 0), ("claim", "paid", 5, 0)),
    *(("claim", "paid_idr", 5, 210_000_000), ("paid", "12", 5, 0)),
)


def _plain(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def _a_full_month(world: World) -> Month:
    """Add ten offices, workers who began together, and claims that were paid."""
    figures(regency_id=world.regency_id, offices=10, months=2, late=0, by=SYSTEM, at=world.at)
    entries = read_history((PAST / "33.24.yaml").read_bytes())
    load_history(entries=entries, place="33.24", by=SYSTEM, at=world.at)
    viewer = actor(world, Role.LEADER).viewer
    month = headline_month(viewer=viewer, on=world.today)
    assert month is not None
    Cell.objects.bulk_create(
        Cell(
            regency_id=world.regency_id,
            month=month.first_day,
            dimension=dimension,
            value=value,
            version=9,
            taken_at=world.at,
            count=count,
            amount_idr=idr,
        )
        for dimension, value, count, idr in _CELLS
    )
    return month


def test_every_figure_is_the_same_wherever_it_stands(web_world: World) -> None:
    world, by = web_world, actor(web_world, Role.LEADER)
    month, then = _a_full_month(web_world), web_world.at + timedelta(minutes=1)
    asked = {"regency_id": world.regency_id, "month": month, "as_of": then}
    pack = pack_facts(**asked, viewer=by.viewer)
    assert pack is not None
    assert tuple(one.code for one in pack.figures) == CODES
    forms = print_pack(**asked, by=by, at=then)
    client = signed_in(Role.LEADER)
    found = {form.form: _got(client, form.document_id, form.query) for form in forms[:3]}

    _on_paper(pack, " ".join(" ".join(texts(found[""])).split()))
    book = openpyxl.load_workbook(BytesIO(found["xlsx"]))["Angka N1-N11"]
    _in_rows(pack, [[cell.value for cell in row] for row in book.iter_rows(min_row=2)])
    _in_rows(pack, list(csv.reader(StringIO(found["csv"].decode())))[1:])
    _on_the_leaders_page(pack, _plain(client.get("/pimpinan/").content))
    _in_public(pack, Client())


def _got(client: Client, document_id: int, query: str) -> bytes:
    answer = client.get(_address(document_id) + query)
    assert answer.status_code == 200
    return answer.content


def _address(document_id: int) -> str:
    return reverse("paper", args=[document_id])


def _on_paper(pack: Pack, said: str) -> None:
    assert pack.finding() in said
    for one in pack.figures:
        row = f"{one.code.split('.')[0]} {say(one.name)} {parts.shown(one)} "
        assert row + parts.made_of(one, pack).split(" ")[0] in said, one.code


def _in_rows(pack: Pack, rows: list[list[object]]) -> None:
    read = {str(row[0]): (str(row[3]), str(row[4] or "")) for row in rows}
    assert read == {
        one.code: (str(one.part), "" if one.whole is None else str(one.whole))
        for one in pack.figures
    }


def _of(pack: Pack, code: str) -> Figure:
    found = pack.figure(code)
    assert found is not None, code
    return found


def _share(one: Figure, *, hundred: bool = False) -> str:
    assert one.percent is not None
    return decimal(one.percent) if hundred else percent(one.percent)


def _on_the_leaders_page(pack: Pack, said: str) -> None:
    n3, n5, n6, n9, n10 = (_of(pack, code) for code in ("N3", "N5", "N6", "N9.3", "N10"))
    claims = {code: _of(pack, f"N11.{code}").part for code in ("reported", "paid", "idr", "days")}
    held = sum(one.held_idr for one in pack.held)
    for words in (
        pack.finding(),
        f"{grouped(n3.part)} dari {grouped(n3.whole or 0)} ASN",
        _share(n3),
        f"{grouped(n5.part)} pekerja, {grouped(n5.whole or 0)} ASN",
        _share(n5, hundred=True),
        f"{n6.part} dari {n6.whole}",
        f"{_of(pack, 'N7').part} tepat waktu",
        f"{n9.part} dari {n9.whole} pekerja",
        _share(n9),
        f"{n10.part} dari {grouped(n10.whole or 0)}",
        f"{claims['reported']} dilaporkan, {claims['paid']} dibayar",
        f"{render_rupiah(claims['idr'])} sampai ke keluarga",
        f"dibayar dalam {claims['days']} hari",
        *([render_rupiah(held)] if held else []),
    ):
        assert words in said, words


def _in_public(pack: Pack, client: Client) -> None:
    said = _plain(client.get("/angka/").content)
    for code in ("N1", "N2", "N4"):
        assert grouped(_of(pack, code).part) in said
    n3, n5, n6, n10 = (_of(pack, code) for code in ("N3", "N5", "N6", "N10"))
    assert f"{grouped(n3.part)} dari {grouped(n3.whole or 0)} ASN" in said
    assert _share(n5, hundred=True) in said
    assert f"{n6.part} dari {n6.whole}" in said
    assert f"{n10.part} dari {grouped(n10.whole or 0)}" in said
    rows = csv.DictReader(StringIO(client.get("/angka/unduh/bulanan.csv").content.decode()))
    row = next(one for one in rows if one["bulan"] == str(pack.month))
    assert row["asn"] == str(_of(pack, "N1").part)
    assert row["asn_ikut_serta"] == str(_of(pack, "N2").part)
    assert row["partisipasi_persen"] == str(n3.percent)
    assert row["pekerja_terlindungi"] == str(_of(pack, "N4").part)
    assert row["pekerja_per_100_asn"] == str(n5.percent)
    assert (row["kantor_menutup"], row["kantor_wajib_lapor"]) == (str(n6.part), str(n6.whole))
    assert row["kantor_tepat_waktu"] == str(_of(pack, "N7").part)
    assert row["diterima_bpjs_rupiah"] == str(_of(pack, "N8.received").part)
