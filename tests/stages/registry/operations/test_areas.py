"""Editions of the area codes, and joining the programme."""

import pytest
from django.db import transaction

from payung.foundation.audit.models import Event
from payung.stages.registry.models import Area, Regency
from payung.stages.registry.operations import join, load_areas
from payung.stages.registry.problems import UnknownRegency
from payung.stages.registry.queries import AreaRow, known_areas
from tests.factories.registry import AREAS, AT, SYSTEM, kendal

pytestmark = pytest.mark.django_db


def load(*areas):
    return load_areas(areas=areas or AREAS, by=SYSTEM, at=AT)


def test_an_edition_loaded_twice_changes_nothing_the_second_time():
    assert load() == len(AREAS)
    assert load() == 0
    assert Area.objects.count() == len(AREAS)


def test_a_later_edition_adds_and_renames_and_removes_nothing():
    load()

    changed = load(
        AreaRow("33.24.07", "Boja Baru", "33.24"), AreaRow("33.24.21", "Ngebruk", "33.24")
    )

    assert changed == 2
    assert Area.objects.get(pk="33.24.07").folded == "boja baru"
    assert Area.objects.count() == len(AREAS) + 1


def test_known_areas_follow_a_later_edition():
    load()
    assert not known_areas().has_district("332421")

    load(AreaRow("33.24.21", "Ngebruk", "33.24"))

    assert known_areas().has_district("332421")


def test_nothing_is_remembered_while_there_are_no_areas():
    assert not known_areas().provinces

    load()

    assert known_areas().provinces == {"33"}


def test_an_edition_that_never_was_is_not_remembered():
    with transaction.atomic():
        load()
        assert known_areas().provinces == {"33"}
        transaction.set_rollback(True)

    assert not known_areas().provinces


def test_an_edition_loaded_by_another_process_is_seen_at_once():
    load()
    assert not known_areas().has_district("332421")

    Area.objects.create(pk="33.24.21", name="Ngebruk", folded="ngebruk", parent_code="33.24")

    assert known_areas().has_district("332421")


def test_a_regency_joins_under_its_published_name_on_that_day_in_java():
    regency = Regency.objects.get(pk=kendal())

    assert (regency.code, regency.name) == ("33.24", "Kabupaten Kendal")
    assert regency.joined_on.isoformat() == "2026-11-20"
    assert Event.objects.filter(action="regency.joined").count() == 1


def test_joining_again_is_the_same_regency():
    assert kendal() == kendal()
    assert Regency.objects.count() == 1


@pytest.mark.parametrize("code", ["33.99", "33", "33.24.07", "", "33.24 "])
def test_only_a_regency_can_join(code):
    load()

    with pytest.raises(UnknownRegency):
        join(regency_code=code, branch_name="", by=SYSTEM, at=AT)

    assert not Regency.objects.exists()
