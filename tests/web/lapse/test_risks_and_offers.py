"""What people see of a coming loss of cover, and what they can do about it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.membership.models import Payer
from payung.stages.registry.models import CivilServant, Worker
from payung.web.refs import ref_of
from tests.factories.world import World
from tests.web.forms import hidden
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db

OFFICE = "Dinas Kesehatan"


def leave(world: World, office: str = OFFICE) -> Sponsorship:
    """Let a sponsor of the office, not the one who signs in, vanish from the staff list."""
    payer = (
        Payer.objects.filter(
            sponsor__agency_id=world.agencies[office],
            sponsorship__state="accepted",
            until_month=None,
        )
        .exclude(sponsor_id=world.sponsor_id)
        .order_by("pk")[0]
    )
    CivilServant.objects.filter(pk=payer.sponsor_id).update(gone_on=world.today - timedelta(days=1))
    Worker.objects.filter(pk=payer.worker_id).update(
        occupation="Petani", district_code="33.24.06", name="Sukini Wulandari"
    )
    return payer.sponsorship


def offer(one: Sponsorship) -> str:
    return f"/saya/tawaran/{ref_of('sponsorship', one.pk)}/"


def take(client: Client, place: str, **said: str):
    page = client.get(place).content.decode()
    batas = re.search(r'name="batas" value="(\d+)"', page)
    assert batas is not None
    return client.post(place, {**hidden(page), "batas": batas[1], "sumber": "gaji", **said})


class TestFirstPages:
    def test_tell_the_sponsor_of_the_own_worker_with_the_way_out(self, web_world: World):
        page = told(signed_in(Role.SPONSOR).get("/saya/"))

        assert "Pekerja Anda bisa kehilangan perlindungan" in page
        assert "Warsito" in page
        assert re.search(r"Sisa \d+ hari", page)

    @pytest.mark.parametrize(
        ("role", "place"), [(Role.OFFICER, "/kantor/"), (Role.SECRETARIAT, "/kelola/")]
    )
    def test_count_workers_and_days(self, web_world: World, role, place):
        page = told(signed_in(role).get(place))

        assert re.search(r"\d+ pekerja bisa kehilangan perlindungan", page)
        assert re.search(r"sisa \d+ hari", page)


class TestTheLists:
    def test_of_the_office_names_worker_sponsor_fact_and_day(self, web_world: World):
        leave(web_world)

        page = told(signed_in(Role.OFFICER).get("/kantor/akan-berhenti/"))

        assert "Sukini Wulandari" in page
        assert "tidak ada lagi di daftar pegawai" in page
        assert "Ditawarkan ke rekan sekantor." in page

    def test_of_the_regency_counts_by_office_and_names_nobody(self, web_world: World):
        leave(web_world)

        page = told(signed_in(Role.SECRETARIAT).get("/kelola/akan-berhenti/"))

        assert OFFICE in page
        assert "Sukini" not in page


class TestOffers:
    def test_name_nobody_until_the_worker_is_taken_on(self, web_world: World):
        one = leave(web_world)
        client = signed_in(Role.SPONSOR)

        home, listed, shown = (client.get(p) for p in ("/saya/", "/saya/tawaran/", offer(one)))

        assert "pekerja di kantor Anda mencari pelindung baru" in told(home)
        for page in (listed, shown):
            assert "Seorang petani di Kecamatan Boja mencari pelindung baru" in told(page)
            assert "Sukini" not in page.content.decode()

    def test_are_taken_with_one_button_and_the_worker_stays_covered(self, web_world: World):
        one = leave(web_world)
        client = signed_in(Role.SPONSOR)

        answer = take(client, offer(one))

        assert answer.status_code == 302
        page = told(client.get(answer.headers["Location"]))
        assert "Sukini Wulandari" in page
        assert "Perlindungannya tidak terputus." in page
        new = Sponsorship.objects.get(follows=one)
        assert (new.sponsor_id, new.state) == (web_world.sponsor_id, "accepted")
        assert Consent.objects.get(sponsorship=new).ceiling_idr == 16_800

    def test_need_the_source_of_pay(self, web_world: World):
        answer = take(signed_in(Role.SPONSOR), offer(leave(web_world)), sumber="")

        assert answer.status_code == 422
        assert "Pilih asal potongan" in told(answer)

    def test_are_shown_again_where_the_terms_are_not_those_that_were_read(self, web_world: World):
        one = leave(web_world)

        answer = take(signed_in(Role.SPONSOR), offer(one), batas="8400")

        assert answer.status_code == 422
        assert "Iurannya berubah" in told(answer)
        assert not Sponsorship.objects.filter(follows=one).exists()

    def test_that_are_gone_are_not_there(self, web_world: World):
        one = leave(web_world)
        client = signed_in(Role.SPONSOR)
        take(client, offer(one))

        assert client.get(offer(one)).status_code == 404

    def test_of_another_office_are_not_there(self, web_world: World):
        one = leave(web_world, "Kecamatan Boja")
        client = signed_in(Role.SPONSOR)

        assert client.get(offer(one)).status_code == 404
        assert "Seorang petani" not in told(client.get("/saya/tawaran/"))

    def test_a_double_tap_takes_one_worker_on_once(self, web_world: World):
        one = leave(web_world)
        client = signed_in(Role.SPONSOR)
        page = client.get(offer(one)).content.decode()
        said = {**hidden(page), "batas": "16800", "sumber": "gaji"}

        client.post(offer(one), said)
        client.post(offer(one), said)

        assert Sponsorship.objects.filter(follows=one).count() == 1


class TestConsentAgain:
    @pytest.fixture
    def low(self, web_world: World) -> Sponsorship:
        one = Sponsorship.objects.filter(
            sponsor_id=web_world.sponsor_id, state="accepted"
        ).order_by("pk")[0]
        Consent.objects.create(
            sponsorship=one,
            version=1,
            ceiling_idr=100,
            given_on=Month.of(web_world.today).first_day,
            evidence="form",
        )
        return one

    def test_shows_old_and_new_and_takes_it_with_one_button(self, low):
        client = signed_in(Role.SPONSOR)
        page = client.get("/saya/persetujuan/")
        assert "Izin lama Rp100, izin baru paling banyak Rp16.800 per bulan" in told(page)
        value = re.search(r'name="izin" value="([^"]+)"', page.content.decode())
        assert value is not None

        answer = client.post(
            "/saya/persetujuan/", {**hidden(page.content.decode()), "izin": [value[1]]}
        )

        assert answer.status_code == 302
        assert Consent.objects.filter(sponsorship=low).latest("version").ceiling_idr == 16_800
        assert "Semua izin Anda cukup" in told(client.get("/saya/persetujuan/"))

    def test_needs_one_worker_at_least_and_none_but_the_own(self, low):
        client = signed_in(Role.SPONSOR)
        page = client.get("/saya/persetujuan/").content.decode()
        foreign = Sponsorship.objects.exclude(sponsor_id=low.sponsor_id)[0]
        forged = f"{ref_of('sponsorship', foreign.pk)}-16800"

        for izin, words in (
            ([], "Pilih paling sedikit satu pekerja."),
            (["bukan-acuan"], "Pilih paling sedikit satu pekerja."),
            ([forged], "Izin ini tidak menunggu lagi."),
            ([f"{ref_of('sponsorship', low.pk)}-8400"], "Iurannya berubah"),
        ):
            answer = client.post("/saya/persetujuan/", {**hidden(page), "izin": izin})
            assert answer.status_code == 422
            assert words in told(answer)
        assert Consent.objects.filter(sponsorship=low).count() == 1

    def test_is_linked_from_the_first_page(self, low):
        page = signed_in(Role.SPONSOR).get("/saya/").content.decode()

        assert 'href="/saya/persetujuan/"' in page
