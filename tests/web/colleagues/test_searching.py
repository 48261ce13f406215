"""S39: the own office answers, and nothing tells whether somebody is found elsewhere."""

import pytest

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.queries import search
from tests.factories import world as worlds
from tests.factories.batches import registered
from tests.factories.world import World
from tests.web.forms import send
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
SEARCH = "/kantor/cari/"
OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"


def _search(client, text: str) -> str:
    return send(client, SEARCH, {"cari": text}, follow=True).content.decode()


def test_a_worker_is_found_by_any_part_of_the_name(web_world: World):
    page = _search(signed_in(Role.OFFICER), "kasmu")

    assert "Kasmudi" in page
    assert "Perlu diperbaiki" in page


def test_a_worker_is_found_by_the_last_four_digits(web_world: World):
    viewer = worlds.actor(web_world, Role.OFFICER).viewer
    known = search(viewer=viewer, text="Kasmudi")[0]

    page = _search(signed_in(Role.OFFICER), known.last_digits)

    assert "Kasmudi" in page
    assert f"NIK berakhir {known.last_digits}" in page


def test_found_elsewhere_and_found_nowhere_look_the_same(web_world: World):
    registered(web_world, OTHER, 1, first_name="Mbah Karto Sentono")
    client = signed_in(Role.OFFICER)

    elsewhere, nowhere = _search(client, "Mbah Karto"), _search(client, "Zzyzx Qwerty")

    assert "Tidak ketemu di kantor ini" in elsewhere
    assert _shape(elsewhere).replace("Mbah Karto", "…") == _shape(nowhere).replace(
        "Zzyzx Qwerty", "…"
    )


def _shape(page: str) -> str:
    return page.split("<h1>")[1].split("</main>")[0].split("csrfmiddlewaretoken")[0]


def test_every_search_is_noted_without_what_was_searched(web_world: World):
    client = signed_in(Role.OFFICER)
    before = Look.objects.filter(what="search").count()

    _search(client, "0911")

    look = Look.objects.filter(what="search").latest("pk")
    assert Look.objects.filter(what="search").count() == before + 1
    assert "0911" not in f"{look.reason}{look.subject_type}{look.subject_id}"


def test_what_was_searched_stands_in_no_address_and_not_in_clear_in_the_session(web_world: World):
    client = signed_in(Role.OFFICER)

    answer = send(client, SEARCH, {"cari": "Kasmudi"})

    assert answer["Location"] == SEARCH
    assert "Kasmudi" not in str(dict(client.session))


@pytest.mark.parametrize("text", ["", "a", "123", "12345", "3324060903700903"])
def test_too_little_or_a_whole_nik_is_refused_with_what_to_write(web_world: World, text: str):
    answer = send(signed_in(Role.OFFICER), SEARCH, {"cari": text})

    assert answer.status_code == 422
    assert "4 angka terakhir NIK" in answer.content.decode()


def test_signs_of_the_database_language_are_only_signs(web_world: World):
    for text in ("%%", "__", "' OR 1=1 --", "\\\\"):
        answer = send(signed_in(Role.OFFICER), SEARCH, {"cari": text}, follow=True)
        assert "Kasmudi" not in answer.content.decode()


def test_results_are_the_viewers_own_whoever_asks(web_world: World):
    own = set(
        Sponsorship.objects.filter(agency_id=web_world.agencies[OWN]).values_list("pk", flat=True)
    )
    for role in Role:
        if role is Role.SYSTEM:
            continue
        found = search(viewer=worlds.actor(web_world, role).viewer, text="ri", most=500)
        assert {row.sponsorship_id for row in found} <= own, role
        if role is not Role.OFFICER:
            assert found == [], role
