from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from payung.foundation.access.models import ActivationCode, Duty, Person
from payung.kernel.people import Role
from payung.stages.registry.models import CivilServant
from tests.factories import desk
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(web_world):
    return signed_in(Role.SECRETARIAT)


def _invite(world: World, client: Client, role: Role, **more: object):
    said = {
        "nama_masuk": "petugas-baru",
        "nama": "Joko Utami",
        "peran": str(role),
        "kantor": str(world.agencies["Kecamatan Boja"]),
        "alasan": "Pengganti",
        **boxes("mulai", world.today),
        **more,
    }
    return send(client, "/kelola/pengguna/undang/", **said)


def _duty(role: Role) -> Duty:
    return Duty.objects.get(person__sign_in="petugas-baru", role=role)


class TestInviting:
    def test_an_officer_works_at_once_and_gets_a_printed_code(self, web_world: World, client):
        answer = _invite(web_world, client, Role.OFFICER)
        person = Person.objects.get(sign_in="petugas-baru")

        shown = send(client, reverse("manage-person-code-issue", args=[person.pk]))
        page = told(client.get(shown.headers["Location"]))

        assert answer.status_code == 302
        assert _duty(Role.OFFICER).ends_on is None
        assert ActivationCode.objects.filter(person=person, used_at=None).count() == 1
        assert "Kode hanya tampil sepuluh menit" in page
        assert shown.headers["Location"] not in page

    @pytest.mark.parametrize("role", [Role.TREASURER, Role.SECRETARIAT])
    def test_money_and_users_wait_for_a_second_person(self, web_world: World, client, role):
        _invite(web_world, client, role)

        duty = _duty(role)
        assert duty.ends_on == duty.starts_on, "it opens nothing"
        own = told(client.get("/kelola/pengguna/?tampil=diusulkan"))
        assert "Menunggu orang kedua" in own

    def test_an_office_role_without_an_office_is_told(self, web_world: World, client):
        answer = _invite(web_world, client, Role.OFFICER, kantor="")

        assert answer.status_code == 422
        assert told(answer).count("Pilih kantor untuk peran ini") == 2

    def test_a_civil_servant_is_named_by_the_staff_list(self, web_world: World, client):
        servant = CivilServant.objects.filter(regency_id=web_world.regency_id)[3]

        _invite(web_world, client, Role.OFFICER, nama_masuk=servant.nip, nama="")

        person = Person.objects.get(sign_in=servant.nip)
        assert (person.name, person.civil_servant_id) == (servant.name, servant.pk)

    def test_somebody_who_is_here_already_is_told_of(self, web_world: World, client):
        assert "Sudah ada akun" in told(
            _invite(web_world, client, Role.OFFICER, nama_masuk="officer")
        )

    @pytest.mark.parametrize("role", ["sponsor", "system", "raja"])
    def test_no_other_role_can_be_slipped_in(self, web_world: World, client, role):
        assert _invite(web_world, client, Role.OFFICER, peran=role).status_code == 422


class TestTheSecondPerson:
    def _decide(self, client: Client, approval_id: int, **more: object):
        path = reverse("manage-decision", args=[approval_id])
        seen = client.get(path).content.decode().split('name="seen" value="')[1].split('"')[0]
        return send(client, path, **{"seen": seen, **more})

    def test_agrees_and_the_role_is_in_force(self, web_world: World):
        approval_id = desk.proposal(web_world)
        desk.second(web_world)

        answer = self._decide(come_in(desk.SECOND), approval_id)

        assert answer.status_code == 302
        duty = Duty.objects.get(person__sign_in="calon-bendahara")
        assert (duty.starts_on, duty.ends_on) == (web_world.today, None)

    def test_is_never_the_one_who_asked(self, web_world: World, client):
        answer = self._decide(client, desk.proposal(web_world))

        assert answer.status_code == 422
        assert "Yang memutuskan harus orang lain" in told(answer)

    def test_is_never_the_one_who_would_hold_it(self, web_world: World):
        approval_id = desk.proposal(web_world)
        person = Person.objects.get(sign_in="calon-bendahara")
        worlds.give(web_world, person.pk, Role.SECRETARIAT)
        chosen = come_in("calon-bendahara")

        assert self._decide(chosen, approval_id).status_code == 422

    def test_refuses_with_a_reason_and_nothing_begins(self, web_world: World):
        approval_id = desk.proposal(web_world)
        desk.second(web_world)
        other = come_in(desk.SECOND)

        without = self._decide(other, approval_id, tolak="1")
        answer = self._decide(other, approval_id, tolak="1", alasan="Belum dilantik")

        assert (without.status_code, answer.status_code) == (422, 302)
        duty = Duty.objects.get(person__sign_in="calon-bendahara")
        assert duty.ends_on == duty.starts_on
        assert other.get(reverse("manage-decision", args=[approval_id])).status_code == 404

    def test_sees_other_facts_than_were_asked_and_cannot_agree(self, web_world: World):
        approval_id = desk.proposal(web_world)
        desk.second(web_world)

        answer = self._decide(come_in(desk.SECOND), approval_id, seen="0" * 64)

        assert answer.status_code == 422
        assert "Angka berubah" in told(answer)


class TestEnding:
    def test_takes_the_role_with_the_next_request(self, web_world: World, client):
        officer = signed_in(Role.OFFICER)
        duty = Duty.objects.get(person_id=web_world.people[Role.OFFICER], role=Role.OFFICER)
        path = reverse("manage-duty-end", args=[duty.person_id, duty.pk])

        send(client, path, alasan="Pindah tugas", **boxes("tanggal", web_world.today))

        assert officer.get("/kantor/").status_code == 302

    def test_is_today_or_later(self, web_world: World, client):
        duty = Duty.objects.get(person_id=web_world.people[Role.OFFICER], role=Role.OFFICER)
        path = reverse("manage-duty-end", args=[duty.person_id, duty.pk])
        yesterday = boxes("tanggal", web_world.today - timedelta(days=1))

        assert send(client, path, alasan="x", **yesterday).status_code == 422

    def test_ending_sessions_puts_somebody_out_everywhere(self, web_world: World, client):
        officer = signed_in(Role.OFFICER)
        path = reverse("manage-person-sign-out", args=[web_world.people[Role.OFFICER]])

        send(client, path, alasan="Laptop hilang")

        assert officer.get("/kantor/").status_code == 302


def test_nobody_makes_a_code_or_a_role_for_themselves(web_world: World, client):
    own = web_world.people[Role.SECRETARIAT]
    role = {"peran": "auditor", "alasan": "coba", **boxes("mulai", web_world.today)}

    code = send(client, reverse("manage-person-code-issue", args=[own]))
    given = send(client, reverse("manage-duty-give", args=[own]), **role)

    assert (code.status_code, given.status_code) == (422, 422)
    assert not ActivationCode.objects.filter(person_id=own).exists()


def test_a_form_sent_twice_invites_once(web_world: World, client):
    page = client.get("/kelola/pengguna/undang/").content.decode()
    key = page.split('name="form_key" value="')[1].split('"')[0]
    said = {
        "form_key": key, "nama_masuk": "petugas-baru", "nama": "Joko Utami", "peran": "leader",
        "alasan": "Pengganti", **boxes("mulai", web_world.today),
    }  # fmt: skip

    answers = [client.post("/kelola/pengguna/undang/", said) for _ in range(2)]

    assert answers[0].status_code == 302
    assert "Sudah kami terima" in told(answers[1])
    assert Person.objects.filter(sign_in="petugas-baru").count() == 1
