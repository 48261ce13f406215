"""J11, J12, J29: a batch goes to the branch, comes back with numbers and reasons, and is read."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Batch, Sponsorship
from payung.stages.registry.models import Agency, CivilServant, Regency
from tests.factories import world as worlds
from tests.factories.batches import filled, kpj, registered, sent_batch_of
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OFFICE, OTHER = "Dinas Kesehatan", "Kecamatan Boja"
WHOLE, REFUSED = 40, {7: "NIK tidak ditemukan di Dukcapil", 23: "Usia melewati 65 tahun"}
SPONSORS_WORKER = "Parinem"


@pytest.fixture
def world(site: str) -> World:
    """Forty checked registrations at one office, one of them the sponsor's; one batch elsewhere."""
    return _prepared(by=worlds.SYSTEM, at=timezone.now())


@operation
def _prepared(*, by: Actor, at: datetime) -> World:
    world = World(at=at, regency_id=Regency.objects.get(code="33.24").pk)
    world.agencies = dict(
        Agency.objects.filter(regency_id=world.regency_id).values_list("name", "pk")
    )
    own = CivilServant.objects.get(
        agency_id=world.agencies[OFFICE], name="Wulan Handayani", folded="wulan handayani"
    )
    before = Sponsorship.objects.filter(agency_id=world.agencies[OFFICE], state="verified").count()
    registered(world, OFFICE, WHOLE - before - 1, "verified")
    worker = worlds.worker(world, 29_999, SPONSORS_WORKER)
    worlds.move(worlds.sponsorship(world, own, worker, "registered", world.today), "verified")
    sent_batch_of(world, OTHER, 2)
    record("world.prepared", by=by, at=at)
    return world


def _aside(ask: Callable[[], object]) -> object:
    """Ask the database from another thread: the browser's own loop keeps Django from it."""

    def asked() -> object:
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asked).result()


def _latest(world: World) -> Batch:
    rows = Batch.objects.filter(agency_id=world.agencies[OFFICE])
    found = _aside(lambda: rows.latest("pk"))
    assert isinstance(found, Batch)
    return found


def _text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range() for page in pages)


def _looked_at(page: Page, faults: Callable[[Page], list[str]]) -> None:
    assert faults(page) == [], page.url


def test_a_batch_is_sent_answered_and_read_by_everybody_it_concerns(
    world: World,
    open_as: Callable[..., Page],
    faults: Callable[[Page], list[str]],
    tmp_path: Path,
) -> None:
    officer = open_as("officer", "/kantor/kirim/")
    assert "40 pendaftaran siap dikirim" in officer.inner_text("h1")
    _looked_at(officer, faults)
    officer.click("main form button[type=submit]")
    batch = _latest(world)
    assert officer.url.endswith(reverse("office-batch", args=[batch.pk]))
    _looked_at(officer, faults)
    _letter_says_total_and_checksum(officer, batch)

    branch = open_as("branch", reverse("branch-batch", args=[batch.pk]), width=1280)
    _looked_at(branch, faults)
    reply = _answered(branch, batch, tmp_path)
    branch.goto(branch.url.split("/bpjs/")[0] + "/bpjs/balasan/")
    branch.set_input_files("#berkas", str(reply))
    branch.click("main form button[type=submit]")
    branch.wait_for_url("**/bpjs/balasan/*/")  # the upload's own script leads there
    assert "40 baris bisa diterapkan" in branch.inner_text("h1")
    _looked_at(branch, faults)
    branch.click("main form button[type=submit]")
    assert "38 nomor peserta, 2 ditolak" in branch.inner_text("main")
    _looked_at(branch, faults)

    officer.reload()
    said = officer.inner_text("main")
    assert "2 baris perlu diperbaiki" in said
    assert "Cocokkan 16 angka NIK dengan KTP" in said
    assert "Nomor peserta belum berarti terlindungi" in said
    _looked_at(officer, faults)

    sponsor = open_as("sponsor", "/saya/")
    about = sponsor.locator(
        f"article:has-text('{SPONSORS_WORKER}'), section:has-text('{SPONSORS_WORKER}')"
    )
    assert about.count()
    assert "erlindungi sampai" not in about.last.inner_text()


def _letter_says_total_and_checksum(officer: Page, batch: Batch) -> None:
    page = officer.url
    officer.click("main button:has-text('Cetak surat pengantar')")
    officer.wait_for_timeout(1500)  # the browser may show the paper, or only download it
    officer.goto(page)
    address = officer.get_attribute("main a[href^='/surat/']", "href")
    got = officer.context.request.get(page.split("/kantor/")[0] + str(address))
    assert got.headers["content-type"] == "application/pdf"
    text = "".join(_text_of(got.body()).split())
    assert "40" in text
    assert batch.digest[:8] in text


def _answered(branch: Page, batch: Batch, folder: Path) -> Path:
    with branch.expect_download() as waiting:
        branch.click("text=Unduh 40 baris")
    sheet = Path(waiting.value.path()).read_bytes()
    answers = {row: (kpj(batch.pk, row), "") for row in range(1, WHOLE + 1)}
    answers |= {row: ("", reason) for row, reason in REFUSED.items()}
    reply = folder / "balasan.xlsx"
    reply.write_bytes(io.BytesIO(filled(sheet, answers)).getvalue())
    return reply


def test_another_offices_batch_is_not_there_by_any_of_its_addresses(
    world: World, open_as: Callable[..., Page], site: str
) -> None:
    other = _aside(lambda: Batch.objects.get(agency_id=world.agencies[OTHER]).pk)
    page = open_as("officer", "/kantor/kirim/")

    for name in ("office-batch", "office-batch-letter", "branch-batch", "branch-batch-file"):
        answer = page.goto(site + reverse(name, args=[other]))
        assert answer is not None
        assert answer.status == (404 if name.startswith("office") else 403), name
