"""S121: from any payslip line to receipt and covered month in four clicks, and back."""

import re
from html import unescape
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from payung.reports.audit.trail import trail_of
from payung.stages.deductions.models import DeductionLine
from payung.stages.registry.models import CivilServant
from payung.stages.remittance.models import PaidMonth, Receipt, Slip, SlipLine
from payung.web.refs import ref_of
from tests.factories.world import World, actor
from tests.web.forms import send
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
MOST_CLICKS = 4


@pytest.fixture
def client(web_world: World) -> Client:
    return signed_in(Role.AUDITOR)


def _paid_line(world: World) -> DeductionLine:
    paid = PaidMonth.objects.filter(agency_id=world.agencies["Dinas Kesehatan"]).order_by("pk")
    return DeductionLine.objects.get(pk=paid[0].line_id)


def _page(client: Client, line: DeductionLine) -> str:
    return reverse("audit-trail", args=[line.pk])


def _links(client: Client, path: str) -> set[str]:
    page = client.get(path).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return {unescape(found) for found in re.findall(r'href="(/audit/[^"#?]+)', main)}


def _clicks(client: Client, start: str, goal: str) -> int:
    """Return how many links lead from one page to another, by the shortest way."""
    seen, edge, clicks = {start}, {start}, 0
    while goal not in seen:
        edge = {link for path in edge for link in _links(client, path)} - seen
        seen |= edge
        clicks += 1
        assert edge, f"{goal} is never reached"
        assert clicks <= MOST_CLICKS
    return clicks


def test_line_office_slip_receipt_and_covered_month_follow_each_other_in_four_clicks_and_back(
    web_world: World, client: Client
):
    line = _paid_line(web_world)
    trail = trail_of(viewer=actor(web_world, Role.AUDITOR).viewer, line_id=line.pk)
    assert trail is not None
    [slip] = trail.carrying
    assert slip.receipt is not None
    start = _page(client, line)
    office = reverse("audit-trail-office", args=[line.list_id])
    paid = reverse("audit-trail-slip", args=[slip.slip_id])
    receipt = reverse("audit-trail-receipt", args=[slip.receipt.receipt_id])

    way = [start, office, paid, receipt, start]

    assert [_clicks(client, a, b) for a, b in pairwise(way)] == [1, 1, 1, 1]
    assert _clicks(client, receipt, paid) == 1
    assert _clicks(client, paid, office) == 1
    assert _clicks(client, office, start) == 1
    assert "terlindungi" in told(client.get(start))


def test_the_line_that_is_followed_is_one_press_away_wherever_its_way_leads(
    web_world: World, client: Client
):
    start = _page(client, _paid_line(web_world))
    page = client.get(start).content.decode()
    onward = {unescape(found) for found in re.findall(r'href="(/audit/[^"]+[?]dari=[^"]+)"', page)}
    office, receipt, slip = sorted(onward)

    assert [_back(client, path) for path in (office, receipt, slip)] == [start] * 3
    assert _back(client, f"{slip}&hal=2") == start
    for wrong in ("", "zzz", "%00", ref_of("slip", 1)):
        assert _back(client, f"{slip.split('?')[0]}?dari={wrong}") in ("/audit/jejak/", "")


def _back(client: Client, path: str) -> str:
    """Return where "back" leads; nothing where the page was refused."""
    found = re.search(r'<p class="back[^"]*"><a href="([^"]+)"', client.get(path).content.decode())
    return unescape(found[1]) if found else ""


def test_each_step_says_amount_day_and_who(web_world: World, client: Client):
    line = _paid_line(web_world)
    page = told(client.get(_page(client, line)))

    for words in ("Baris gaji", "Total kantor bulan ini", "Bukti setor", "Penerimaan BPJS"):
        assert words in page
    assert "BANK JATENG" in page
    assert "Dicatat" in page
    assert "Rp" in page


def test_a_gap_is_shown_as_a_gap_with_its_first_day_and_age(web_world: World, client: Client):
    reported = DeductionLine.objects.filter(
        list__agency_id=web_world.agencies["Kecamatan Weleri"], month=web_world.month.first_day
    )[0]
    listed = DeductionLine.objects.filter(
        list__agency_id=web_world.agencies["Dinas Pekerjaan Umum dan Penataan Ruang"],
        month=web_world.month.first_day,
    )[0]
    remitted = DeductionLine.objects.filter(
        list__agency_id=web_world.agencies["RSUD dr. H. Soewondo"], month=web_world.month.first_day
    )[0]

    assert "Belum ada bukti setor untuk Rp" in told(client.get(_page(client, reported)))
    assert "Belum ada laporan hasil potongan sejak" in told(client.get(_page(client, listed)))
    assert "BPJS belum mengonfirmasi setoran" in told(client.get(_page(client, remitted)))


def test_a_worker_is_masked_until_a_reason_is_given_and_that_is_kept(
    web_world: World, client: Client
):
    line = _paid_line(web_world)
    path = _page(client, line)
    before = told(client.get(path))
    assert line.worker.name not in before
    asked = {"pekerja": ref_of("worker", line.worker_id)}

    empty = send(client, path, {**asked, "alasan": " x "})
    assert empty.status_code == 422
    assert "paling sedikit 5 huruf" in told(empty)
    given = send(client, path, {**asked, "alasan": "Temuan nomor 12"}, follow=True)

    assert line.worker.name in told(given)
    look = Look.objects.get(what="worker.identity", subject_id=line.worker_id)
    assert (look.reason, look.role) == ("Temuan nomor 12", "auditor")
    assert line.worker.name in told(client.get("/audit/akses/"))


def test_a_worker_of_another_line_cannot_be_opened_here(web_world: World, client: Client):
    line = _paid_line(web_world)
    other = DeductionLine.objects.exclude(sponsor_id=line.sponsor_id)[0]
    wrong = [ref_of("worker", other.worker_id), str(line.worker_id), "", "x" * 26]

    for pekerja in wrong:
        said = {"pekerja": pekerja, "alasan": "Temuan nomor 12"}
        assert send(client, _page(client, line), said).status_code == 404, pekerja
    assert not Look.objects.filter(what="worker.identity").exists()


def test_a_search_by_nip_is_logged_and_the_nip_is_in_no_address(web_world: World, client: Client):
    line = _paid_line(web_world)
    nip = CivilServant.objects.get(pk=line.sponsor_id).nip

    answer = send(client, "/audit/jejak/", {"nomor": f"{nip[:8]} {nip[8:]}"})

    assert answer.status_code == 302
    assert nip not in answer.headers["Location"]
    look = Look.objects.get(what="search")
    assert look.reason == "Jejak uang, dicari dengan NIP"
    assert look.row_count > 0
    assert nip not in look.reason
    assert CivilServant.objects.get(nip=nip).name in told(client.get(answer.headers["Location"]))


def test_the_only_thing_found_opens_at_once(web_world: World, client: Client):
    slip = Slip.objects.order_by("pk")[0]
    receipt = Receipt.objects.order_by("pk")[0]
    line = _paid_line(web_world)
    nip = CivilServant.objects.get(pk=line.sponsor_id).nip
    month = line.month.strftime("%Y-%m")
    ways = {
        slip.number.lower(): reverse("audit-trail-slip", args=[slip.pk]),
        f" {receipt.number} ": reverse("audit-trail-receipt", args=[receipt.pk]),
    }

    for number, page in ways.items():
        assert send(client, "/audit/jejak/", {"nomor": number}).headers["Location"] == page
    one = send(client, "/audit/jejak/", {"nomor": nip, "bulan": month})
    office = send(client, "/audit/jejak/", {"kantor": "Dinas Kesehatan", "bulan": month})

    assert one.headers["Location"].startswith("/audit/jejak/")
    assert office.headers["Location"] == reverse("audit-trail-office", args=[line.list_id])


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "Isi NIP atau nomor bukti"),
        ({"kantor": "Dinas Kesehatan"}, "Isi NIP atau nomor bukti"),
        ({"kantor": "Kantor lain", "bulan": "2026-01"}, "Isi NIP atau nomor bukti"),
        ({"kantor": "Dinas Kesehatan", "bulan": "2001-01"}, "belum punya daftar potongan"),
        ({"nomor": "9" * 18}, "NIP ini tidak cocok"),
    ],
)
def test_a_search_that_cannot_find_anything_says_what_to_give(client: Client, asked, words):
    answer = send(client, "/audit/jejak/", asked)

    assert answer.status_code == 422
    assert words in told(answer)


def test_nothing_found_is_said_and_kept_too(client: Client):
    page = told(send(client, "/audit/jejak/", {"nomor": "TIDAKADA1"}, follow=True))

    assert "Tidak ada yang cocok" in page
    assert Look.objects.get(what="search").row_count == 0


def test_pages_take_a_fixed_number_of_statements(
    web_world: World, client: Client, django_assert_max_num_queries
):
    line = _paid_line(web_world)
    slip = Slip.objects.order_by("pk")[0]
    receipt = Receipt.objects.order_by("pk")[0]
    pages = (
        _page(client, line),
        reverse("audit-trail-office", args=[line.list_id]),
        reverse("audit-trail-slip", args=[slip.pk]),
        reverse("audit-trail-receipt", args=[receipt.pk]),
    )

    for path in pages:
        with django_assert_max_num_queries(21):
            assert client.get(path).status_code == 200


def test_another_regencys_slip_is_not_there_and_the_try_is_kept(web_world: World, client: Client):
    foreign = Slip.objects.create(
        regency_id=web_world.other_regency_id,
        bank="BANK JATENG",
        number="LAIN1",
        amount_idr=1,
        paid_on=web_world.today,
        recorded_at=web_world.at,
    )
    SlipLine.objects.create(
        slip=foreign,
        agency_id=web_world.other_agency_id,
        month=web_world.month.first_day,
        amount_idr=1,
    )

    assert client.get(reverse("audit-trail-slip", args=[foreign.pk])).status_code == 404
    assert Look.objects.filter(what="denied").exists()
    assert "Tidak ada yang cocok" in told(
        send(client, "/audit/jejak/", {"nomor": "LAIN1"}, follow=True)
    )
