"""Death lists at the secretariat's desk, and what comes of them on the officer's list."""

from datetime import timedelta

import pytest

from payung.foundation.audit.models import Look
from payung.kernel.people import Role, Viewer
from payung.kernel.wording import catalogue
from payung.process.deaths import refuse_match
from payung.process.endings import worker_died
from payung.reports.quality.data_pack import data_pack
from payung.stages.claims.models import Claim, DeathMatch
from payung.stages.enrolment.models import Sponsorship
from tests.factories import deaths
from tests.factories.deaths import Said, identity, member_of, sheet
from tests.factories.world import SYSTEM, World, actor
from tests.web.secretariat.sending import as_file, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
DESK, OFFICE = "/kelola/kematian/", "/kantor/kematian/"


def _link(page: str, part: str) -> str:
    """Return the first address on the page that begins with `part` and goes on."""
    rest = page.split(f'href="{part}')[1].split('"')[0]
    return f"{part}{rest}"


def test_goes_from_the_sheet_to_the_officers_list(web_world: World):
    client, died_on = signed_in(Role.SECRETARIAT), web_world.today - timedelta(days=9)
    member_of(web_world, "Dinas Kesehatan", 1)
    rows = [Said(name="H. Kasmoedi Oeji Dina", died_on=died_on), Said(name="", died_on=died_on)]
    assert "Belum ada daftar kematian" in told(client.get(DESK))
    assert send(client, DESK).status_code == 422

    kept = send(client, DESK, berkas=as_file(sheet(*rows), "kematian.csv"))
    review = told(client.get(kept.headers["Location"]))
    assert "1 baris mungkin peserta" in review
    assert "Nama dan tanggal lahir sama" in review
    assert "2 baris. 1 belum bisa dicocokkan" in review
    page = client.get(kept.headers["Location"]).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert send(client, kept.headers["Location"], seen="x").status_code == 422
    taken = send(client, kept.headers["Location"], seen=seen)
    assert taken.headers["Location"] == f"{DESK}periksa/"
    again = send(client, DESK, berkas=as_file(sheet(*rows), "kematian.csv"))
    assert again.status_code == 422

    one = _link(client.get(f"{DESK}periksa/").content.decode(), f"{DESK}periksa/")
    both = told(client.get(one))
    assert "Kasmoedi Oeji Dina" in both
    assert "Kasmudi Uji Dina" in both
    assert Look.objects.filter(what="deaths.match").exists()
    assert send(client, one, jawaban="mungkin").status_code == 422
    assert send(client, one, jawaban="sama").headers["Location"] == f"{DESK}selesai/"
    assert "Orang yang sama" in told(client.get(f"{DESK}selesai/"))
    assert "Sudah dipastikan" in told(client.get(one))
    claim = Claim.objects.get(died_on=died_on)

    officer = signed_in(Role.OFFICER)
    mine = officer.get(OFFICE).content.decode()
    assert "Kasmudi Uji Dina" in mine
    assert officer.get(_link(mine, "/klaim/")).status_code == 200
    assert claim.state == "reported"
    assert "Kami turut berduka" in officer.get("/pesan/").content.decode()


def test_somebody_else_stays_undone_and_can_be_recognised_later(web_world: World):
    client = signed_in(Role.SECRETARIAT)
    deaths.waiting_match(web_world)
    one = _link(client.get(f"{DESK}periksa/").content.decode(), f"{DESK}periksa/")

    assert send(client, one, jawaban="lain").status_code == 302
    assert "Semua sudah diputuskan" in told(client.get(f"{DESK}periksa/"))
    assert not Claim.objects.exclude(died_on=None).filter(worker__name__contains="Uji").exists()
    assert send(client, one, jawaban="lain").status_code == 302
    assert send(client, one, jawaban="sama").status_code == 302
    assert DeathMatch.objects.get().state == "same"


def test_an_answer_about_personal_data_tells_of_lists_and_of_nobody_else_on_them(web_world: World):
    deaths.waiting_match(web_world)
    match = DeathMatch.objects.get()
    viewer = Viewer(
        Role.SECRETARIAT, web_world.people[Role.SECRETARIAT], web_world.regency_id, None
    )

    def listed() -> dict[str, str]:
        pack = data_pack(viewer=viewer, worker_id=match.worker_id, civil_servant_id=None)
        assert pack is not None
        (row,) = next(one.rows for one in pack.sections if one.code == "death_lists")
        assert all(f"desk.pack.field.{name}" in catalogue() for name in row)
        return dict(row)

    assert (listed()["name"], listed()["match"]) == ("Kasmoedi Uji Dina", "belum diputuskan")
    refuse_match(match_id=match.pk, by=actor(web_world, Role.SECRETARIAT), at=web_world.at)
    asked = listed()
    assert asked["match"] == "bukan, orang lain"
    assert {asked[name] for name in ("name", "born_on", "village", "died_on")} == {""}


def test_a_death_on_record_is_on_both_lists_until_its_claim_begins(web_world: World):
    officer, desk = signed_in(Role.OFFICER), signed_in(Role.SECRETARIAT)
    found = Sponsorship.objects.get(pk=member_of(web_world, "Dinas Kesehatan", 2))
    worker_died(worker_id=found.worker_id, died_on=web_world.today, by=SYSTEM, at=web_world.at)

    assert "Kasmudi Uji Dina" in told(officer.get(OFFICE))
    regency = told(desk.get(f"{DESK}hak/"))
    assert "Kematian tanpa klaim" in regency
    assert "Kasmudi" not in regency
    assert "hak keluarga yang menunggu" in told(desk.get("/kelola/"))
    assert "Kematian dan hak keluarga: 1 menunggu" in told(officer.get("/kantor/"))

    begin = _link(officer.get(OFFICE).content.decode(), f"{OFFICE}mulai/")
    begun = send(officer, begin)
    assert officer.get(begun.headers["Location"]).status_code == 200
    assert officer.get(begin).status_code == 404
    assert "Kasmudi Uji Dina" not in told(officer.get(OFFICE))


def test_expected_deaths_are_shown_for_groups_of_five_and_without_blame(web_world: World):
    workers = Sponsorship.objects.filter(agency__name="Kecamatan Boja").values("worker_id")
    for row in workers:
        identity(row["worker_id"], "Tumini Uji")
    page = told(signed_in(Role.SECRETARIAT).get(f"{DESK}perkiraan/"))

    assert "Perkiraan kematian dan klaim" in page
    assert "kemungkinan keluarga belum tahu" in page
    assert "Tabel Mortalitas Indonesia IV" in page
    own = told(signed_in(Role.OFFICER).get(f"{OFFICE}perkiraan/"))
    assert "Kecamatan Boja" not in own
