"""Offices and their spellings."""

import pytest

from payung.stages.registry.models import Agency, AgencyAlias
from payung.stages.registry.operations import add_agency, add_alias
from payung.stages.registry.problems import NameTaken, OutsideScope, UnknownRegency
from payung.stages.registry.queries import match_agency
from tests.factories.registry import AT, SYSTEM, agency, kendal, secretariat

pytestmark = pytest.mark.django_db


def test_the_same_office_under_another_spelling_is_not_added_again():
    kendal_id = kendal()

    assert agency(kendal_id, "Kecamatan Boja") == agency(kendal_id, "Kec.  BOJA")
    assert Agency.objects.get().name == "Kecamatan Boja"


def test_the_same_name_in_another_regency_is_another_office():
    assert agency(kendal(), "Dinas Sosial") != agency(kendal(code="33.10"), "Dinas Sosial")


def test_a_spelling_decided_once_means_the_office_from_then_on():
    kendal_id = kendal()
    agency_id = agency(kendal_id, "Dinas Pekerjaan Umum dan Penataan Ruang")

    add_alias(agency_id=agency_id, spelling="PU Taru", by=SYSTEM, at=AT)

    match = match_agency(viewer=SYSTEM.viewer, regency_id=kendal_id, spelling="PU TARU")
    assert (match.agency_id, match.how) == (agency_id, "alias")


def test_a_spelling_cannot_mean_two_offices():
    kendal_id = kendal()
    first, second = agency(kendal_id, "Dinas Sosial"), agency(kendal_id, "Dinas Kesehatan")
    add_alias(agency_id=first, spelling="Kantor Sosial", by=SYSTEM, at=AT)

    for spelling in ("Kantor Sosial", "Dinas Sosial"):
        with pytest.raises(NameTaken):
            add_alias(agency_id=second, spelling=spelling, by=SYSTEM, at=AT)
    with pytest.raises(NameTaken):
        add_agency(regency_id=kendal_id, name="Kantor Sosial", by=SYSTEM, at=AT)


def test_an_offices_own_name_needs_no_alias():
    agency_id = agency(kendal(), "Kecamatan Boja")

    add_alias(agency_id=agency_id, spelling="Kec. Boja", by=SYSTEM, at=AT)

    assert not AgencyAlias.objects.exists()


def test_an_actor_of_another_regency_may_not_add_or_decide():
    kendal_id, klaten_id = kendal(), kendal(code="33.10")
    agency_id = agency(kendal_id)

    with pytest.raises(OutsideScope):
        add_agency(regency_id=kendal_id, name="Dinas X", by=secretariat(klaten_id), at=AT)
    with pytest.raises(OutsideScope):
        add_alias(agency_id=agency_id, spelling="X", by=secretariat(klaten_id), at=AT)


def test_an_office_needs_a_regency_that_takes_part():
    with pytest.raises(UnknownRegency):
        add_agency(regency_id=999_999, name="Dinas Sosial", by=SYSTEM, at=AT)
