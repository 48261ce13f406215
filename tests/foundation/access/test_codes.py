"""Printed codes: who may make one for whom, how long it lives, and that it works once."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password

from payung.foundation.access import operations, operations_codes, operations_factors
from payung.foundation.access.activation import TooOld, handed
from payung.foundation.access.codes import SIGNS, fresh_code, tidy
from payung.foundation.access.models import ActivationCode, Factor, Person
from payung.foundation.access.problems import (
    CodeDead,
    CodeForSelf,
    NotTheirsToHelp,
    PasswordRefused,
    SecondPersonMissing,
)
from payung.foundation.access.sign_in import MustWait, NotMatched
from payung.foundation.approvals.operations import SamePerson
from payung.foundation.audit.models import Event
from payung.kernel.people import Actor, Role
from payung.process.lost_factor import ask_factor_code, confirm_factor_code

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("test")
KENDAL, HEALTH, SCHOOLS = 7, 70, 71
WORD, PASSWORD = "wulan", "perahu kertas di sungai"


def _person(at, sign_in, role=Role.SPONSOR, agency_id=HEALTH, regency_id=KENDAL) -> int:
    person_id = operations.create_person(sign_in=sign_in, name="Wulan Sari", by=SYSTEM, at=at)
    operations.grant(
        person_id=person_id,
        role=role,
        regency_id=regency_id,
        agency_id=agency_id,
        starts_on=at.date(),
        by=SYSTEM,
        at=at,
    )
    return person_id


def _actor(at, sign_in="petugas", role=Role.OFFICER, agency_id=HEALTH, regency_id=KENDAL) -> Actor:
    person_id = _person(at, sign_in, role, agency_id, regency_id)
    return Actor(person_id, "Endah", role, regency_id, agency_id, "test")


@pytest.fixture
def wulan(at) -> int:
    return _person(at, WORD)


def _issue(person_id, at, by=SYSTEM, **more) -> str:
    return operations_codes.issue_code(person_id=person_id, by=by, at=at, **more)


def _handed(code, at, sign_in=WORD):
    return handed(sign_in=sign_in, code=code, address="10.0.0.1", at=at)


class TestTheCode:
    def test_is_twelve_signs_in_groups_without_look_alikes(self):
        codes = [fresh_code(12) for _ in range(500)]

        assert len(set(codes)) == 500
        assert all(len(code) == 14 and code[4] == code[9] == "-" for code in codes)
        assert not set("".join(codes)) & set("ILOU")

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("o0Il-1", "00111"), (" ab cd ", "ABCD"), ("u", "V"), ("7f3k–92xy", "7F3K92XY")],
    )
    def test_is_read_as_people_type_it(self, typed, meant):
        assert tidy(typed) == meant

    def test_every_sign_stands_for_itself(self):
        assert tidy(SIGNS) == SIGNS

    def test_is_kept_as_a_keyed_hash(self, wulan, at):
        code = _issue(wulan, at)

        assert tidy(code).encode() not in bytes(ActivationCode.objects.get().digest)
        assert all(tidy(code) not in str(event.detail) for event in Event.objects.all())


class TestIssuing:
    def test_an_officer_makes_one_for_a_sponsor_of_the_own_office(self, wulan, at):
        assert _handed(_issue(wulan, at, by=_actor(at)), at).person_id == wulan

    def test_nobody_makes_one_for_themselves(self, at):
        officer = _actor(at)

        with pytest.raises(CodeForSelf):
            _issue(officer.person_id, at, by=officer)

    @pytest.mark.parametrize(
        ("agency_id", "regency_id"), [(SCHOOLS, KENDAL), (HEALTH, 8), (SCHOOLS, 8)]
    )
    def test_an_officer_of_another_office_or_regency_makes_none(
        self, wulan, at, agency_id, regency_id
    ):
        with pytest.raises(NotTheirsToHelp):
            _issue(wulan, at, by=_actor(at, agency_id=agency_id, regency_id=regency_id))

    @pytest.mark.parametrize("role", [Role.TREASURER, Role.LEADER, Role.AUDITOR, Role.SPONSOR])
    def test_no_other_role_makes_one(self, wulan, at, role):
        with pytest.raises(NotTheirsToHelp):
            _issue(wulan, at, by=_actor(at, role=role))

    def test_an_officer_cannot_take_over_a_treasurer_who_never_came_in(self, at):
        treasurer = _person(at, "rudi", Role.TREASURER)

        with pytest.raises(NotTheirsToHelp):
            _issue(treasurer, at, by=_actor(at))

    def test_an_officer_helps_staff_whose_authenticator_stays(self, at):
        treasurer = _person(at, "rudi", Role.TREASURER)
        operations_factors.give_factor(person_id=treasurer, secret="A" * 32, by=SYSTEM, at=at)

        assert _issue(treasurer, at, by=_actor(at))

    def test_somebody_who_is_also_at_another_place_is_not_the_offices_alone(self, wulan, at):
        operations.grant(
            person_id=wulan,
            role=Role.KORPRI,
            regency_id=KENDAL,
            starts_on=at.date(),
            by=SYSTEM,
            at=at,
        )

        with pytest.raises(NotTheirsToHelp):
            _issue(wulan, at, by=_actor(at))

    def test_the_secretariat_helps_its_regency_and_no_other(self, wulan, at):
        assert _issue(wulan, at, by=_actor(at, "yuli", Role.SECRETARIAT))
        with pytest.raises(NotTheirsToHelp):
            _issue(wulan, at, by=_actor(at, "lain", Role.SECRETARIAT, regency_id=8))


class TestUsing:
    def test_lets_choose_a_password_once(self, wulan, at):
        code = _issue(wulan, at)
        found = _handed(code, at)
        chosen = {"code_id": found.code_id, "password": PASSWORD, "by": SYSTEM, "at": at}

        operations_codes.choose_password(**chosen)

        assert check_password(PASSWORD, Person.objects.get(pk=wulan).password)
        with pytest.raises(TooOld):
            _handed(code, at)
        with pytest.raises(CodeDead):
            operations_codes.choose_password(**chosen)

    def test_lives_72_hours_to_the_second(self, wulan, at):
        code = _issue(wulan, at)
        end = at + timedelta(hours=72)

        assert _handed(code, end - timedelta(seconds=1))
        with pytest.raises(TooOld):
            _handed(code, end)

    def test_a_page_left_open_does_not_lengthen_its_life(self, wulan, at):
        found = _handed(_issue(wulan, at), at)

        with pytest.raises(CodeDead):
            operations_codes.choose_password(
                code_id=found.code_id, password=PASSWORD, by=SYSTEM, at=at + timedelta(hours=73)
            )

    def test_a_refused_password_leaves_it_alive(self, wulan, at):
        code = _issue(wulan, at)
        with pytest.raises(PasswordRefused):
            operations_codes.choose_password(
                code_id=_handed(code, at).code_id, password="pendek", by=SYSTEM, at=at
            )

        assert _handed(code, at)

    def test_a_second_one_makes_the_first_worthless(self, wulan, at):
        first, second = _issue(wulan, at), _issue(wulan, at)

        with pytest.raises(TooOld):
            _handed(first, at)
        assert _handed(second, at)

    def test_of_another_person_is_as_wrong_as_any(self, wulan, at):
        code = _issue(_person(at, "rudi"), at)

        with pytest.raises(NotMatched):
            _handed(code, at)

    def test_guessing_is_slowed_down(self, wulan, at):
        for _ in range(5):
            with pytest.raises(NotMatched):
                _handed("AAAA-AAAA-AAAA", at)

        with pytest.raises(MustWait):
            _handed("AAAA-AAAA-AAAA", at)

    def test_can_be_revoked(self, wulan, at):
        code = _issue(wulan, at)
        operations_codes.revoke_codes(person_id=wulan, reason="surat hilang", by=SYSTEM, at=at)

        with pytest.raises(TooOld):
            _handed(code, at)

    @pytest.mark.parametrize("typed", ["", "\0", "' OR 1=1", "🌂" * 50, "x" * 10_000])
    def test_whatever_is_typed_is_only_wrong(self, wulan, at, typed):
        with pytest.raises(NotMatched):
            _handed(typed, at)


class TestALostPhone:
    def test_needs_two_people_who_are_not_its_owner(self, wulan, at):
        operations_factors.give_factor(person_id=wulan, secret="A" * 32, by=SYSTEM, at=at)
        first, second = _actor(at), _actor(at, "kedua")
        asked = ask_factor_code(person_id=wulan, reason="HP hilang", by=first, at=at)

        with pytest.raises(SamePerson):
            confirm_factor_code(approval_id=asked, by=first, at=at)
        code = confirm_factor_code(approval_id=asked, by=second, at=at)

        found = _handed(code, at)
        assert found.purpose == "factor"
        operations_codes.drop_lost_factor(code_id=found.code_id, by=SYSTEM, at=at)
        assert not Factor.objects.filter(person_id=wulan).exists()

    def test_its_owner_neither_asks_nor_confirms(self, at):
        owner, other = _actor(at), _actor(at, "kedua")

        with pytest.raises(CodeForSelf):
            ask_factor_code(person_id=owner.person_id, reason="HP hilang", by=owner, at=at)
        asked = ask_factor_code(person_id=owner.person_id, reason="HP hilang", by=other, at=at)
        with pytest.raises(CodeForSelf):
            confirm_factor_code(approval_id=asked, by=owner, at=at)

    def test_no_such_code_is_made_alone(self, wulan, at):
        with pytest.raises(SecondPersonMissing):
            _issue(wulan, at, by=_actor(at), purpose="factor")

    def test_a_code_for_a_password_does_not_touch_the_authenticator(self, wulan, at):
        operations_factors.give_factor(person_id=wulan, secret="A" * 32, by=SYSTEM, at=at)
        found = _handed(_issue(wulan, at), at)

        operations_codes.choose_password(code_id=found.code_id, password=PASSWORD, by=SYSTEM, at=at)

        assert Factor.objects.filter(person_id=wulan, confirmed_at__isnull=False).exists()
        with pytest.raises(CodeDead):
            operations_codes.drop_lost_factor(code_id=found.code_id, by=SYSTEM, at=at)
