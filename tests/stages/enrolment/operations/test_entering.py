"""One registration from a form, by the same checks as a sheet."""

import pytest

from payung.foundation.audit.models import Event
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.operations import register, verify
from payung.stages.enrolment.problems import RegistrationRefused, UnknownSponsor
from payung.stages.registry.models import CivilServant, Worker
from payung.stages.registry.queries import nik_index
from tests.factories.enrolment import nik, office, registered, worker

pytestmark = pytest.mark.django_db


def test_is_registered_with_its_consent(at):
    home = office()

    number = registered(home, 1, at)

    sponsorship = Sponsorship.objects.get(pk=number)
    assert (sponsorship.state, sponsorship.file_id) == ("registered", None)
    assert (sponsorship.sponsor_id, sponsorship.agency_id) == (home.sponsors[0], home.agency_id)


def test_every_problem_is_told_at_once_and_nothing_is_kept(at):
    home = office()
    typed = worker(1, nik="123", name="", occupation="Tidak bekerja")

    with pytest.raises(RegistrationRefused) as refusal:
        register(sponsor_id=home.sponsors[0], worker=typed, by=home.officer, at=at)

    codes = {finding.code for finding in refusal.value.findings}
    assert codes >= {"nik_length", "name_empty", "not_working"}
    assert not Worker.objects.exists()
    assert not Event.objects.exists()


def test_the_sponsors_own_nik_is_refused(at):
    home = office()
    CivilServant.objects.filter(pk=home.sponsors[0]).update(nik_index=nik_index(nik(1)))

    with pytest.raises(RegistrationRefused) as refusal:
        registered(home, 1, at)

    assert [finding.code for finding in refusal.value.findings] == ["nik_own"]


def test_another_civil_servants_nik_is_allowed(at):
    home = office()
    CivilServant.objects.filter(pk=home.sponsors[1]).update(nik_index=nik_index(nik(1)))

    assert registered(home, 1, at)


def test_the_same_again_gives_the_same_registration(at):
    home = office()

    assert registered(home, 1, at) == registered(home, 1, at)
    assert Sponsorship.objects.count() == 1


def test_a_worker_on_record_as_dead_is_refused_in_neutral_words(at):
    home = office()
    number = registered(home, 1, at)
    Worker.objects.update(died_on=at.date())
    Sponsorship.objects.get(pk=number)

    with pytest.raises(RegistrationRefused) as refusal:
        registered(home, 1, at, sponsor=1)

    assert [finding.code for finding in refusal.value.findings] == ["already_known"]


def test_a_sponsor_who_left_registers_nobody(at):
    home = office()
    CivilServant.objects.filter(pk=home.sponsors[0]).update(gone_on=at.date())

    with pytest.raises(UnknownSponsor):
        registered(home, 1, at)


def test_at_another_offices_desk_it_is_held(at):
    home = office()

    number = register(
        sponsor_id=home.stranger_id,
        worker=worker(1),
        agency_id=home.agency_id,
        by=home.officer,
        at=at,
    )

    assert Sponsorship.objects.get(pk=number).state == "held"


def test_a_registration_that_is_under_way_is_not_begun_again(at):
    home = office()
    number = registered(home, 1, at)
    verify(sponsorship_ids=[number], stated_on=at.date(), by=home.officer, at=at)

    assert registered(home, 1, at) == number
    assert Sponsorship.objects.get().state == "verified"
