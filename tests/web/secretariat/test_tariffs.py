"""S102: the law is read and announced, never typed; the past costs what it cost."""

from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from django.test import Client
from django.urls import reverse

from payung.foundation.rules import LawRefused, load, load_holidays
from payung.foundation.rules.law import PARAMETERS
from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.reports.tariffs.changing import coming_changes
from payung.reports.tariffs.law import tables
from payung.stages.membership.models import TariffNotice
from tests.factories.world import World
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import signed_in

PAST = {
    ("other", "private"): [
        ("2015-07", "2020-07", 16_800),
        ("2020-08", "2021-01", 168),
        ("2021-02", "2026-03", 16_800),
        ("2026-04", "2026-12", 8_400),
        ("2027-01", None, 16_800),
    ],
    ("transport", "private"): [
        ("2015-07", "2020-07", 16_800),
        ("2020-08", "2021-01", 168),
        ("2021-02", "2025-12", 16_800),
        ("2026-01", "2027-03", 8_400),
        ("2027-04", None, 16_800),
    ],
    ("other", "apbd"): [
        ("2015-07", "2020-07", 16_800),
        ("2020-08", "2021-01", 168),
        ("2021-02", None, 16_800),
    ],
}
"""What was paid. A new rule adds a row; whoever must change one here has changed the past."""


def shown(sector: str, funds: str) -> list[tuple[str, str | None, int]]:
    (table,) = [t for t in tables() if t.sector == sector and funds in t.funds]
    return [
        (str(r.since), None if r.last is None else str(r.last), r.total_idr) for r in table.rows
    ]


class TestTheLaw:
    @pytest.mark.parametrize("of", PAST)
    def test_costs_in_past_months_what_it_cost(self, of):
        assert shown(*of) == PAST[of]

    def test_shows_each_row_with_its_parts_and_instruments(self):
        (table,) = [t for t in tables() if t.sector == "other" and "private" in t.funds]
        discounted = table.rows[3]

        assert (discounted.jkk_idr, discounted.jkm_idr) == (5_000, 3_400)
        assert "PP 50/2025" in discounted.laws
        assert all(each.is_whole for each in tables())

    @pytest.mark.parametrize(("until", "problem"), [("2026-12", "gap"), ("2027-02", "overlap")])
    def test_with_a_gap_or_an_overlap_is_refused_as_a_whole(self, tmp_path, until, problem):
        folder = Path(copytree(PARAMETERS, tmp_path / "parameters"))
        file = folder / "diskon_pp50_2025_lainnya.yaml"
        file.write_text(file.read_text().replace("until: 2027-01", f"until: {until}"))

        with pytest.raises(LawRefused, match=problem):
            load(folder)

    @pytest.mark.parametrize(
        ("was", "becomes"),
        [
            ("2026-12-25: Natal", "2027-12-25: Natal"),
            ("2026-05-15: Kenaikan", "2026-05-14: Kenaikan"),
            ("    source: SKB", "    quelle: SKB"),
        ],
    )
    def test_on_holidays_is_refused_under_a_wrong_year_twice_or_without_source(
        self, tmp_path, was, becomes
    ):
        text = (PARAMETERS.parent / "holidays.yaml").read_text()
        assert was in text
        file = tmp_path / "holidays.yaml"
        file.write_text(text.replace(was, becomes))

        with pytest.raises(LawRefused, match=r"holidays\.yaml"):
            load_holidays(file)


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture
    def client(self, web_world: World) -> Client:
        return signed_in(Role.SECRETARIAT)

    def test_shows_rows_basis_and_who_pays(self, web_world: World, client):
        answer = client.get("/kelola/tarif/")
        page = told(answer)

        assert "Tidak ada celah dan tidak ada tumpang tindih" in page
        assert "Rp8.400" in page
        assert "PP 50/2025" in page
        assert 'href="#S13"' in answer.content.decode()
        assert 'id="S13"' in answer.content.decode()
        assert "Siapa membayar apa" in page
        assert str(Month.of(web_world.today).year) in page

    def test_has_no_form_that_changes_a_tariff(self, client):
        page = client.get("/kelola/tarif/").content.decode()

        assert '<form method="post"' not in page.split("<main", 1)[1]


@pytest.mark.django_db
class TestTheNotice:
    @pytest.fixture
    def place(self, web_world: World) -> tuple[Client, str, World]:
        changes = coming_changes(web_world.today)
        if not changes:
            pytest.skip("no tariff changes within a year of today")
        there = reverse("manage-tariff-notice", args=[str(changes[0])])
        return signed_in(Role.SECRETARIAT), there, web_world

    def test_is_chosen_and_moved(self, place):
        client, there, world = place

        for day in (world.today + timedelta(days=2), world.today + timedelta(days=3)):
            answer = send(client, there, **boxes("hari", day))
            assert answer.status_code == 302

        notice = TariffNotice.objects.get()
        assert notice.announce_on == day
        assert "Diumumkan" in told(client.get("/kelola/tarif/"))

    def test_refuses_a_day_that_lies_behind_and_none_at_all(self, place):
        client, there, world = place

        behind = send(client, there, **boxes("hari", world.today - timedelta(days=1)))
        none = send(client, there, hari_hari="", hari_bulan="", hari_tahun="")

        assert "Pilih hari ini atau sesudahnya" in told(behind)
        assert "Isi hari pengumuman" in told(none)
        assert {behind.status_code, none.status_code} == {422}
        assert not TariffNotice.objects.exists()

    def test_exists_only_for_a_month_that_changes(self, place):
        client, _, world = place
        quiet = next(
            month
            for month in Month.span(world.month, world.month + 12)
            if month not in coming_changes(world.today)
        )

        for named in (str(quiet), "2027-1", "nanti"):
            assert client.get(f"/kelola/tarif/{named}/").status_code == 404
