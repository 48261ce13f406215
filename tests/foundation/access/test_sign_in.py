from datetime import timedelta

import pytest

from payung.foundation.access import operations, slow_down
from payung.foundation.access.models import Person, SignInTry
from payung.foundation.access.sign_in import MustWait, NotMatched, matched, typed
from payung.kernel.people import Actor

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("test")
PASSWORD = "payung dibuka saat hujan"
NIP = "196504111990031907"
HOME, ATTACKER = "10.0.0.1", "203.0.113.9"


@pytest.fixture
def person_id(at) -> int:
    made = operations.create_person(sign_in=NIP, name="Wulan", by=SYSTEM, at=at)
    operations.set_password(person_id=made, password=PASSWORD, by=SYSTEM, at=at)
    return made


def _try(at, *, password="salah", address=HOME, sign_in=NIP) -> Person:
    return matched(sign_in=sign_in, password=password, address=address, at=at)


def _fail(at, times: int, **more) -> None:
    for _ in range(times):
        with pytest.raises(NotMatched):
            _try(at, **more)


class TestTyped:
    @pytest.mark.parametrize(
        "given", ["196504111990031907", "19650411 199003 1 907", " 19650411.199003.1.907 "]
    )
    def test_a_nip_is_read_in_any_spacing(self, given):
        assert typed(given) == NIP

    def test_a_word_is_read_in_any_case_and_keeps_its_dot(self):
        assert typed(" Endah.Lestari ") == "endah.lestari"


class TestMatched:
    def test_lets_in_with_the_nip_as_it_stands_on_the_card(self, person_id, at):
        assert _try(at, password=PASSWORD, sign_in="19650411 199003 1 907").pk == person_id

    @pytest.mark.parametrize("password", ["", "salah", PASSWORD + " ", PASSWORD[:-1], "\0"])
    def test_refuses_any_other_password(self, person_id, at, password):
        with pytest.raises(NotMatched):
            _try(at, password=password)

    @pytest.mark.parametrize("sign_in", ["tidak-ada", "", "\0", "' OR 1=1 --", "x" * 5000])
    def test_refuses_an_unknown_name_in_the_same_words(self, person_id, at, sign_in):
        with pytest.raises(NotMatched):
            _try(at, sign_in=sign_in, password=PASSWORD)

    def test_refuses_a_closed_person_in_the_same_words(self, person_id, at):
        operations.close_person(person_id=person_id, reason="pensiun", by=SYSTEM, at=at)

        with pytest.raises(NotMatched):
            _try(at, password=PASSWORD)

    def test_refuses_a_person_without_a_password_in_the_same_words(self, at):
        operations.create_person(sign_in="baru", name="Baru", by=SYSTEM, at=at)

        with pytest.raises(NotMatched):
            _try(at, sign_in="baru", password="")


class TestSlowDown:
    def test_five_failures_are_free_and_the_sixth_try_waits(self, person_id, at):
        _fail(at, 5)

        with pytest.raises(MustWait):
            _try(at, password=PASSWORD)

    def test_the_right_password_works_after_the_wait(self, person_id, at):
        _fail(at, 5)

        assert _try(at + timedelta(seconds=15), password=PASSWORD).pk == person_id

    def test_the_wait_doubles_up_to_five_minutes(self, person_id, at):
        waits = []
        for _ in range(12):
            at += timedelta(minutes=6)
            _fail(at, 1)
            left = slow_down.wait(sign_in=NIP, address=HOME, at=at)
            waits.append(int(left.total_seconds()))

        assert waits == [0, 0, 0, 0, 15, 30, 60, 120, 240, 300, 300, 300]

    def test_somebody_elses_guesses_do_not_keep_the_person_out(self, person_id, at):
        for number in range(300):
            slow_down.note_failure(sign_in=NIP, address=f"203.0.113.{number}", at=at)

        assert _try(at, password=PASSWORD, address=HOME).pk == person_id

    def test_one_address_trying_many_accounts_is_slowed_as_well(self, person_id, at):
        for number in range(50):
            slow_down.note_failure(sign_in=f"1980{number}", address=ATTACKER, at=at)

        assert slow_down.wait(sign_in="yang-lain", address=ATTACKER, at=at)
        assert not slow_down.wait(sign_in="yang-lain", address=HOME, at=at)

    def test_signing_in_forgets_the_failures(self, person_id, at):
        _fail(at, 4)
        _try(at, password=PASSWORD)
        _fail(at, 4)

        assert _try(at, password=PASSWORD).pk == person_id

    def test_an_hour_without_a_failure_begins_anew(self, person_id, at):
        _fail(at, 5)
        later = at + timedelta(hours=1, seconds=1)

        _fail(later, 4)

        assert _try(later, password=PASSWORD).pk == person_id

    def test_keeps_neither_the_account_nor_the_address(self, person_id, at):
        _fail(at, 1)

        kept = b"".join(bytes(row.key) for row in SignInTry.objects.all())
        assert NIP.encode() not in kept
        assert HOME.encode() not in kept
