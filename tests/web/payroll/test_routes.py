"""S42 by route: who cannot be cut stands first, each route has its sum and its CSV."""

import csv
import re
from hashlib import sha256
from io import StringIO

import pytest

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from payung.stages.deductions.operations import lock
from payung.stages.deductions.operations.routes import keep_layout
from payung.stages.deductions.sums.layouts import USUAL, CsvColumn, CsvShape, Field
from payung.stages.deductions.sums.routes import Way
from payung.stages.enrolment.models import Consent
from payung.stages.membership.models import Payer
from payung.stages.registry.models import CivilServant
from tests.factories import payroll
from tests.factories.papers import texts
from tests.factories.routes import routed
from tests.factories.world import World, actor
from tests.web.forms import said
from tests.web.payroll.conftest import sent, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinds(web_world: World) -> list[CivilServant]:
    """Three of the office's sponsors: PPPK, part-time PPPK, and one of no known kind with TPP."""
    payroll.consented(web_world)
    payers = Payer.objects.filter(sponsor__agency_id=payroll.office_of(web_world))
    found = []
    for payer, kind in zip(
        payers.order_by("sponsor__nip")[:3], ("pppk", "pppk-pw", ""), strict=True
    ):
        CivilServant.objects.filter(pk=payer.sponsor_id).update(kind=kind)
        found.append(CivilServant.objects.get(pk=payer.sponsor_id))
    wulan = Payer.objects.filter(sponsor_id=web_world.sponsor_id).order_by("pk")[0]
    Consent.objects.create(
        sponsorship_id=wulan.sponsorship_id, version=2, ceiling_idr=20_000, pay_source="tpp",
        given_on=web_world.today, evidence="screen",
    )  # fmt: skip
    return found


def _layout(world: World, shape: CsvShape) -> str:
    by = actor(world, Role.SECRETARIAT)
    return keep_layout(
        regency_id=world.regency_id,
        code="",
        name="Aplikasi Contoh",
        shape=shape,
        by=by,
        at=world.at,
    )


def _locked(world: World) -> None:
    """Lock without a further consent."""
    lock(
        agency_ids=[payroll.office_of(world)],
        month=payroll.next_month(world),
        by=actor(world, Role.TREASURER),
        at=world.at,
    )


def test_before_the_lock_the_routes_are_shown_and_who_has_none_stands_first(
    web_world, kinds, treasurer, page
):
    routed(web_world, pppk_gaji=Way(name="Gaji PPPK", is_open=False))

    shown = said(text(treasurer.get(page("daftar/"))))

    assert "Gaji PPPK: belum ada jalur, 1 ASN, Rp8.400" in shown
    assert "Tanyakan jalurnya ke sekretariat" in shown
    assert shown.index(kinds[0].name) < shown.index("Jalur gaji")
    assert "1 ASN belum diketahui jenisnya" in shown
    assert "Gaji PPPK Paruh Waktu" in shown
    assert "1 orang dipotong lewat dua jalur" in shown
    assert "Unduh CSV" not in shown


def test_each_route_is_taken_in_its_layout_with_its_digest_and_a_note(
    web_world, kinds, treasurer, page
):
    columns = (
        CsvColumn(header="KODE", field=Field.FIXED, text="P-01"),
        *USUAL.columns,
    )
    code = _layout(web_world, CsvShape(separator="bar", amount="dots", columns=columns))
    routed(web_world, pppk_gaji=Way(name="PPPK Induk", layout=code))
    _locked(web_world)

    answer = treasurer.get(page("daftar/"))
    shown = said(text(answer))
    codes = re.findall(r'href="[^"]*/daftar/jalur/([a-z-]+)/"', text(answer))
    files = {code: treasurer.get(page(f"daftar/jalur/{code}/")).content for code in codes}

    assert set(codes) == {*("belum-diketahui", "pns-gaji", "pppk-gaji", "pppk-pw-gaji", "pns-tpp")}
    assert "susunan Aplikasi Contoh" in shown.lower().replace("aplikasi contoh", "Aplikasi Contoh")
    (row,) = csv.DictReader(StringIO(files["pppk-gaji"].decode("utf-8-sig")), delimiter="|")
    assert (row["KODE"], row["NIP"], row["Potongan"]) == ("P-01", kinds[0].nip, "8.400")
    total = 0
    for name, content in files.items():
        digest = sha256(content).hexdigest()[:16]
        assert " ".join(re.findall("....", digest)) in shown
        sign = "|" if name == "pppk-gaji" else ";"
        rows = csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=sign)
        total += sum(int(row["Potongan"].replace(".", "")) for row in rows)
    assert total == 134_400, "the sums of the routes are the list's"
    looks = Look.objects.filter(what="payroll.route_file")
    assert looks.count() == 5
    assert all("sidik" in look.reason for look in looks)
    assert treasurer.get(page("daftar/jalur/pppk-tpp/")).status_code == 404


def test_the_list_can_be_filtered_by_route_and_the_paper_groups_by_it(
    web_world, kinds, treasurer, page
):
    routed(web_world, pppk_gaji=Way(name="Gaji PPPK", is_open=False))
    _locked(web_world)

    shown = text(treasurer.get(page("daftar/?jalur=pppk-pw-gaji")))
    table = shown[shown.index('id="orang"') :]
    assert kinds[1].name in table
    assert kinds[0].nip not in table.replace(" ", "")
    assert "Gaji PPPK Paruh Waktu: 1 ASN" in said(shown)
    assert text(treasurer.get(page("daftar/?jalur=tidak-ada"))).count("<tr>") > table.count("<tr>")
    assert treasurer.get(page("daftar/jalur/pppk-gaji/")).status_code == 404, "it cannot be cut"

    made = sent(treasurer, page("daftar/cetak/"))
    paper = " ".join(texts(treasurer.get(made["Location"]).content))
    for told in (
        "Gaji PPPK (belum ada jalur)",
        "Jumlah Gaji PPPK Paruh Waktu 1 Rp8.400",
        "Jumlah seluruhnya 15 16 Rp134.400",
        "Terbilang: seratus tiga puluh empat ribu empat ratus rupiah.",
    ):
        assert told in paper


def test_a_name_that_the_layout_cannot_write_is_told_on_the_page_and_not_handed_out(
    web_world, kinds, treasurer, page
):
    kinds[0].name = "Đặng Wulan"
    kinds[0].save()
    code = _layout(web_world, CsvShape(encoding="windows1252", columns=USUAL.columns))
    routed(web_world, pppk_gaji=Way(name="Gaji PPPK", layout=code))
    _locked(web_world)

    seen = treasurer.get(page("daftar/"))
    taken = treasurer.get(page("daftar/jalur/pppk-gaji/"))

    words = "1 nama punya huruf yang tidak dikenal penyandian susunan ini, contoh “Đ”: Đặng Wulan"
    assert seen.status_code == 200
    assert words in said(text(seen))
    assert taken.status_code == 422
    assert words in said(text(taken))
    assert not Look.objects.filter(what="payroll.route_file").exists()


def test_who_differs_stands_by_route_so_that_each_payroll_list_is_asked_once(
    web_world, kinds, treasurer, page
):
    routed(web_world, pppk_gaji=Way(name="Gaji PPPK", is_open=True))
    list_id = payroll.locked(web_world)
    others = [nip for nip in payroll.nips(web_world, list_id) if nip not in {k.nip for k in kinds}]
    chosen = [kinds[0].nip, others[0], others[-1]]
    payroll.answered(web_world, list_id, **{f"n{nip}": 7_400 for nip in chosen})

    answer = treasurer.get(page("beda/"))

    rows = answer.context["rows"]
    assert [row.route for row in rows] == ["Gaji PNS", "Gaji PNS, TPP PNS", "Gaji PPPK"]
    assert {row.person.nip for row in rows} == set(chosen)
    assert "Gaji PPPK" in said(text(answer))
