"""Slips, receipts and replies that come out of turn, in a browser: P26 to P29."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from payung.stages.enrolment.files import batch_file
from payung.stages.enrolment.models import Reply, Sponsorship
from tests.factories import payroll
from tests.factories.anomalies import with_header_of
from tests.factories.batches import filled, kpj, sent_batch_of
from tests.factories.deductions import as_system
from tests.factories.world import SYSTEM, World
from tests.journeys.aside import aside
from tests.journeys.conftest import Built
from tests.journeys.payday import asked, said
from tests.journeys.test_payroll_month import sum_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OpenAs = Callable[..., Page]
WIDE = 1280


@pytest.fixture
def world(built: Built, site: str) -> World:
    del site
    return built.world


@pytest.fixture
def month(world: World) -> str:
    """The address of the next month, whose list is locked."""
    aside(lambda: payroll.locked(world))
    return f"/gaji/{payroll.next_month(world)}/"


def test_slip_and_receipt_before_their_turn_wait_and_meet(
    open_as: OpenAs, world: World, month: str
) -> None:
    """P29, then P28: the branch is first, then the treasurer, and payroll is last."""
    total = f"{asked(world).total_idr:,}".replace(",", ".")
    branch = open_as("branch", "/bpjs/penerimaan/catat/", width=WIDE)
    for box, value in {"bank": payroll.BANK, "bukti": "JTG-0929", "jumlah": total}.items():
        branch.fill(f"#{box}", value)
    with branch.expect_navigation():
        branch.click("main form button.primary")
    assert "menunggu" in said(branch)

    page = open_as("treasurer", f"{month}setor/", width=WIDE)
    for box, value in {"bank": payroll.BANK, "nomor": "jtg-09 29", "jumlah": total}.items():
        page.fill(f"#{box}", value)
    picture = {"name": "bukti.png", "mimeType": "image/png", "buffer": payroll.PNG}
    page.set_input_files("#bukti", picture)
    with page.expect_navigation():
        page.click("main form button.primary")
    page.goto(f"{month}cocok/")
    assert page.locator("main button:has-text('Minta pemeriksaan')").count() == 0

    page.goto(f"{month}hasil/")
    with page.expect_navigation():
        page.click("main form button.primary")
    page.goto(f"{month}cocok/")
    assert sum_of(page) == [asked(world).total_idr] * 2 + [0] * 3


def _two_batches(world: World) -> list[int]:
    with as_system(world.at):
        return [sent_batch_of(world, payroll.OFFICE, 2) for _ in range(2)]


def test_a_reply_of_another_batch_or_with_a_taken_number_changes_nothing(
    open_as: OpenAs, world: World
) -> None:
    """P26 and P27."""
    own, other = aside(lambda: _two_batches(world))
    branch = open_as("branch", "/bpjs/balasan/", width=WIDE)

    def answered(batch_id: int, numbers: dict[int, tuple[str, str]]) -> bytes:
        sheet = aside(lambda: batch_file(viewer=SYSTEM.viewer, batch_id=batch_id))
        return filled(sheet, numbers)

    mixed = with_header_of(answered(own, {1: (kpj(own, 1), "")}), answered(other, {}))
    taken = aside(lambda: Sponsorship.objects.filter(state="accepted").first())
    assert taken is not None
    for content, words in (
        (mixed, "Kunci di baris"),
        (answered(own, {1: (taken.card_number, "")}), "sudah dipakai NIK lain"),
    ):
        branch.goto("/bpjs/balasan/")
        branch.set_input_files(
            "#berkas", {"name": "balasan.xlsx", "mimeType": "", "buffer": content}
        )
        branch.click("main form button[type=submit]")
        expect(branch.locator("main")).to_contain_text(words)
    assert aside(Reply.objects.filter(line__batch_id__in=[own, other]).count) == 0
