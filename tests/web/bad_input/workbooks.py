"""Real workbooks, one for each file box, with every bad input in every column."""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

import openpyxl
import xlsxwriter
from django.test import Client

from payung.jobs.simulation.branch import KEY, NUMBER
from payung.jobs.simulation.papers import fill
from payung.jobs.simulation.sheets import STAFF_HEADERS
from payung.kernel.people import Viewer
from payung.stages.enrolment.files import batch_file
from payung.stages.enrolment.files.template import HEADER_ROW
from payung.stages.registry.models import CivilServant
from tests.factories.batches import kpj, sent_batch_of
from tests.factories.enrolment import nik
from tests.factories.reconciliation import HEADER as LISTED_FROM
from tests.factories.world import World
from tests.web.bad_input.payloads import PAYLOADS

Cells = Sequence[str]
OFFICE = "Dinas Kesehatan"
ROW_NUMBER = "No"


def registrations(world: World, client: Client) -> bytes:
    """The office's own template, as it was handed out, with rows typed below its headings."""
    empty = client.get("/kantor/unggah/templat/").content
    page = openpyxl.load_workbook(BytesIO(empty)).worksheets[0]
    above = [[str(cell or "") for cell in line] for line in page.iter_rows(values_only=True)]
    headings = above[HEADER_ROW]
    nips = _nips(world)

    def right(number: int) -> dict[str, str]:
        return {
            "NIK": nik(number % 100, region=f"3324{1 + number // 100:02}"),
            "Nama Pekerja": "Sukini", "Tanggal Lahir": "17/08/1980", "L/P": "L",
            "Pekerjaan": "Petani", "NIP": nips[number % len(nips)],
        }  # fmt: skip

    return _written([*above[: HEADER_ROW + 1], *_spoilt(headings, right)])


def staff(world: World, client: Client) -> bytes:
    """The monthly list under the headings that the personnel office uses, and the NIK."""
    headings = [*STAFF_HEADERS, "NIK"]

    def right(number: int) -> dict[str, str]:
        return {
            "NIP": f"19{70 + number // 100 % 20}01012005011{900 + number % 100}",
            "Nama": "Endah Lestari", "Status": "PNS", "Unit Kerja": OFFICE,
        }  # fmt: skip

    return _written([["DAFTAR ASN"], headings, *_spoilt(headings, right)])


def offices(world: World, client: Client) -> bytes:
    """The list of offices with all its columns; every row that is right has a name of its own."""
    headings = ["Nama Kantor", "Singkatan", "Telepon", "Jam Layanan", "Ruang"]

    def right(number: int) -> dict[str, str]:
        return {"Nama Kantor": f"UPTD Puskesmas Percobaan {number}", "Telepon": "0294381234"}

    return _written([headings, *_spoilt(headings, right)])


def deaths(world: World, client: Client) -> bytes:
    """A village's list; every row that is right has a NIK of its own."""
    headings = ["NIK", "Nama", "Tanggal Lahir", "Tanggal Meninggal", "Desa"]

    def right(number: int) -> dict[str, str]:
        return {
            "NIK": nik(number % 100, region=f"3324{1 + number // 100:02}"), "Nama": "Tumini",
            "Tanggal Lahir": "17/08/1980", "Tanggal Meninggal": "01/10/2026", "Desa": "Boja",
        }  # fmt: skip

    return _written([["DAFTAR KEMATIAN"], headings, *_spoilt(headings, right)])


def replies(world: World, client: Client) -> bytes:
    """The branch's own sheet with every other column spoilt; a spoilt key refuses all of it."""
    columns = [
        name
        for name in fill_headings(_sheet(sent_batch_of(world, OFFICE, 1)))
        if name not in (KEY, ROW_NUMBER)
    ]
    spoilt = [
        *(dict.fromkeys(columns, payload) for payload in PAYLOADS),
        *({name: payload} for name in columns for payload in PAYLOADS),
    ]
    batch_id = sent_batch_of(world, OFFICE, len(spoilt))

    def change(row: dict[str, str]) -> list[dict[str, str]]:
        number = int(row[ROW_NUMBER])
        return [{**row, NUMBER: kpj(batch_id, number), **spoilt[number - 1]}]

    return fill(_sheet(batch_id), header=KEY, change=change)


def results(world: World, client: Client) -> bytes:
    """Payroll's own file with rows for nobody it was asked about, one for each bad input."""
    form = client.get(f"/gaji/{world.month}/daftar/berkas/").content
    page = openpyxl.load_workbook(BytesIO(form)).worksheets[0]
    asked = [[str(cell or "") for cell in line] for line in page.iter_rows(values_only=True)]
    headings = asked[LISTED_FROM - 1]
    person = dict(zip(headings, asked[LISTED_FROM], strict=True))

    def right(number: int) -> dict[str, str]:
        return {**person, "NIP": f"19{70 + number // 100}01012005011{900 + number % 100}"}

    return _written([*asked, *_spoilt(headings, right)], name=page.title)


def receipts(world: World, client: Client) -> bytes:
    """The branch's list, two columns at a time: a list may hold three hundred receipts."""
    headings = [
        "Nomor Tanda Terima",
        "Bank",
        "Nomor Bukti Setor",
        "Jumlah (Rp)",
        "Tanggal Diterima",
    ]
    together = [headings, headings[:2], headings[2:3], headings[3:]]
    rows = [
        [
            payload if name in spoilt else right
            for name, right in zip(headings, _receipt(n), strict=True)
        ]
        for spoilt in together
        for n, payload in enumerate(PAYLOADS)
    ]
    return _written([headings, *rows])


def _receipt(number: int) -> Cells:
    return [f"T-09{number:03}", "Bank Jateng", f"JTG-09{number:03}", "8.400", "01/10/2026"]


def fill_headings(sheet: bytes) -> list[str]:
    """Return the headings of the branch's sheet."""
    found: list[str] = []

    def note(row: dict[str, str]) -> list[dict[str, str]]:
        found[:] = list(row)
        return [row]

    fill(sheet, header=KEY, change=note)
    return found


def _sheet(batch_id: int) -> bytes:
    return batch_file(viewer=Viewer.system(), batch_id=batch_id)


def _nips(world: World) -> list[str]:
    rows = CivilServant.objects.filter(agency_id=world.agencies[OFFICE]).order_by("pk")
    return list(rows.values_list("nip", flat=True))


def _spoilt(headings: Cells, right: Callable[[int], dict[str, str]]) -> Iterator[Cells]:
    """Yield a row for each bad input in all columns, and in each column of a row that is right."""
    for payload in PAYLOADS:
        yield [payload] * len(headings)
    places = [(column, payload) for column in headings for payload in PAYLOADS]
    for number, (column, payload) in enumerate(places):
        row = {**right(number), column: payload}
        yield [row.get(name, "") for name in headings]


def _written(rows: Sequence[Cells], name: str = "Daftar") -> bytes:
    """Write every cell as text, as what was typed there."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if cell:
                    page.write_string(number, place, cell)
    return kept.getvalue()
