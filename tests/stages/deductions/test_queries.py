from datetime import date

import pytest

from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.deductions import queries
from payung.stages.deductions.problems import NoSuchList
from payung.stages.membership.models import Payer
from payung.stages.registry.models import CivilServant
from tests.factories.deductions import DECEMBER, gives, locked, office

pytestmark = pytest.mark.django_db


def test_a_list_shows_sponsors_by_name_with_their_sum(at):
    here = office()
    second, first = gives(here, at=at), gives(here, at=at)
    CivilServant.objects.filter(pk=first.sponsor_id).update(name="Adi", folded="ADI")
    gives(here, at=at, by=CivilServant.objects.get(pk=first.sponsor_id))
    kept = locked(here, at=at)

    lines = queries.lines_for_list(viewer=here.viewer, list_id=kept.pk)

    assert [(line.nip, line.workers, line.amount_idr) for line in lines] == [
        (first.nip, 2, 16_800),
        (second.nip, 1, 8_400),
    ]


def test_titles_belong_to_the_shown_name(at):
    here = office()
    given = gives(here, at=at)
    CivilServant.objects.filter(pk=given.sponsor_id).update(title_before="dr.", title_after="M.Kes")
    kept = locked(here, at=at)

    (line,) = queries.lines_for_list(viewer=here.viewer, list_id=kept.pk)

    assert line.name == f"dr. {given.name}, M.Kes"


def test_losing_one_of_two_workers_is_a_change_for_the_sponsor(at):
    here = office()
    given = gives(here, at=at, sector="transport")
    sponsor = CivilServant.objects.get(pk=given.sponsor_id)
    gives(here, at=at, by=sponsor, sector="transport")
    locked(here, at=at)
    Payer.objects.filter(pk=given.payer_id).update(until_month=date(2027, 1, 1))
    kept = locked(here, at=at, month=Month(2027, 1))

    (line,) = queries.lines_for_list(viewer=here.viewer, list_id=kept.pk)

    assert (line.change, line.workers) == ("changed", 1)
    assert queries.stops_of(viewer=here.viewer, list_id=kept.pk)[0].reason == "ended"
    assert queries.changes_of(viewer=here.viewer, list_id=kept.pk) == queries.Changes(
        new=0, changed=0, same=1, stopped={"ended": 1}
    )


def test_lists_are_found_by_office_and_month(at):
    here = office()
    gives(here, at=at)
    kept = locked(here, at=at)

    found = queries.list_of(viewer=here.viewer, agency_id=here.agency_id, month=DECEMBER)

    assert (found.list_id, found.digest, found.total_idr) == (kept.pk, kept.digest, 8_400)
    assert (
        queries.list_of(viewer=here.viewer, agency_id=here.agency_id, month=DECEMBER.next) is None
    )


def test_another_office_sees_nothing_of_it(at):
    here, other = office("Dinas A"), office("Dinas B")
    gives(here, at=at)
    kept = locked(here, at=at)

    assert queries.list_of(viewer=other.viewer, agency_id=here.agency_id, month=DECEMBER) is None
    assert queries.lists_of_month(viewer=other.viewer, month=DECEMBER) == []
    with pytest.raises(NoSuchList):
        queries.lines_for_list(viewer=other.viewer, list_id=kept.pk)


@pytest.mark.parametrize(
    ("role", "code", "count"),
    [
        (Role.SECRETARIAT, "33.24", 2),
        (Role.BRANCH, "33.24", 2),
        (Role.SECRETARIAT, "33.10", 0),
        (Role.SPONSOR, "33.24", 0),
        (Role.OFFICER, "33.24", 0),
    ],
)
def test_a_role_without_an_office_sees_its_regency_or_nothing(at, role, code, count):
    for name in ("Dinas A", "Dinas B"):
        here = office(name)
        gives(here, at=at)
        locked(here, at=at)
    regency_id = here.regency_id if code == "33.24" else office("Lain", code=code).regency_id

    found = queries.lists_of_month(viewer=Viewer(role, 1, regency_id, None), month=DECEMBER)

    assert len(found) == count


def test_a_frozen_list_agrees_with_its_lines(at):
    here = office()
    gives(here, at=at)
    gives(here, at=at)
    locked(here, at=at)

    assert queries.broken_lists(viewer=Viewer.system()) == []
