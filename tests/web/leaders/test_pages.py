"""S50 to S54: what a leader reads, what a message says, and who may set a target."""

import csv
import re
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from payung.foundation.access.models import Duty
from payung.kernel.month import Month
from payung.kernel.names import fold
from payung.kernel.people import Role, Viewer
from payung.reports.leaders.look import look
from payung.stages.monitoring.models import Target
from payung.stages.monitoring.operations import set_target, state_figure
from payung.stages.registry.models import Agency, Area
from payung.web.leaders.words import old_data
from tests.factories.world import World, actor
from tests.web.signing_in import come_in, signed_in

SVG = re.compile(r'<svg class="on-(?:wide|narrow)".*?</svg>', re.S)
MOST_OF_A_CHART = 12 * 1024


def _page(path: str, role: Role = Role.LEADER) -> str:
    answer = signed_in(role).get(f"/pimpinan/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def _plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split()).replace(" .", ".").replace(" ,", ",")


def _aim(world: World, percent: str, code: str = "N5", size: str = "") -> None:
    set_target(
        regency_id=world.regency_id,
        year=world.today.year,
        size=size,
        code=code,
        percent=Decimal(percent),
        due_on=date(world.today.year, 12, 31),
        reason="SE Bupati 440/4450",
        by=actor(world, Role.SECRETARIAT),
        at=world.at,
    )


@pytest.fixture
def twenty(web_world: World) -> World:
    """The world with all sub-districts of its regency, and a target."""
    for number in range(1, 21):
        code, name = f"33.24.{number:02}", f"Kecamatan {number}"
        Area.objects.get_or_create(
            code=code, defaults={"name": name, "folded": fold(name), "parent_code": "33.24"}
        )
    _aim(web_world, "90")
    return web_world


class TestHome:
    def test_says_how_it_stands_and_what_to_do_before_anything_else(self, twenty: World):
        page = _plain(_page(""))

        assert re.search(
            r"[0-9]+ pekerja terlindungi sejauh ini, [0-9]+ kantor belum menutup", page
        )
        assert "Langkah sekarang: hubungi 5 kantor" in page
        assert page.index("5 kantor untuk dihubungi") < page.index("Apakah berjalan baik?")
        assert "Sasaran 90 pada 31/12" in page
        assert "Cara menghitung" in page

    def test_a_message_names_an_office_and_no_person_but_its_officer(self, web_world: World):
        links = re.findall(r'href="(https://wa\.me/[^"]+)"', _page(""))

        texts = [unquote(link.partition("text=")[2]) for link in links]
        assert len(texts) == 5
        assert all(text.startswith("Yth. Kepala ") for text in texts)
        assert "belum ditutup" in texts[0]
        assert not any("Siti Rahayu" in text or "Rp" in text for text in texts)

    def test_every_drawing_is_light_and_has_its_numbers_in_a_table_beneath(self, twenty: World):
        page = _page("")
        drawings = SVG.findall(page)

        assert 2 <= page.count('<figure class="chart') <= 3
        assert len(drawings) == 2 * page.count('<figure class="chart')
        assert max(len(drawing.encode()) for drawing in drawings) <= MOST_OF_A_CHART
        for figure in re.findall(r"<figure.*?</figure>", page, re.S):
            table = _plain(figure[figure.index("<table") :])
            shown = re.findall(r'class="value[^"]*"[^>]*>([^<]+)<', figure)
            assert shown
            assert all(value.removeprefix("Sasaran ") in table for value in shown)

    def test_old_figures_are_told_to_be_old(self, web_world: World):
        viewer = Viewer(Role.LEADER, 1, web_world.regency_id, None)
        seen = look(viewer=viewer, on=web_world.today)
        assert seen is not None
        assert seen.taken_at is not None

        def said(hours: int, days: int) -> int:
            at, on = seen.taken_at + timedelta(hours=hours), web_world.today + timedelta(days=days)
            return len(old_data(seen, at, on))

        assert [said(24, 0), said(25, 0), said(25, 62)] == [0, 1, 2]

    def test_korpri_reads_the_state_and_gets_no_link_that_refuses(self, web_world: World):
        page = _page("", Role.KORPRI)

        assert "/pimpinan/kantor/" not in page
        assert "/pimpinan/target/" not in page
        assert "/pimpinan/siapa/" not in page

    def test_without_a_target_says_so_and_draws_no_line_to_reach(self, web_world: World):
        page = _page("")

        assert "Sasaran belum ditetapkan" in page
        assert 'class="aim"' not in page

    def test_before_the_first_close_says_when_figures_may_come(self, web_world: World):
        Duty.objects.filter(role="leader").update(regency_id=web_world.other_regency_id)
        page = come_in("leader").get("/pimpinan/").content.decode()

        assert re.search(r"Angka pertama <span class=\"n\">[0-9]{2}/[0-9]{2}/", page)


@pytest.mark.parametrize("size", ["", "m"])
def test_every_page_speaks_english_too(twenty: World, size: str):
    _aim(twenty, "40", "N3", size)
    client = signed_in(Role.LEADER)
    client.cookies["bahasa"] = "en"
    office = reverse("leader-office", args=[twenty.agencies["Kecamatan Boja"]])

    for path in (
        "/pimpinan/",
        "/pimpinan/kantor/",
        office,
        "/pimpinan/siapa/",
        "/pimpinan/target/",
    ):
        page = client.get(path).content.decode()
        assert '<html lang="en">' in page
        # the message itself is read by a head of office, whatever the sender's screen speaks
        main = re.sub(r"<textarea.*?</textarea>", "", page.partition("<main")[2], flags=re.S)
        assert not re.search(r"\b(kantor|pekerja|sasaran)\b", _plain(main))


class TestOffices:
    def test_not_reported_is_not_zero_and_stands_last_whichever_way_it_is_read(
        self, web_world: World
    ):
        for path in ("kantor/?urut=naik", "kantor/?urut=naik&arah=balik"):
            names = re.findall(r'<th scope="row"><a[^>]+>([^<]+)</a>', _page(path))
            assert set(names[-3:]) == {
                "Dinas Pendidikan dan Kebudayaan",
                "Kecamatan Limbangan",
                "Satuan Polisi Pamong Praja dan Pemadam Kebakaran",
            }

    def test_a_sort_that_nobody_offers_is_the_usual_one(self, web_world: World):
        assert 'aria-sort="descending"' in _page("kantor/?urut=%27%3B&arah=x")

    def test_the_file_has_the_rows_of_the_screen_and_no_formula(self, web_world: World):
        Agency.objects.filter(name="Kecamatan Boja").update(name='=HYPERLINK("x")')
        answer = signed_in(Role.LEADER).get("/pimpinan/kantor/kantor.csv")
        rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
        shown = re.findall(r'<th scope="row"><a[^>]+>([^<]+)</a>', _page("kantor/?urut=nama"))

        assert len(rows) == len(shown)
        assert '\'=HYPERLINK("x")' in [row["kantor"] for row in rows]
        late = next(row for row in rows if row["kantor"].startswith("Satuan Polisi"))
        assert (late["keadaan"], late["sementara"], late["perubahan_poin"]) == (
            "Belum lapor",
            "ya",
            "",
        )


class TestOffice:
    def test_shows_its_year_its_message_and_whom_to_reach(self, web_world: World):
        url = reverse("leader-office", args=[web_world.agencies["Dinas Kesehatan"]])
        page = signed_in(Role.LEADER).get(url).content.decode()

        assert '<a href="/pimpinan/kantor/">' in page
        assert "Endah Lestari" in page
        assert "Rata-rata kabupaten" in page
        assert "belum pernah diundang" in page
        assert "Siti Rahayu" not in page

    def test_one_of_another_regency_is_not_there(self, web_world: World):
        url = reverse("leader-office", args=[web_world.other_agency_id])

        assert signed_in(Role.LEADER).get(url).status_code == 404


class TestWho:
    def test_a_small_count_is_hidden_and_cannot_be_worked_out(self, web_world: World):
        page = _page("siapa/")

        for table in re.findall(r"<table.*?</table>", page, re.S):
            counts = re.findall(r"<td><span class=\"n\">([0-9.]+)</span></td>", table)
            assert all(int(count.replace(".", "")) >= 5 for count in counts)
            assert table.count("disembunyikan") != 1


class TestTargets:
    URL = "/pimpinan/target/n5/semua/"
    GOOD = {
        "persen": "20,5%",
        "hari_sasaran_hari": "31",
        "hari_sasaran_bulan": "12",
        "dasar": "SE Bupati 440/4450",
    }

    def _send(self, client: Client, world: World, **said: str):
        page = client.get(self.URL).content.decode()
        key = re.search(r'name="form_key" value="([^"]+)"', page)
        assert key is not None
        form = {**self.GOOD, "hari_sasaran_tahun": str(world.today.year), "form_key": key[1]}
        return client.post(self.URL, form | said)

    def test_the_secretariat_sets_one_and_leaders_read_who_did(self, web_world: World):
        answer = self._send(signed_in(Role.SECRETARIAT), web_world)

        assert answer.status_code == 302
        page = _plain(_page("target/"))
        assert "20,5 pada 31/12" in page
        assert "oleh Yuli Purnomo" in page
        assert "Tetapkan" not in page.replace("Ditetapkan", "")

    @pytest.mark.parametrize(
        ("said", "words"),
        [
            ({"persen": "seratus"}, "Tulis persen di atas 0"),
            ({"persen": "0"}, "Tulis persen di atas 0"),
            ({"persen": "100,01"}, "Tulis persen di atas 0"),
            ({"hari_sasaran_tahun": "2019"}, "Pilih hari di tahun"),
            ({"dasar": " "}, "Tulis dasar sasaran"),
        ],
    )
    def test_what_is_no_target_is_refused_and_kept_in_the_form(self, web_world, said, words):
        answer = self._send(signed_in(Role.SECRETARIAT), web_world, **said)

        assert answer.status_code == 422
        page = answer.content.decode()
        assert page.count(words) == 2
        assert "<title>Galat: " in page
        assert not Target.objects.exists()

    @pytest.mark.parametrize("path", ["n4/semua/", "n5/xxl/", "n5/m-x/"])
    def test_a_figure_or_class_that_there_is_not_has_no_form(self, web_world: World, path: str):
        client = signed_in(Role.SECRETARIAT)

        assert client.get(f"/pimpinan/target/{path}").status_code == 404


def test_above_a_province_its_regencies_stand_where_offices_stood(web_world: World):
    Duty.objects.filter(role="leader").update(regency_id=None)
    client = come_in("leader")
    pages = {path: client.get(f"/pimpinan/{path}") for path in ("", "kantor/", "siapa/", "target/")}

    assert {answer.status_code for answer in pages.values()} == {200}
    home = _plain(pages[""].content.decode())
    assert "Provinsi 33" in home
    assert "kabupaten untuk dihubungi" in home
    assert "Kabupaten Klaten" in _plain(pages["kantor/"].content.decode())
    assert client.get("/pimpinan/?provinsi=99").status_code == 200


def test_the_time_before_payung_stands_with_its_names_and_sources(web_world: World):
    regency = {"name": "Kabupaten Kendal", "folded": "kabupaten kendal", "parent_code": "33"}
    Area.objects.get_or_create(code="33.24", defaults=regency)
    said = [("N5", 974, 10_345), ("N3.joining", 573, 1_834), ("queued", 282, None)]
    for code, part, whole in said:
        state_figure(
            code=code,
            place="33.24",
            month=Month(2025, 8),
            on=date(2025, 8, 19),
            part=part,
            whole=whole,
            source="Tribun Jateng",
            address="",
            printed="9,24%" if code == "N5" else "",
            replaces_id=None,
            by=actor(web_world, Role.SECRETARIAT),
            at=web_world.at,
        )
    page = _plain(_page(""))

    assert "Pekerja per 100 ASN 19/08/2025 974 dari 10.345 ( 9,42 )" in page
    assert "Partisipasi di kantor yang ikut 19/08/2025 573 dari 1.834 ( 31,24% )" in page
    assert "Terdaftar, belum mulai dibayar 19/08/2025 282" in page
    assert page.count("menurut Tribun Jateng, 19/08/2025") == 3
