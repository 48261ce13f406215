"""OWASP ASVS 6.2 by default: length, no list of signs, and nothing that a guesser tries first."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password

from payung.foundation.access import operations
from payung.foundation.access.models import OldPassword, Person
from payung.foundation.access.password_rules import must_change, refusals
from payung.foundation.access.problems import PasswordRefused
from payung.foundation.access.sign_in import NotMatched, matched
from payung.kernel.people import Actor

SYSTEM = Actor.system("test")
WULAN = Person(sign_in="196504112005012901", name="Dr. Wulan Handayani, M.Kes.")


@pytest.mark.parametrize(
    "password",
    [
        "perahu kertas",
        "kuda makan bubur di pasar",
        "x7#kQ2!mZp9w",
        "   spasi di tepi   ",
        "hujan☔️turun🌂deras",
        "payung-dibuka-saat-hujan",
        "tanpa angka dan huruf besar",
        "a b c d e f g h i j k l",
        "sungai\0berbatu-besar",
        "p" + "anjang sekali " * 71,
    ],
)
def test_takes_any_signs_in_any_mixture(password):
    assert refusals(password, WULAN) == ()


@pytest.mark.parametrize("length", [12, 13, 64, 1000])
def test_takes_twelve_to_a_thousand_signs(length):
    assert refusals(("kuda lumping " * 80)[:length], WULAN) == ()


@pytest.mark.parametrize("length", [1, 7, 11])
def test_refuses_fewer_than_twelve(length):
    assert "access.password_short" in refusals("kuda lumping"[:length], WULAN)


@pytest.mark.parametrize("length", [1001, 1_000_000])
def test_refuses_more_than_a_thousand_and_cuts_nothing(length):
    assert refusals("k" * length, WULAN) == ("access.password_long",)


@pytest.mark.parametrize(
    "password",
    [
        *("123456789012", "000000000000", "password1234", "passwordpassword", "qwertyuiop123"),
        *(
            "Kendal2026!!",
            "KorpriKendal2026",
            "payungpayung1",
            "Payung Kendal 2026",
            "aaaaaaaaaaaa",
        ),
        *("rahasia12345", "bismillah2026!", "196504112005012901", "NIP196504112005012901"),
        *(
            "19650411-wulan",
            "11-04-1965 Wulan",
            "wulanhandayani",
            "WulanHandayani65",
            "abababababab",
        ),
        *("indonesiamerdeka1945", "adminadmin123"),
    ],
)
def test_refuses_what_a_guesser_tries_first(password):
    assert "access.password_common" in refusals(password, WULAN)


class TestUnderBssn:
    @pytest.fixture(autouse=True)
    def policy(self, settings):
        settings.PASSWORD_POLICY = "bssn"

    @pytest.mark.parametrize(
        "password", ["perahu kertas", "Perahu kertas", "Perahu kertas 7", "PERAHU-KERTAS-7"]
    )
    def test_wants_four_kinds_of_signs(self, password):
        assert refusals(password, WULAN) == ("access.password_mixed",)

    def test_takes_all_four(self):
        assert refusals("Perahu-kertas 7", WULAN) == ()

    @pytest.mark.django_db
    def test_wants_another_one_after_half_a_year(self, at):
        person = _with("Perahu-kertas 7", at)

        assert not must_change(person, at + timedelta(days=181))
        assert must_change(person, at + timedelta(days=183))

    @pytest.mark.django_db
    def test_refuses_the_one_in_use(self, at):
        assert refusals("Perahu-kertas 7", _with("Perahu-kertas 7", at)) == (
            "access.password_again",
        )

    @pytest.mark.django_db
    def test_refuses_the_five_before_and_takes_the_sixth_again(self, at):
        person = _with("Perahu-kertas 0", at)
        for number in range(1, 7):
            _change(person, f"Perahu-kertas {number}", at)
        person.refresh_from_db()

        assert refusals("Perahu-kertas 0", person) == ()
        for number in range(1, 7):
            assert refusals(f"Perahu-kertas {number}", person) == ("access.password_again",)
        assert OldPassword.objects.filter(person=person).count() == 5

    @pytest.mark.django_db
    def test_keeps_old_ones_hashed_and_never_another_persons(self, at):
        person = _with("Perahu-kertas 0", at)
        _change(person, "Perahu-kertas 1", at)
        other = Person.objects.create(sign_in="kasmudi", name="Kasmudi", password="!")

        assert refusals("Perahu-kertas 0", other) == ()
        (kept,) = OldPassword.objects.all()
        assert "Perahu" not in kept.password
        assert check_password("Perahu-kertas 0", kept.password)

    @pytest.mark.django_db
    def test_a_refused_one_is_not_remembered(self, at):
        person = _with("Perahu-kertas 0", at)

        with pytest.raises(PasswordRefused):
            _change(person, "pendek", at)

        assert not OldPassword.objects.exists()

    @pytest.mark.django_db
    def test_without_it_nothing_old_stays(self, at, settings):
        person = _with("Perahu-kertas 0", at)
        _change(person, "Perahu-kertas 1", at)
        settings.PASSWORD_POLICY = "asvs"

        _change(person, "Perahu-kertas 0", at)

        assert not OldPassword.objects.exists()


@pytest.mark.django_db
def test_never_wants_another_one_for_its_age_alone(at):
    assert not must_change(_with("perahu kertas", at), at + timedelta(days=4000))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("perahu kertas ", "perahu kertas"),
        ("perahu kertas☔️", "perahu kertas☔"),
        ("Perahu Kertas", "perahu kertas"),
        ("perahu\0kertas", "perahukertas"),
        ("kuda lumping " * 76 + "x", "kuda lumping " * 76),
    ],
)
def test_is_compared_sign_by_sign(at, chosen, typed):
    person = _with(chosen, at)

    assert check_password(chosen, person.password)
    with pytest.raises(NotMatched):
        matched(sign_in="wulan", password=typed, address="10.0.0.1", at=at)
    assert matched(sign_in="wulan", password=chosen, address="10.0.0.1", at=at) == person


@pytest.mark.django_db
def test_a_tail_beyond_a_thousand_signs_is_no_match(at):
    chosen = ("kuda lumping " * 77)[:1000]
    _with(chosen, at)

    with pytest.raises(NotMatched):
        matched(sign_in="wulan", password=chosen + "x", address="10.0.0.1", at=at)


def _change(person: Person, password: str, at) -> None:
    operations.set_password(person_id=person.pk, password=password, by=SYSTEM, at=at)


def _with(password, at) -> Person:
    person_id = operations.create_person(sign_in="wulan", name="Wulan Sari", by=SYSTEM, at=at)
    operations.set_password(person_id=person_id, password=password, by=SYSTEM, at=at)
    return Person.objects.get(pk=person_id)
