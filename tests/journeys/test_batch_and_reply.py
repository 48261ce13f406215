"""J11, J12, J29: a batch goes to the branch, comes back with numbers and reasons, and is read."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Batch, Sponsorship
from payung.stages.membership.sums import first_month
from payung.stages.registry.models import CivilServant
from tests.factories import paid_month
from tests.factories import world as worlds
from tests.factories.batches import filled, kpj, registered, sent_batch_of
from tests.factories.deductions import consents
from tests.factories.world import World
from tests.journeys.aside import aside
from tests.journeys.conftest import Built

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OFFICE, OTHER = "Dinas Kesehatan", "Kecamatan Boja"
WHOLE, REFUSED = 40, {7: "NIK tidak ditemukan di Dukcapil", 23: "Usia melewati 65 tahun"}
SPONSORS_WORKER = "Parinem"
COVERED = re.compile(r"(?<!belum )(?<!tidak )\bterlindungi\b", re.IGNORECASE)


@pytest.fixture
def world(site: str, built: Built) -> World:
    """Forty checked registrations at one office, one of them the sponsor's; one batch elsewhere."""
    at = timezone.now()
    return _prepared(world=replace(built.world, at=at), by=worlds.SYSTEM, at=at)


@operation
def _prepared(*, world: World, by: Actor, at: datetime) -> World:
    own = CivilServant.objects.get(pk=world.sponsor_id)
    before = Sponsorship.objects.filter(agency_id=world.agencies[OFFICE], state="verified").count()
    registered(world, OFFICE, WHOLE - before - 1, "verified")
    worker = worlds.worker(world, 29_999, SPONSORS_WORKER)
    thing = worlds.sponsorship(world, own, worker, "registered", world.today)
    consents(thing.pk, given_on=world.today)
    worlds.move(thing, "verified")
    sent_batch_of(world, OTHER, 2)
    record("world.prepared", by=by, at=at)
    return world


def _latest(world: World) -> Batch:
    rows = Batch.objects.filter(agency_id=world.agencies[OFFICE])
    found = aside(lambda: rows.latest("pk"))
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
    _upload_reply(branch, reply)
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

    about = _about(open_as("sponsor", "/saya/"))
    assert "Menunggu iuran pertama" in about
    assert not COVERED.search(about)


def test_the_sponsor_reads_covered_only_once_the_month_is_paid_and_the_branch_confirmed_it(
    world: World,
    open_as: Callable[..., Page],
    faults: Callable[[Page], list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """J12: a number, a list, a cut and a slip are each not yet protection; the receipt makes it."""
    officer = open_as("officer", "/kantor/kirim/")
    officer.click("main form button[type=submit]")
    batch = _latest(world)
    branch = open_as("branch", reverse("branch-batch", args=[batch.pk]), width=1280)
    _upload_reply(branch, _answered(branch, batch, tmp_path))
    branch.click("main form button[type=submit]")
    month, office = first_month(world.today), world.agencies[OFFICE]

    assert not COVERED.search(_about(open_as("sponsor", "/saya/")))
    aside(lambda: paid_month.listed_and_cut(world, office, month))
    _let_it_be(monkeypatch, month, paid_month.SLIP_DAY)
    sponsor = open_as("sponsor", "/saya/", anew=True)
    assert not COVERED.search(_about(sponsor))
    amount_idr = aside(lambda: paid_month.remitted(world, office, month))
    sponsor.reload()
    assert not COVERED.search(_about(sponsor))
    aside(lambda: paid_month.confirmed(world, month, amount_idr))
    _let_it_be(monkeypatch, month, paid_month.RECEIPT_DAY)
    sponsor = open_as("sponsor", "/saya/", anew=True)

    assert f"{SPONSORS_WORKER} terlindungi sampai" in _about(sponsor)
    assert COVERED.search(_about(sponsor))
    _looked_at(sponsor, faults)


def _let_it_be(monkeypatch: pytest.MonkeyPatch, month: Month, day: int) -> None:
    """Set the clock of the service to the evening of a day to come."""
    evening = worlds.noon(month.first_day.replace(day=day)) + timedelta(hours=7)
    begun = datetime.now(UTC)
    monkeypatch.setattr(timezone, "now", lambda: evening + (datetime.now(UTC) - begun))


def _about(sponsor: Page) -> str:
    """Return what the sponsor's page says about the worker of this journey."""
    found = sponsor.locator(f"main article:has-text('{SPONSORS_WORKER}')")
    assert found.count() == 1
    return found.inner_text().replace("\xa0", " ")


def _upload_reply(branch: Page, reply: Path) -> None:
    branch.goto(branch.url.split("/bpjs/")[0] + "/bpjs/balasan/")
    branch.set_input_files("#berkas", str(reply))
    branch.click("main form button[type=submit]")
    branch.wait_for_url("**/bpjs/balasan/*/")  # the upload's own script leads there


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
    branch.click("text=Unduh 40 baris")
    branch.check("input[name=alasan][value=daftar]")
    with branch.expect_download() as waiting:
        branch.click("main form button[type=submit]")
    sheet = Path(waiting.value.path()).read_bytes()
    answers = {row: (kpj(batch.pk, row), "") for row in range(1, WHOLE + 1)}
    answers |= {row: ("", reason) for row, reason in REFUSED.items()}
    reply = folder / "balasan.xlsx"
    reply.write_bytes(io.BytesIO(filled(sheet, answers)).getvalue())
    return reply


def test_another_offices_batch_is_not_there_by_any_of_its_addresses(
    world: World, open_as: Callable[..., Page], site: str
) -> None:
    other = aside(lambda: Batch.objects.get(agency_id=world.agencies[OTHER]).pk)
    page = open_as("officer", "/kantor/kirim/")

    for name in ("office-batch", "office-batch-letter", "branch-batch", "branch-batch-file"):
        answer = page.goto(site + reverse(name, args=[other]))
        assert answer is not None
        assert answer.status == (404 if name.startswith("office") else 403), name
