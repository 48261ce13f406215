from datetime import timedelta

import pyotp
import pytest

from payung.foundation.access import factors, operations, operations_factors
from payung.foundation.access.models import BackupCode, Factor
from payung.foundation.access.problems import (
    CodeNotMatched,
    FactorCompulsory,
    FactorInForce,
    NoFactor,
)
from payung.foundation.audit.models import Event
from payung.kernel.people import Actor, Role

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("test")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def person_id(at) -> int:
    return operations.create_person(sign_in="endah", name="Endah Lestari", by=SYSTEM, at=at)


@pytest.fixture
def codes(person_id, at) -> list[str]:
    return operations_factors.give_factor(person_id=person_id, secret=SECRET, by=SYSTEM, at=at)


def _shown(at) -> str:
    return pyotp.TOTP(SECRET).at(int(at.timestamp()))


def _take(person_id, typed, at) -> bool:
    return factors.take_code(person_id=person_id, typed=typed, at=at)


class TestTheSixFigures:
    def test_are_taken_once(self, person_id, codes, at):
        assert _take(person_id, _shown(at), at)
        assert not _take(person_id, _shown(at), at)

    @pytest.mark.parametrize("steps", [-1, 0, 1])
    def test_may_be_half_a_minute_off(self, person_id, codes, at, steps):
        assert _take(person_id, _shown(at + timedelta(seconds=30 * steps)), at)

    @pytest.mark.parametrize("steps", [-5, -2, 2, 5])
    def test_may_not_be_further_off(self, person_id, codes, at, steps):
        assert not _take(person_id, _shown(at + timedelta(seconds=30 * steps)), at)

    def test_an_earlier_one_never_works_after_a_later_one(self, person_id, codes, at):
        before = _shown(at)
        assert _take(person_id, _shown(at + timedelta(seconds=30)), at)

        assert not _take(person_id, before, at)

    def test_may_be_typed_with_spaces(self, person_id, codes, at):
        shown = _shown(at)

        assert _take(person_id, f" {shown[:3]} {shown[3:]} ", at)

    @pytest.mark.parametrize(
        "typed", ["000000", "", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "0" * 9999]
    )
    def test_nothing_else_is_taken(self, person_id, codes, at, typed):
        assert not _take(person_id, typed, at)

    def test_of_another_person_are_worth_nothing(self, person_id, codes, at):
        other = operations.create_person(sign_in="rudi", name="Rudi Hartono", by=SYSTEM, at=at)

        assert not _take(other, _shown(at), at)

    def test_no_code_is_taken_before_the_first_one_was_confirmed(self, person_id, at):
        operations_factors.begin_factor(person_id=person_id, by=SYSTEM, at=at)
        secret = factors.secret_in_waiting(person_id=person_id, sign_in="endah")
        shown = pyotp.TOTP(secret.text.replace(" ", "")).at(int(at.timestamp()))

        assert not _take(person_id, shown, at)
        assert not factors.has_factor(person_id=person_id)


class TestBackupCodes:
    def test_are_ten_and_each_works_once(self, person_id, codes, at):
        assert len(set(codes)) == 10
        assert all(
            factors.take_backup_code(person_id=person_id, typed=code, at=at) for code in codes
        )
        assert not any(
            factors.take_backup_code(person_id=person_id, typed=code, at=at) for code in codes
        )
        assert factors.backup_codes_left(person_id=person_id) == 0

    def test_forgive_capitals_spaces_and_look_alikes(self, person_id, codes, at):
        typed = codes[0].lower().replace("-", " ").replace("0", "o").replace("1", "l")

        assert factors.take_backup_code(person_id=person_id, typed=typed, at=at)

    def test_are_kept_as_keyed_hashes_only(self, person_id, codes, at):
        kept = b"".join(bytes(code.digest) for code in BackupCode.objects.all())

        assert codes[0].replace("-", "").encode() not in kept

    def test_new_ones_make_the_old_ones_worthless(self, person_id, codes, at):
        fresh = operations_factors.renew_backup_codes(person_id=person_id, by=SYSTEM, at=at)

        assert not factors.take_backup_code(person_id=person_id, typed=codes[0], at=at)
        assert factors.take_backup_code(person_id=person_id, typed=fresh[0], at=at)

    def test_of_another_person_are_worth_nothing(self, person_id, codes, at):
        other = operations.create_person(sign_in="rudi", name="Rudi Hartono", by=SYSTEM, at=at)

        assert not factors.take_backup_code(person_id=other, typed=codes[0], at=at)


class TestSettingUp:
    def test_puts_the_secret_into_force_with_its_first_code(self, person_id, at):
        operations_factors.begin_factor(person_id=person_id, by=SYSTEM, at=at)
        secret = factors.secret_in_waiting(person_id=person_id, sign_in="endah")
        typed = pyotp.TOTP(secret.text.replace(" ", "")).at(int(at.timestamp()))

        made = operations_factors.confirm_factor(person_id=person_id, typed=typed, by=SYSTEM, at=at)

        assert len(made) == 10
        assert factors.has_factor(person_id=person_id)
        assert factors.secret_in_waiting(person_id=person_id, sign_in="endah") is None

    def test_asked_twice_it_is_the_same_secret(self, person_id, at):
        operations_factors.begin_factor(person_id=person_id, by=SYSTEM, at=at)
        first = factors.secret_in_waiting(person_id=person_id, sign_in="endah")
        operations_factors.begin_factor(person_id=person_id, by=SYSTEM, at=at)

        assert factors.secret_in_waiting(person_id=person_id, sign_in="endah") == first

    def test_shows_the_secret_in_groups_of_four_and_for_an_app(self, person_id, at):
        operations_factors.begin_factor(person_id=person_id, by=SYSTEM, at=at)

        secret = factors.secret_in_waiting(person_id=person_id, sign_in="endah")

        assert [len(group) for group in secret.text.split()] == [4] * 8
        assert secret.address.startswith("otpauth://totp/Payung:endah?secret=")

    def test_a_wrong_first_code_changes_nothing(self, person_id, at):
        operations_factors.begin_factor(person_id=person_id, by=SYSTEM, at=at)

        with pytest.raises(CodeNotMatched):
            operations_factors.confirm_factor(person_id=person_id, typed="000000", by=SYSTEM, at=at)

        assert not factors.has_factor(person_id=person_id)

    def test_is_not_begun_again_over_one_in_force(self, person_id, codes, at):
        with pytest.raises(FactorInForce):
            operations_factors.begin_factor(person_id=person_id, by=SYSTEM, at=at)

    def test_the_secret_is_sealed_and_in_no_event(self, person_id, codes, at):
        assert SECRET.encode() not in bytes(Factor.objects.get().secret_sealed)
        assert all(SECRET not in str(event.detail) for event in Event.objects.all())


class TestANewPhone:
    NEW = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"

    def test_replaces_the_old_one_only_with_a_right_code_of_the_new_one(self, person_id, codes, at):
        with pytest.raises(CodeNotMatched):
            operations_factors.replace_factor(
                person_id=person_id, secret=self.NEW, typed=_shown(at), by=SYSTEM, at=at
            )
        assert _take(person_id, _shown(at), at)

        typed = pyotp.TOTP(self.NEW).at(int(at.timestamp()))
        operations_factors.replace_factor(
            person_id=person_id, secret=self.NEW, typed=typed, by=SYSTEM, at=at
        )
        later = at + timedelta(minutes=2)

        assert not _take(person_id, _shown(later), later)
        assert not factors.take_backup_code(person_id=person_id, typed=codes[0], at=later)

    def test_without_an_old_one_there_is_nothing_to_replace(self, person_id, at):
        with pytest.raises(NoFactor):
            operations_factors.replace_factor(
                person_id=person_id, secret=self.NEW, typed="123456", by=SYSTEM, at=at
            )


class TestSwitchingOff:
    def test_is_for_sponsors(self, person_id, codes, at):
        operations_factors.switch_factor_off(person_id=person_id, by=SYSTEM, at=at)

        assert not factors.has_factor(person_id=person_id)
        assert BackupCode.objects.count() == 0

    @pytest.mark.parametrize("role", sorted(factors.STAFF))
    def test_is_not_for_staff(self, person_id, codes, at, role):
        operations.grant(
            person_id=person_id,
            role=Role(role),
            regency_id=7,
            agency_id=70,
            starts_on=at.date(),
            by=SYSTEM,
            at=at,
        )

        with pytest.raises(FactorCompulsory):
            operations_factors.switch_factor_off(person_id=person_id, by=SYSTEM, at=at)
