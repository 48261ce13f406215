import re

import pytest

from payung.kernel.people import Role
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(web_world):
    answer = signed_in(Role.SECRETARIAT).get("/gaya/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_living_page_shows_every_cell_of_the_cover_strip(page):
    strip = page[page.index('<ol class="strip"') : page.index("</ol>", page.index('class="strip"'))]

    assert {"paid", "held", "due", "gap", "none"} <= set(re.findall(r'<li class="(\w+)', strip))


def test_every_field_has_a_label_of_its_own(page):
    fields = (
        r'<(?:input|select|textarea)(?![^>]*type="(?:hidden|radio|checkbox)")[^>]*\bid="([^"]+)"'
    )
    ids = re.findall(fields, page)

    assert len(ids) >= 30
    assert all(f'for="{field}"' in page for field in ids)


def test_no_id_stands_twice(page):
    ids = re.findall(r'\bid="([^"]+)"', page)

    assert sorted(ids) == sorted(set(ids))


def test_what_is_wrong_is_tied_to_its_field(page):
    assert 'aria-describedby="nik_salah-hint nik_salah-said"' in page
    assert 'href="#nik_salah"' in page
    assert page.count('aria-invalid="true"') >= 6


def test_it_speaks_english_to_whoever_asks(web_world):
    client = signed_in(Role.SECRETARIAT)
    client.get("/bahasa/en/?next=/gaya/")

    answer = client.get("/gaya/").content.decode()

    assert '<html lang="en">' in answer
    assert "The look of Payung" in answer
    assert "10,345" in answer
    assert "Rp210.000.000" in answer


def test_a_sponsor_has_no_use_for_it(web_world):
    assert signed_in(Role.SPONSOR).get("/gaya/").status_code == 403
