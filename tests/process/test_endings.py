"""Endings, hand-overs and deaths: months stay whole."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from payung.kernel.month import Month
from payung.kernel.moves import MoveNotAllowed
from payung.process.endings import (
    AnotherOfficeTells,
    end_sponsorship,
    hand_over,
    worker_died,
)
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.enrolment.operations import register
from payung.stages.enrolment.problems import RegistrationRefused
from payung.stages.membership.models import Payer, Spell
from payung.stages.registry.models import Worker
from tests.factories.enrolment import batch, nik, office, registered, worker
from tests.factories.membership import protected

pytestmark = pytest.mark.django_db
LATER = datetime(2027, 3, 15, 2, 0, tzinfo=UTC)


def months_of(sponsorship_id: int) -> tuple[str, str]:
    payer = Payer.objects.get(sponsorship_id=sponsorship_id)
    return str(payer.from_month), str(payer.until_month or "")


def test_an_end_says_the_last_month_and_leaves_the_spell_open(at):
    home = office()
    number = protected(home, 1, at)

    ending = end_sponsorship(
        sponsorship_id=number, ended_on=date(2027, 3, 15), reason="wish", by=home.officer, at=LATER
    )

    assert ending.last_month == Month(2027, 3)
    assert "Maret 2027" in ending.message()
    assert months_of(number) == ("2027-01-01", "2027-04-01")
    assert Spell.objects.get().ends_on is None


def test_an_end_before_the_first_month_says_that_none_was_paid(at):
    home = office()
    number = protected(home, 1, at)

    ending = end_sponsorship(
        sponsorship_id=number, ended_on=at.date(), reason="wish", by=home.officer, at=at
    )

    assert ending.last_month is None
    assert months_of(number) == ("2027-01-01", "2027-01-01")


def test_a_hand_over_leaves_one_payer_each_month(at):
    home = office()
    old = protected(home, 1, at)

    new = hand_over(
        sponsorship_id=old,
        new_sponsor_id=home.stranger_id,
        from_month=Month(2027, 4),
        by=home.officer,
        at=LATER,
    )

    assert (months_of(old), months_of(new)) == (
        ("2027-01-01", "2027-04-01"),
        ("2027-04-01", ""),
    )
    assert Spell.objects.count() == 1
    assert Consent.objects.get(sponsorship_id=new).ceiling_idr == 16_800


def test_two_sponsors_swap_their_workers(at):
    home = office()
    mine, yours = protected(home, 1, at), protected(home, 2, at, sponsor=1)

    for old, to in ((mine, home.sponsors[1]), (yours, home.sponsors[0])):
        hand_over(
            sponsorship_id=old,
            new_sponsor_id=to,
            from_month=Month(2027, 4),
            by=home.officer,
            at=LATER,
        )

    open_ones = Payer.objects.filter(until_month=None).order_by("worker_id")
    assert [payer.sponsor_id for payer in open_ones] == [home.sponsors[1], home.sponsors[0]]


def test_a_worker_comes_back_to_the_first_sponsor(at):
    home = office()
    first = protected(home, 1, at)
    steps = [(home.sponsors[1], Month(2027, 4)), (home.sponsors[0], Month(2027, 6))]

    for sponsor_id, month in steps:
        first = hand_over(
            sponsorship_id=first,
            new_sponsor_id=sponsor_id,
            from_month=month,
            by=home.officer,
            at=LATER,
        )

    payers = Payer.objects.order_by("from_month").values_list("from_month", "until_month")
    assert [(f"{start:%m}", f"{end:%m}" if end else "") for start, end in payers] == [
        ("01", "04"),
        ("04", "06"),
        ("06", ""),
    ]


def test_what_is_not_accepted_is_not_handed_over(at):
    home = office()

    with pytest.raises(MoveNotAllowed):
        hand_over(
            sponsorship_id=registered(home, 1, at),
            new_sponsor_id=home.sponsors[1],
            from_month=Month(2027, 4),
            by=home.officer,
            at=at,
        )


def test_a_death_ends_the_spell_after_that_day_and_keeps_its_month(at):
    home = office()
    number = protected(home, 1, at)
    worker_id = Sponsorship.objects.get().worker_id

    worker_died(worker_id=worker_id, died_on=date(2027, 3, 1), by=home.officer, at=LATER)

    spell, sponsorship = Spell.objects.get(), Sponsorship.objects.get()
    assert (spell.ends_on, spell.end_reason) == (date(2027, 3, 2), "died")
    assert (sponsorship.state, sponsorship.end_reason) == ("ended", "died")
    assert months_of(number) == ("2027-01-01", "2027-04-01")
    assert Worker.objects.get().died_on == date(2027, 3, 1)


def test_a_death_before_the_acceptance_leaves_no_day_of_membership(at):
    home = office()
    number = protected(home, 1, at)

    worker_died(
        worker_id=Sponsorship.objects.get().worker_id,
        died_on=date(2026, 11, 19),
        by=home.officer,
        at=LATER,
    )

    spell = Spell.objects.get()
    assert spell.starts_on == spell.ends_on
    assert months_of(number) == ("2027-01-01", "2027-01-01")


def test_a_death_is_told_by_the_office_that_had_the_worker_last_also_after_the_end(at):
    home = office()
    protected(home, 1, at)
    (worker_id,) = Worker.objects.values_list("pk", flat=True)
    stranger = replace(home.officer, agency_id=home.other_agency_id)
    told = {"worker_id": worker_id, "died_on": date(2027, 3, 1), "at": LATER}
    with pytest.raises(AnotherOfficeTells):
        worker_died(**told, by=stranger)
    end_sponsorship(
        sponsorship_id=Sponsorship.objects.get().pk,
        ended_on=date(2027, 2, 1),
        reason="wish",
        by=home.officer,
        at=LATER,
    )

    with pytest.raises(AnotherOfficeTells):
        worker_died(**told, by=stranger)

    assert Worker.objects.get().died_on is None
    worker_died(**told, by=home.officer)
    assert Worker.objects.get().died_on == date(2027, 3, 1)


def test_a_death_withdraws_what_waits_with_officer_and_branch(at):
    home = office()
    batch(home, [1], at)
    registered(home, 2, at)

    for worker_id in Worker.objects.values_list("pk", flat=True):
        worker_died(worker_id=worker_id, died_on=at.date(), by=home.officer, at=at)

    assert set(Sponsorship.objects.values_list("state", flat=True)) == {"cancelled"}


def test_a_return_is_a_new_registration_with_the_age_asked_again(at):
    home = office()
    born = date(1961, 12, 20)
    typed = worker(1, nik=nik(1, born), born="20/12/1961")
    number = register(sponsor_id=home.sponsors[0], worker=typed, by=home.officer, at=at)
    Sponsorship.objects.get(pk=number)
    worker_id = Sponsorship.objects.get().worker_id
    home_again = {"sponsor_id": home.sponsors[1], "worker": typed, "by": home.officer}

    with pytest.raises(RegistrationRefused) as refusal:
        register(**home_again, at=LATER)

    codes = [finding.code for finding in refusal.value.findings]
    assert "over_65" in codes
    assert Sponsorship.objects.filter(worker_id=worker_id).count() == 1
