"""The staff list of the next month, and the same one again."""

from datetime import date

import pytest

from payung.foundation.audit.models import Event
from payung.stages.intake.models import ReceivedFile
from payung.stages.registry.models import Agency, CivilServant, StaffChange
from tests.factories.registry import (
    Member,
    agency,
    kendal,
    members,
)
from tests.stages.registry.sending_lists import NEXT_MONTH, OFFICES, SITI, figures, send

pytestmark = pytest.mark.django_db


def changes_of(name):
    rows = StaffChange.objects.filter(civil_servant__name=name).order_by("pk")
    return [change.kind for change in rows]


class TestNextMonth:
    def test_the_same_people_change_nothing(self):
        kendal_id = kendal()
        people = members(30, offices=OFFICES)
        send(kendal_id, people)

        report = send(kendal_id, [*people, Member(nip="199001012015031902")], at=NEXT_MONTH)

        assert figures(report) == {"new": 1, "changed": 0, "moved": 0, "gone": 0, "back": 0}
        assert StaffChange.objects.count() == 31

    def test_a_change_keeps_what_was_and_what_is(self):
        kendal_id = kendal()
        send(kendal_id, [SITI])

        report = send(
            kendal_id, [SITI.but(grade="III/c", name="Siti Rahayuningsih")], at=NEXT_MONTH
        )

        assert report.counts["changed"] == 1
        change = StaffChange.objects.get(kind="changed")
        assert (change.before["grade"], change.after["grade"]) == ("III/b", "III/c")
        assert change.after["name"] == "Siti Rahayuningsih"
        assert "position" not in change.after
        assert CivilServant.objects.get().grade == "III/c"

    def test_somebody_in_another_office_has_moved(self):
        kendal_id = kendal()
        people = members(10, offices=OFFICES)
        send(kendal_id, people)
        people[0] = people[0].but(office="Dinas Sosial", grade="IV/a")

        report = send(kendal_id, people, at=NEXT_MONTH)

        assert figures(report) == {"new": 0, "changed": 0, "moved": 1, "gone": 0, "back": 0}
        change = StaffChange.objects.get(kind="moved")
        assert change.from_agency.name == "Dinas Kesehatan"
        assert change.to_agency.name == "Dinas Sosial"
        assert change.after == {"grade": "IV/a"}
        assert CivilServant.objects.get(nip=people[0].nip).agency.name == "Dinas Sosial"

    def test_somebody_missing_is_gone_from_that_day_and_not_deleted(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)

        report = send(kendal_id, people[1:], at=NEXT_MONTH)

        assert report.counts["gone"] == 1
        left = CivilServant.objects.get(nip=people[0].nip)
        assert left.gone_on == date(2026, 12, 20)
        assert changes_of(left.name)[-1] == "gone"

    def test_somebody_gone_stays_gone_without_being_told_again(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)
        send(kendal_id, people[1:])

        report = send(kendal_id, people[2:])

        assert report.counts["gone"] == 1

    def test_somebody_who_returns_is_the_same_person(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)
        send(kendal_id, people[1:])
        before = CivilServant.objects.get(nip=people[0].nip).pk

        report = send(kendal_id, [people[0].but(grade="IV/a"), *people[1:]])

        assert figures(report) == {"new": 0, "changed": 0, "moved": 0, "gone": 0, "back": 1}
        returned = CivilServant.objects.get(nip=people[0].nip)
        assert (returned.pk, returned.gone_on, returned.grade) == (before, None, "IV/a")

    def test_a_typing_slip_in_a_nip_makes_nobody_gone(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)
        slip = people[0].but(nip=people[0].nip[:-1])

        report = send(kendal_id, [slip, *people[1:]])

        assert (report.counts["gone"], report.counts["kept"]) == (0, 1)
        assert CivilServant.objects.get(nip=people[0].nip).gone_on is None

    def test_a_list_whose_numbers_are_all_damaged_makes_nobody_gone(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)

        report = send(kendal_id, [one.but(nip=float(one.nip)) for one in people])

        assert (report.accepted, report.counts["gone"], report.counts["kept"]) == (0, 0, 10)

    def test_an_office_that_may_be_meant_is_asked_about_and_its_people_stay(self):
        kendal_id = kendal()
        people = members(10, offices=("Kecamatan Patebon",))
        send(kendal_id, people)

        report = send(kendal_id, [people[0].but(office="Kecamatan Patbn"), *people[1:]])

        assert report.refused == {"office_unclear": 1}
        assert report.counts["gone"] == 0

    def test_a_closed_office_that_the_list_names_again_is_opened(self):
        kendal_id = kendal()
        agency_id = agency(kendal_id, "Dinas Kesehatan")
        Agency.objects.filter(pk=agency_id).update(closed_on=date(2026, 1, 1))

        send(kendal_id, [SITI])

        assert Agency.objects.get().closed_on is None

    @pytest.mark.parametrize(("missing", "said"), [(2, False), (3, True)])
    def test_more_than_a_fifth_gone_is_said_aloud(self, missing, said):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)

        report = send(kendal_id, people[missing:], apply=False)

        assert ("many_gone" in report.facts) is said


class TestTheSameContent:
    def test_changes_nothing_and_says_who_sent_it_when(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)
        events = Event.objects.count()

        report = send(kendal_id, people)

        assert report.facts["already_applied"].startswith(
            "Berkas ini sudah diterima 20/11/2026 09.00"
        )
        assert set(figures(report).values()) == {0}
        assert (ReceivedFile.objects.count(), Event.objects.count()) == (1, events)

    def test_saved_again_with_other_bytes_and_order_is_the_same(self):
        kendal_id = kendal()
        people = members(10)
        send(kendal_id, people)

        report = send(kendal_id, people[::-1], title="Keadaan: 30 November 2026")

        assert "already_applied" in report.facts

    def test_is_news_to_another_regency(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        people = members(10)
        send(kendal_id, people)

        report = send(klaten_id, people, apply=False)

        assert report.facts == {}
