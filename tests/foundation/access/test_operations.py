from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import check_password

from payung.foundation.access import operations
from payung.foundation.access.models import Duty, Person
from payung.foundation.access.problems import (
    DutyHeld,
    GrantsSelf,
    NotTheirsToGrant,
    PasswordRefused,
    PlaceMissing,
    SecondPersonMissing,
    SignInTaken,
)
from payung.foundation.access.queries import duties_on
from payung.foundation.audit.models import Event
from payung.kernel.people import Actor, Role, Viewer

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("test")
ON = date(2026, 11, 20)
KENDAL, HEALTH = 7, 70


def _person(at, sign_in="endah", name="Endah Lestari") -> int:
    return operations.create_person(sign_in=sign_in, name=name, by=SYSTEM, at=at)


def _secretariat(at, regency_id=KENDAL) -> Actor:
    person_id = _person(at, sign_in=f"yuli{regency_id}", name="Yuli Purnomo")
    return Actor(person_id, "Yuli Purnomo", Role.SECRETARIAT, regency_id, None, "test")


def _grant(at, person_id, role=Role.OFFICER, by=SYSTEM, **more) -> int:
    wanted = {"regency_id": KENDAL, "agency_id": HEALTH, "starts_on": ON, **more}
    return operations.grant(person_id=person_id, role=role, by=by, at=at, **wanted)


class TestCreatePerson:
    def test_keeps_a_nip_without_its_spaces(self, at):
        person_id = _person(at, sign_in="19650411 199003 1 907")

        assert Person.objects.get(pk=person_id).sign_in == "196504111990031907"

    def test_cannot_sign_in_before_a_password_is_set(self, at):
        assert not Person.objects.get(pk=_person(at)).has_usable_password()

    def test_refuses_a_word_that_another_person_has(self, at):
        _person(at, sign_in="endah")

        with pytest.raises(SignInTaken):
            _person(at, sign_in=" ENDAH ")

    def test_leaves_an_event_without_a_name_in_it(self, at):
        person_id = _person(at)

        event = Event.objects.get(action="person.created", target_id=person_id)
        assert "Endah" not in str(event.detail)


class TestSetPassword:
    def test_keeps_only_a_hash(self, at):
        person_id = _person(at)

        operations.set_password(
            person_id=person_id, password="payung dibuka saat hujan", by=SYSTEM, at=at
        )

        kept = Person.objects.get(pk=person_id).password
        assert kept.startswith("argon2")
        assert check_password("payung dibuka saat hujan", kept)

    @pytest.mark.parametrize(
        ("password", "code"),
        [
            ("elevenchars", "access.password_short"),
            ("Kendal2026!", "access.password_short"),
            ("123456789012", "access.password_common"),
            ("abababababababab", "access.password_common"),
            ("endah-1234567890", "access.password_common"),
        ],
    )
    def test_refuses_a_weak_one_and_keeps_the_old(self, at, password, code):
        person_id = _person(at)
        before = Person.objects.get(pk=person_id).password

        with pytest.raises(PasswordRefused) as refused:
            operations.set_password(person_id=person_id, password=password, by=SYSTEM, at=at)

        assert code in refused.value.codes
        assert Person.objects.get(pk=person_id).password == before


class TestGrant:
    def test_is_in_force_from_its_first_day_up_to_the_day_before_its_end(self, at):
        person_id = _person(at)
        _grant(at, person_id, ends_on=ON + timedelta(days=2))

        def holds(on: date) -> bool:
            return bool(duties_on(viewer=Viewer.system(), person_id=person_id, on=on))

        assert [holds(ON + timedelta(days=days)) for days in (-1, 0, 1, 2)] == [
            False,
            True,
            True,
            False,
        ]

    def test_nobody_gives_a_duty_to_themselves(self, at):
        secretariat = _secretariat(at)

        with pytest.raises(GrantsSelf):
            _grant(at, secretariat.person_id, by=secretariat)

        assert not Duty.objects.exists()

    def test_nobody_approves_their_own_duty_as_second_person(self, at):
        person_id = _person(at)

        with pytest.raises(GrantsSelf):
            _grant(
                at,
                person_id,
                role=Role.TREASURER,
                by=_secretariat(at),
                second_person_id=person_id,
            )

    @pytest.mark.parametrize("role", [r for r in Role if r not in (Role.SECRETARIAT, Role.SYSTEM)])
    def test_only_the_secretariat_gives_duties(self, at, role):
        other = Actor(_person(at, sign_in="lain"), "Lain", role, KENDAL, HEALTH, "test")

        with pytest.raises(NotTheirsToGrant):
            _grant(at, _person(at), by=other)

    def test_the_secretariat_of_another_regency_does_not(self, at):
        with pytest.raises(NotTheirsToGrant):
            _grant(at, _person(at), by=_secretariat(at, regency_id=8))

    @pytest.mark.parametrize("role", [Role.TREASURER, Role.SECRETARIAT])
    def test_treasurer_and_secretariat_need_two_people(self, at, role):
        person_id, secretariat = _person(at), _secretariat(at)

        with pytest.raises(SecondPersonMissing):
            _grant(at, person_id, role=role, by=secretariat)
        with pytest.raises(SecondPersonMissing):
            _grant(
                at,
                person_id,
                role=role,
                by=secretariat,
                second_person_id=secretariat.person_id,
            )

        second = _person(at, sign_in="kedua", name="Kedua")
        assert _grant(at, person_id, role=role, by=secretariat, second_person_id=second)

    def test_an_officer_is_one_at_an_office(self, at):
        with pytest.raises(PlaceMissing):
            _grant(at, _person(at), agency_id=None)

    def test_a_leader_belongs_to_the_regency_and_to_no_office(self, at):
        duty_id = _grant(at, _person(at), role=Role.LEADER)

        assert Duty.objects.get(pk=duty_id).agency_id is None

    def test_a_leader_above_a_province_is_of_no_regency(self, at):
        person_id, above = _person(at), {"regency_id": None, "agency_id": None, "province": "33"}

        _grant(at, person_id, role=Role.LEADER, **above)

        [duty] = duties_on(viewer=Viewer.system(), person_id=person_id, on=ON)
        assert duty.viewer == Viewer(Role.LEADER, person_id, None, None, "33")
        assert duties_on(viewer=duty.viewer, person_id=person_id, on=ON) == [duty]
        colleague = _person(at, sign_in="lain", name="Lain")
        _grant(at, colleague)
        assert duties_on(viewer=duty.viewer, person_id=colleague, on=ON) == []
        with pytest.raises(DutyHeld):
            _grant(at, person_id, role=Role.LEADER, **above)
        with pytest.raises(NotTheirsToGrant):
            _grant(at, colleague, role=Role.LEADER, by=_secretariat(at), **above)

    @pytest.mark.parametrize(
        ("role", "regency_id", "agency_id", "province"),
        [
            (Role.LEADER, None, None, ""),
            (Role.LEADER, KENDAL, None, "33"),
            (Role.LEADER, None, HEALTH, "33"),
            (Role.AUDITOR, None, None, "33"),
            (Role.LEADER, None, None, "3"),
            (Role.LEADER, None, None, "333"),
            (Role.LEADER, None, None, "3a"),
            (Role.LEADER, None, None, "٣٣"),
        ],
    )
    def test_only_a_leader_is_above_a_province(self, at, role, regency_id, agency_id, province):
        place = {"regency_id": regency_id, "agency_id": agency_id, "province": province}

        with pytest.raises(PlaceMissing):
            _grant(at, _person(at), role=role, **place)

    def test_the_same_duty_is_held_once(self, at):
        person_id = _person(at)
        _grant(at, person_id)

        with pytest.raises(DutyHeld):
            _grant(at, person_id)


class TestEndDuty:
    def test_ends_on_the_day_itself(self, at):
        person_id = _person(at)
        duty_id = _grant(at, person_id, starts_on=ON - timedelta(days=9))

        operations.end_duty(duty_id=duty_id, ends_on=ON, reason="pindah", by=SYSTEM, at=at)

        assert duties_on(viewer=Viewer.system(), person_id=person_id, on=ON) == []

    def test_anybody_may_lay_down_their_own(self, at):
        person_id = _person(at)
        duty_id = _grant(at, person_id)
        own = Actor(person_id, "Endah", Role.OFFICER, KENDAL, HEALTH, "test")

        operations.end_duty(duty_id=duty_id, ends_on=ON, reason="pindah", by=own, at=at)

        assert Duty.objects.get(pk=duty_id).ends_on == ON

    def test_nobody_ends_another_persons(self, at):
        duty_id = _grant(at, _person(at))
        other = Actor(_person(at, sign_in="lain"), "Lain", Role.OFFICER, KENDAL, HEALTH, "test")

        with pytest.raises(NotTheirsToGrant):
            operations.end_duty(duty_id=duty_id, ends_on=ON, reason="", by=other, at=at)


def test_a_closed_person_holds_nothing(at):
    person_id = _person(at)
    _grant(at, person_id)

    operations.close_person(person_id=person_id, reason="pensiun", by=SYSTEM, at=at)

    assert duties_on(viewer=Viewer.system(), person_id=person_id, on=ON) == []
