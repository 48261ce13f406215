"""Meetings: called, agreed, written down; the next one opens with what is not done."""

from datetime import timedelta

import pytest

from payung.kernel.people import Role
from payung.stages.monitoring import operations, queries
from payung.stages.monitoring.problems import MeetingRefused, NotYourMeeting
from payung.stages.monitoring.sums.meetings import OWN, Point, moved
from tests.factories import meetings
from tests.factories.meetings import OTHER
from tests.factories.world import World, actor

HEALTH = "Dinas Kesehatan"


def points(*words: str) -> list[Point]:
    return [Point(kind=OWN, words=one) for one in words]


def test_a_point_moves_one_place_and_stays_at_the_ends():
    three = points("satu", "dua", "tiga")

    assert [one.words for one in moved(three, 2, -1)] == ["satu", "tiga", "dua"]
    assert [one.words for one in moved(three, 0, 1)] == ["dua", "satu", "tiga"]
    assert list(moved(three, 0, -1)) == list(moved(three, 2, 1)) == three
    assert list(moved(three, 9, -1)) == three


class TestCalling:
    def test_keeps_who_is_called_and_says_anew_without_losing_a_row(self, world: World):
        by = meetings.secretariat(world)
        offices = [world.agencies[HEALTH], world.agencies[OTHER]]
        made = meetings.meeting(world, days=5)
        known = {"meeting_id": made, "starts_at": world.at + timedelta(days=6), "by": by}

        operations.change_meeting(place="Aula", agency_ids=offices, at=world.at, **known)
        operations.change_meeting(place="Aula", agency_ids=offices[:1], at=world.at, **known)

        seen = queries.meeting(viewer=by.viewer, meeting_id=made)
        assert seen is not None
        assert [one.name for one in seen.offices] == [HEALTH]
        assert (seen.place, seen.is_for_all, seen.is_planned) == ("Aula", False, True)
        found = queries.next_meeting(viewer=by.viewer, at=world.at)
        assert found is not None
        assert found.meeting_id == made
        operations.call_off_meeting(meeting_id=made, reason="Banjir", by=by, at=world.at)
        with pytest.raises(MeetingRefused, match="over"):
            operations.change_meeting(place="Aula", agency_ids=None, at=world.at, **known)
        with pytest.raises(MeetingRefused, match="over"):
            operations.decide(meeting_id=made, words="Terlambat", by=by, at=world.at)

    def test_is_refused_in_words(self, world: World):
        by, usual = meetings.secretariat(world), {"month": world.month, "at": world.at}
        soon = world.at + timedelta(days=1)

        for refused, given in (
            ("month_to_come", {"month": world.month.next}),
            ("no_place", {"place": "  "}),
            ("nobody", {"agency_ids": []}),
            ("too_far", {"starts_at": world.at + timedelta(days=401)}),
            ("agenda_long", {"agenda": points(*"abcdefghijklmnopqrstu")}),
        ):
            said = {"place": "Aula", "starts_at": soon, **usual, **given}
            with pytest.raises(MeetingRefused, match=refused):
                operations.plan_meeting(by=by, **said)
        with pytest.raises(NotYourMeeting):
            operations.plan_meeting(
                place="Aula", starts_at=soon, agency_ids=[world.other_agency_id], by=by, **usual
            )
        for role in (Role.LEADER, Role.OFFICER, Role.KORPRI):
            with pytest.raises(NotYourMeeting):
                operations.plan_meeting(
                    place="Aula", starts_at=soon, by=actor(world, role), **usual
                )


class TestAgenda:
    def test_of_two_secretaries_the_second_sees_that_it_changed(self, world: World):
        by, made = meetings.secretariat(world), meetings.meeting(world, agenda=("satu",))
        known = {"meeting_id": made, "by": by, "at": world.at}

        assert operations.set_agenda(points=points("satu", "dua"), seen=1, **known) == 2
        with pytest.raises(MeetingRefused, match="agenda_changed"):
            operations.set_agenda(points=points("tiga"), seen=1, **known)
        assert operations.set_agenda(points=points("satu", "dua"), seen=2, **known) == 2
        with pytest.raises(MeetingRefused, match="agenda_empty"):
            operations.set_agenda(points=points(" "), seen=2, **known)

        seen = queries.meeting(viewer=by.viewer, meeting_id=made)
        assert seen is not None
        assert [one.words for one in seen.agenda] == ["satu", "dua"]
        then = world.at - timedelta(days=1)
        before = queries.meeting(viewer=by.viewer, meeting_id=made, as_of=then)
        assert before is not None
        assert [one.words for one in before.agenda] == ["satu"]


class TestDeciding:
    def test_waits_for_the_meeting_and_replaces_without_forgetting(self, world: World):
        by = meetings.secretariat(world)
        ahead = meetings.meeting(world, days=3)
        with pytest.raises(MeetingRefused, match="not_begun"):
            operations.decide(meeting_id=ahead, words="Terlalu awal", by=by, at=world.at)

        made = meetings.meeting(world)
        known = {"meeting_id": made, "by": by}
        first = operations.decide(words="Lapor tanggal 5", at=world.at, **known)
        operations.decide(
            words="Rapat tiap bulan", basis_id=meetings.any_basis(world), at=world.at, **known
        )
        later = world.at + timedelta(hours=1)
        operations.decide(words="Lapor tanggal 10", replaces_id=first, at=later, **known)

        found = queries.decisions(viewer=by.viewer, meeting_id=made)
        assert [one.words for one in found] == ["Lapor tanggal 10", "Rapat tiap bulan"]
        assert found[1].basis.startswith("SE Bupati Kendal")
        then = queries.decisions(viewer=by.viewer, meeting_id=made, as_of=world.at)
        assert [one.words for one in then] == ["Lapor tanggal 5", "Rapat tiap bulan"]
        with pytest.raises(MeetingRefused, match="decision_replaced"):
            operations.decide(words="Sekali lagi", replaces_id=first, at=later, **known)
        with pytest.raises(NotYourMeeting):
            operations.decide(
                words="Dasar orang", basis_id=meetings.basis_abroad(world), at=later, **known
            )


class TestActionItems:
    def test_the_next_meeting_opens_with_what_is_not_done(self, world: World):
        by, officer = meetings.secretariat(world), actor(world, Role.OFFICER)
        first = meetings.meeting(world, days=-30)
        late = meetings.item(world, first, days=-3)
        done = meetings.item(world, first, days=4)
        elsewhere = meetings.item(world, first, office=OTHER, days=1)
        operations.finish_item(item_id=done, note="Terkirim", by=officer, at=world.at)

        assert [one.item_id for one in queries.open_items(viewer=by.viewer)] == [late, elsewhere]
        assert [one.item_id for one in queries.open_items(viewer=officer.viewer)] == [late]
        own = queries.items_of_office(viewer=officer.viewer)
        assert [(one.item_id, one.state) for one in own] == [(late, "open"), (done, "done")]
        [over] = queries.overdue(viewer=by.viewer, on=world.today)
        assert (over.days_over(world.today), over.who) == (3, f"{HEALTH} (Bendahara gaji)")
        assert queries.overdue(viewer=by.viewer, on=world.today - timedelta(days=3)) == []
        then = world.at - timedelta(seconds=1)
        assert queries.open_items(viewer=by.viewer, as_of=then) == []

        second = meetings.meeting(world)
        due_on = world.today + timedelta(days=9)
        known = {"meeting_id": second, "due_on": due_on, "by": by, "at": world.at}
        again = operations.carry_item(item_id=late, **known)
        [carried] = queries.items_of(viewer=by.viewer, meeting_id=second)
        assert (carried.item_id, carried.carried_from_id, carried.due_on) == (again, late, due_on)
        operations.drop_item(item_id=elsewhere, reason="Kantor dilebur", by=by, at=world.at)
        assert [one.item_id for one in queries.open_items(viewer=by.viewer)] == [again]
        for item_id in (late, done, elsewhere):
            with pytest.raises(MeetingRefused, match="item_ended"):
                operations.finish_item(item_id=item_id, note="Lagi", by=by, at=world.at)
        with pytest.raises(MeetingRefused, match="carry_when"):
            operations.carry_item(item_id=again, **{**known, "meeting_id": first})

    def test_no_office_ends_what_another_was_asked_for(self, world: World):
        officer, made = actor(world, Role.OFFICER), meetings.meeting(world)
        other = meetings.item(world, made, office=OTHER)
        own = meetings.item(world, made)

        for item_id, by in (
            (other, officer),
            (own, actor(world, Role.LEADER)),
            (own, meetings.klaten(world)),
        ):
            with pytest.raises(NotYourMeeting):
                operations.finish_item(item_id=item_id, note="Sudah", by=by, at=world.at)
        with pytest.raises(NotYourMeeting):
            operations.drop_item(item_id=own, reason="Malas", by=officer, at=world.at)
        with pytest.raises(MeetingRefused, match="note_empty"):
            operations.finish_item(item_id=own, note=" ", by=officer, at=world.at)
        assert queries.item_of(viewer=officer.viewer, item_id=other) is None
        for role in (Role.SPONSOR, Role.BRANCH, Role.KORPRI):
            viewer = actor(world, role).viewer
            assert queries.open_items(viewer=viewer) == []
            assert queries.meetings(viewer=viewer) == []

    def test_needs_somebody_and_a_day_from_the_meeting_on(self, world: World):
        by, made = meetings.secretariat(world), meetings.meeting(world, days=-1)
        usual = {"meeting_id": made, "words": "Kirim", "agency_id": None, "owner": "Sekretariat"}

        for refused, given in (
            ("item_empty", {"words": ""}),
            ("item_nobody", {"owner": " "}),
            ("due_before", {"due_on": world.today - timedelta(days=2)}),
            ("too_far", {"due_on": world.today + timedelta(days=500)}),
        ):
            said = {"due_on": world.today, **usual, **given}
            with pytest.raises(MeetingRefused, match=refused):
                operations.give_item(by=by, at=world.at, **said)
