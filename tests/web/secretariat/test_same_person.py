"""S104: an old NIP is gone and a new one is there: a person says whether it is the same person."""

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.process.staff_review import keep_staff_list
from payung.reports.quality.staff_list import read_list
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.files import import_staff
from payung.stages.registry.models import CivilServant, NipChange
from payung.web.refs import ref_of
from tests.factories import desk
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.secretariat.sending import send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def _list(world: World, *rows: tuple[CivilServant, str]) -> bytes:
    """Return the staff list with other NIPs for these people."""
    content = desk.listing(world).decode()
    for person, nip in rows:
        assert content.count(person.nip) == 1
        content = content.replace(person.nip, nip)
    return content.encode()


def _waiting(world: World, content: bytes) -> str:
    read = read_list(content=content, name="asn-desember.csv", on=world.today)
    by = desk.first(world)
    file_id = keep_staff_list(read=read, regency_id=world.regency_id, by=by, at=world.at)
    return reverse("manage-staff-review", args=[file_id])


def _person(world: World) -> tuple[CivilServant, str]:
    person = CivilServant.objects.get(pk=world.sponsor_id)
    return person, person.nip[:8] + "202610" + person.nip[14] + "991"


def _seen(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def test_both_rows_are_shown_and_nothing_is_decided_by_itself(web_world: World):
    person, new = _person(web_world)
    content = _list(web_world, (person, new))
    client, path = signed_in(Role.SECRETARIAT), _waiting(web_world, content)

    page = client.get(path)
    words = told(page)
    assert "Orang yang sama?" in words
    assert f"Ya, NIP-nya berganti {person.name}, NIP {person.nip[:8]} {person.nip[8:14]}" in words
    unanswered = send(client, path, seen=_seen(page.content.decode()))
    assert unanswered.status_code == 422
    assert "Pilih: orang yang sama atau orang lain" in told(unanswered)
    # By command nobody can be asked: the row waits, and the one missing stays on record.
    report = import_staff(
        content=content, name="x.csv", regency_id=web_world.regency_id, apply=True,
        by=worlds.SYSTEM, at=web_world.at,
    )  # fmt: skip
    assert report.refused == {"perhaps_same_person": 1}
    assert (report.counts["new"], report.counts["gone"], report.counts["kept"]) == (0, 0, 1)
    person.refresh_from_db()
    assert person.gone_on is None


@pytest.mark.parametrize("is_same", [True, False])
def test_yes_is_a_new_nip_and_no_is_a_new_person_and_a_departure(web_world: World, is_same: bool):
    person, new = _person(web_world)
    client, by_old = signed_in(Role.SECRETARIAT), _list(web_world)
    path = _waiting(web_world, _list(web_world, (person, new)))
    page = client.get(path).content.decode()
    field = page.split('name="sama-')[1].split('"')[0]
    answer = ref_of("civilservant", person.pk) if is_same else "lain"
    said = {"seen": _seen(page), f"sama-{field}": answer}

    assert send(client, path, **said).status_code == 302

    person.refresh_from_db()
    mine = set(Sponsorship.objects.filter(sponsor=person).values_list("state", flat=True))
    assert "accepted" in mine  # whoever they are, their workers are theirs still
    if is_same:
        assert (person.nip, person.gone_on) == (new, None)
        assert NipChange.objects.get().reason == "asn-desember.csv"
    else:
        assert person.gone_on == web_world.today
        assert CivilServant.objects.get(nip=new, gone_on=None).pk != person.pk
    # The same again changes nothing; a list with the old number is taken for who had it.
    standing = (CivilServant.objects.count(), NipChange.objects.count())
    assert send(client, path, seen=_seen(client.get(path).content.decode())).status_code == 302
    assert (CivilServant.objects.count(), NipChange.objects.count()) == standing
    if is_same:
        report = import_staff(
            content=by_old, name="lama.csv", regency_id=web_world.regency_id, apply=True,
            by=worlds.SYSTEM, at=web_world.at,
        )  # fmt: skip
        assert {report.counts[what] for what in ("new", "gone", "moved")} == {0}
        assert [p.finding.code for p in report.problems if p.column == "NIP"] == ["nip_former"]
        person.refresh_from_db()
        assert (person.nip, person.gone_on) == (new, None)


def test_twins_are_asked_about_and_one_person_is_not_two(web_world: World):
    person, new = _person(web_world)
    twin = (
        CivilServant.objects.filter(agency_id=person.agency_id)
        .exclude(pk=person.pk)
        .order_by("-pk")[0]
    )
    CivilServant.objects.filter(pk=twin.pk).update(
        name="Wulan Handayanti", folded="wulan handayanti"
    )
    twin.refresh_from_db()
    second = new[:-1] + "2"
    client = signed_in(Role.SECRETARIAT)
    path = _waiting(web_world, _list(web_world, (person, new), (twin, second)))
    page = client.get(path).content.decode()
    fields = list(dict.fromkeys(part.split('"')[0] for part in page.split('name="sama-')[1:]))
    assert len(fields) == 2
    same = ref_of("civilservant", person.pk)
    twice = send(client, path, **{"seen": _seen(page), **{f"sama-{one}": same for one in fields}})
    assert twice.status_code == 422
    assert "tidak bisa dipilih untuk dua baris" in told(twice)
    assert NipChange.objects.count() == 0
