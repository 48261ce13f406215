"""Consent again, where a coming tariff is above the permission or it was withdrawn."""

from datetime import date

import pytest

from payung.kernel.month import Month
from payung.process.agreeing import CeilingChanged, NothingToAgree, agree_again
from payung.reports.lapse.predicting import predictions
from payung.reports.workers.permissions import to_agree
from payung.stages.enrolment.models import Consent
from payung.stages.enrolment.operations import change_consent
from tests.factories import lapse
from tests.factories import remittance as made

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 20)


@pytest.fixture
def low():
    """Two workers: the permission for one is what November costs, for the other enough."""
    of = made.office()
    first, second = lapse.covered(of, (), (), until=Month(2026, 11))
    Consent.objects.create(
        sponsorship_id=first.sponsorship_id,
        version=2,
        ceiling_idr=8_400,
        pay_source="tpp",
        given_on=date(2026, 8, 1),
        evidence="form",
    )
    who = lapse.account(
        "Wulan", civil_servant_id=first.sponsor_id, regency_id=of.regency_id, agency_id=of.agency_id
    )
    other = lapse.account(
        "Rudi", civil_servant_id=second.sponsor_id, regency_id=of.regency_id, agency_id=of.agency_id
    )
    return of, first, who, other


def agree(given, who, ceiling_idr=16_800):
    return agree_again(
        ceilings_idr={given.sponsorship_id: ceiling_idr}, by=who, at=lapse.morning(ON)
    )


def test_names_the_first_month_above_the_permission_and_the_normal_tariff(low):
    _, given, who, other = low

    (row,) = to_agree(viewer=who.viewer, on=ON)

    assert row.sponsorship_id == given.sponsorship_id
    assert (row.month, row.due_idr, row.new_ceiling_idr) == (Month(2027, 1), 16_800, 16_800)
    assert to_agree(viewer=other.viewer, on=ON) == []


def test_a_new_version_keeps_the_source_of_pay_and_takes_the_risk_away(low):
    of, given, who, _ = low
    assert [one.cause for one in predictions(viewer=who.viewer, on=ON)] == ["ceiling"]

    assert agree(given, who) == 1

    newest = Consent.objects.filter(sponsorship_id=given.sponsorship_id).latest("version")
    assert (newest.version, newest.ceiling_idr, newest.pay_source, newest.evidence) == (
        3,
        16_800,
        "tpp",
        "screen",
    )
    assert predictions(viewer=of.secretariat.viewer, on=ON) == ()


def test_a_withdrawn_permission_can_be_given_again(low):
    of, given, who, _ = low
    change_consent(
        sponsorship_id=given.sponsorship_id,
        withdrawn=True,
        by=of.secretariat,
        at=lapse.morning(ON),
    )
    (row,) = to_agree(viewer=who.viewer, on=ON)
    assert (row.is_withdrawn, row.month) == (True, Month(2026, 11))

    agree(given, who)

    assert to_agree(viewer=who.viewer, on=ON) == []


def test_another_ceiling_than_was_read_changes_nothing(low):
    _, given, who, _ = low

    with pytest.raises(CeilingChanged):
        agree(given, who, 8_400)

    assert Consent.objects.filter(sponsorship_id=given.sponsorship_id).count() == 2


def test_somebody_elses_and_nothing_at_all_are_refused(low):
    _, given, who, other = low

    for ceilings, by in (({given.sponsorship_id: 16_800}, other), ({}, who)):
        with pytest.raises(NothingToAgree):
            agree_again(ceilings_idr=ceilings, by=by, at=lapse.morning(ON))


def test_a_second_time_finds_nothing_to_agree_to(low):
    _, given, who, _ = low
    agree(given, who)

    with pytest.raises(NothingToAgree):
        agree(given, who)
