"""S30: what waits, the one thing to do next, and the days to the cut-off."""

import re
from datetime import date

import pytest

from payung.kernel.people import Role
from payung.reports.homes.officer import next_cutoff, passed_cutoff
from payung.stages.enrolment.models import Sponsorship
from tests.factories.world import World
from tests.web.office.conftest import forty
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.split("<main")[1].split("</main>")[0]))


@pytest.mark.parametrize(
    ("on", "next_day", "passed"),
    [
        (date(2026, 12, 10), date(2026, 12, 10), None),
        (date(2026, 12, 11), date(2027, 1, 10), date(2026, 12, 10)),
        (date(2026, 12, 17), date(2027, 1, 10), date(2026, 12, 10)),
        (date(2026, 12, 18), date(2027, 1, 10), None),
    ],
)
def test_a_passed_cut_off_is_told_for_a_week(on: date, next_day: date, passed: date | None):
    assert (next_cutoff(on), passed_cutoff(on)) == (next_day, passed)


def test_the_one_next_action_is_the_first_pile_that_is_not_empty(officer, web_world: World):
    page = officer.get("/kantor/").content.decode()
    assert "Perbaiki 1 pendaftaran" in words(page)
    assert 'href="/kantor/pengajuan/?antrean=perbaiki"' in page

    mine = Sponsorship.objects.filter(agency_id=web_world.agencies["Dinas Kesehatan"])
    mine.filter(state="returned").update(state="cancelled")
    assert "Periksa 3 pendaftaran" in words(officer.get("/kantor/").content.decode())


def test_the_head_sees_the_piles_but_no_way_to_identities(web_world: World):
    page = signed_in(Role.OFFICE_HEAD).get("/kantor/").content.decode()

    assert "perlu diperbaiki" in words(page)
    assert "/kantor/pengajuan/" not in page.split("<main")[1]


def test_every_page_of_the_desk_speaks_english_too(officer, uploaded, nips, web_world: World):
    where = uploaded(forty(nips, bad=[3]))
    officer.cookies["bahasa"] = "en"
    pages = {
        "/kantor/": "cut-off",
        "/kantor/pengajuan/": "Registrations",
        "/kantor/tambah/": "Save and add another",
        "/kantor/unggah/": "Three rules",
        "/kantor/titipan/": "Nothing was left",
        where: "39 rows right. 1 to correct. 0 twice.",
        f"{where}baris/7/": "The original stays as it is",
    }

    for path, said in pages.items():
        page = officer.get(path).content.decode()
        assert said in words(page), path
        assert '<html lang="en">' in page
