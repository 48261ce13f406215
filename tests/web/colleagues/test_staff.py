"""S38: only the own office's names, and codes that nobody can make for more than a sponsor."""

import pytest

from payung.foundation.access.models import ActivationCode, Factor, Person
from payung.kernel.people import Role
from payung.reports.colleagues import Show, colleagues, counts_of
from payung.stages.registry.models import CivilServant
from payung.web.refs import ref_of
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.forms import hidden, said, send
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
STAFF = "/kantor/asn/"
OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"


def _person_of(world: World, office: str, place: int = 3) -> CivilServant:
    people = CivilServant.objects.filter(agency_id=world.agencies[office]).order_by("-pk")
    return people[place]


def _codes_for(client, *people: CivilServant):
    return send(client, STAFF, {"pilih": [ref_of("civilservant", each.pk) for each in people]})


def test_codes_come_as_a_paper_once_and_are_kept_nowhere(web_world: World):
    client, person = signed_in(Role.OFFICER), _person_of(web_world, OWN)

    answer = _codes_for(client, person)

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert answer.content[:5] == b"%PDF-"
    made = ActivationCode.objects.get(person__civil_servant_id=person.pk)
    assert (made.purpose, made.used_at) == ("password", None)


def test_the_same_form_again_prints_no_second_code(web_world: World):
    client, person = signed_in(Role.OFFICER), _person_of(web_world, OWN)

    said = {
        **hidden(client.get(STAFF).content.decode()),
        "pilih": ref_of("civilservant", person.pk),
    }
    client.post(STAFF, said)

    again = client.post(STAFF, said)

    assert again["Content-Type"].startswith("text/html")
    assert ActivationCode.objects.filter(person__civil_servant_id=person.pk).count() == 1


def test_one_colleague_of_another_office_refuses_the_whole_form(web_world: World):
    client = signed_in(Role.OFFICER)
    before = ActivationCode.objects.count()

    answer = _codes_for(client, _person_of(web_world, OWN), _person_of(web_world, OTHER))

    assert answer.status_code == 404
    assert ActivationCode.objects.count() == before


def test_an_officer_cannot_take_over_a_treasurers_account_with_a_code(web_world: World):
    person = _person_of(web_world, OWN, 6)
    treasurer = worlds.person(web_world, "bendahara-lain", "Rina Sari", person.pk)
    worlds.give(web_world, treasurer, Role.TREASURER, web_world.agencies[OWN])
    Factor.objects.filter(person_id=treasurer).delete()

    answer = _codes_for(signed_in(Role.OFFICER), person)

    assert answer.status_code == 422
    assert not ActivationCode.objects.filter(person_id=treasurer).exists()


def test_nothing_ticked_is_told_and_nobody_gets_an_account(web_world: World):
    before = Person.objects.count()

    answer = send(signed_in(Role.OFFICER), STAFF, {})

    assert answer.status_code == 422
    assert "Centang 1 sampai 25 rekan" in answer.content.decode()
    assert Person.objects.count() == before


def test_who_takes_part_is_yes_or_no_and_nothing_about_whom(web_world: World):
    page = signed_in(Role.OFFICER).get(f"{STAFF}?lihat=sudah").content.decode()
    words = said(page.split("<main")[1].split("</main>")[0])  # a form's token may hold any letters

    assert "Wulan Handayani" in words
    assert "Siti Rahayu" not in page  # the worker of Wulan Handayani
    assert "Rp" not in words


def test_the_list_is_the_offices_own_for_every_viewer(web_world: World):
    own = set(
        CivilServant.objects.filter(agency_id=web_world.agencies[OWN]).values_list("pk", flat=True)
    )
    on = web_world.today
    for role in Role:
        if role is Role.SYSTEM:
            continue
        viewer = worlds.actor(web_world, role).viewer
        listed = colleagues(viewer=viewer, on=on, most=1000)
        assert {row.civil_servant_id for row in listed} <= own, role
        if viewer.sees_all_agencies or role is Role.SPONSOR:
            assert listed == [], role


def test_retirement_is_near_from_a_year_before_the_fifty_eighth_birthday(web_world: World):
    viewer = worlds.actor(web_world, Role.OFFICER).viewer
    person, on = _person_of(web_world, OWN, 9), web_world.today
    soon = on.replace(year=on.year + 1)
    for born, is_near in ((_years_before(soon, 58), True), (_years_before(soon, 57), False)):
        CivilServant.objects.filter(pk=person.pk).update(born_on=born)
        near = colleagues(viewer=viewer, on=on, show=Show.LEAVING, most=1000)
        assert (person.pk in {row.civil_servant_id for row in near}) is is_near


def test_counts_add_up(web_world: World):
    viewer = worlds.actor(web_world, Role.OFFICER).viewer
    counts = counts_of(viewer=viewer, on=web_world.today)

    assert counts.staff == 60
    assert counts.sponsors + counts.not_yet == counts.staff


def _years_before(day, years: int):
    return day.replace(year=day.year - years)
