"""Planning, being there, walls: an office sees what it is invited to, and nobody who came."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from payung.foundation.audit import scope
from payung.foundation.audit.models import Event as AuditEvent
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.outreach import operations, queries
from payung.stages.outreach.models import Arrival, Headcount, Invitation, Session, Story
from payung.stages.outreach.problems import (
    ArrivalRefused,
    OutsideScope,
    SessionRefused,
    SessionsClash,
)
from payung.stages.registry.models import Agency, CivilServant
from tests.factories import outreach
from tests.factories import world as worlds
from tests.factories.outreach import OTHER, OWN
from tests.factories.world import World

pytestmark = pytest.mark.django_db
PUBLIC = Actor.system("test")
A_DAY = timedelta(days=1)


def there(world: World, session_id: int, role: Role = Role.SECRETARIAT):
    found = queries.session_of(viewer=worlds.actor(world, role).viewer, session_id=session_id)
    assert found is not None
    return {office.name: office.attended for office in found.offices}


class TestPlanning:
    def test_two_sessions_of_one_event_and_the_next_comes_first(self, web_world: World):
        event = outreach.event(web_world, target=40)
        later = outreach.session(web_world, event, days=9, offices=(OTHER,))
        first = outreach.session(web_world, event, days=2, offices=(OWN, OTHER))
        viewer = outreach.secretariat(web_world).viewer

        (found,) = queries.events_of(viewer=viewer)
        ahead = queries.sessions_from(viewer=viewer, since=web_world.at)

        assert [one.session_id for one in found.sessions] == [first, later]
        assert [one.session_id for one in ahead] == [first, later]
        assert [office.name for office in ahead[0].invited] == [OWN, OTHER]
        assert (found.target, ahead[0].agenda) == (40, ("Pembukaan", "Cara mendaftar"))

    def test_a_taken_room_and_an_office_at_two_places_are_all_told_at_once(self, web_world):
        event = outreach.event(web_world)
        outreach.session(web_world, event, days=3, offices=(OWN,))
        outreach.session(web_world, event, days=3, hour=11, offices=(OWN,))

        with pytest.raises(SessionsClash) as refused:
            outreach.session(
                web_world, event, days=3, hour=10, offices=(OWN, OTHER), place="aula tirto  arum"
            )

        assert [clash.office for clash in refused.value.clashes] == ["", OWN, "", OWN]

    def test_who_is_called_off_is_in_nobodys_way_and_over_for_good(self, web_world: World):
        event, by = outreach.event(web_world), outreach.secretariat(web_world)
        made = outreach.session(web_world, event, days=3)
        with pytest.raises(SessionRefused, match="reason"):
            operations.call_off(session_id=made, reason=" ", by=by, at=web_world.at)
        operations.call_off(session_id=made, reason="Aula dipakai", by=by, at=web_world.at)

        outreach.session(web_world, event, days=3)
        with pytest.raises(SessionRefused, match="over"):
            operations.call_off(session_id=made, reason="Lagi", by=by, at=web_world.at)
        code = Session.objects.get(pk=made).code
        with pytest.raises(ArrivalRefused, match="off"):
            operations.arrive(
                code=code, agency_id=web_world.agencies[OWN], name="A", by=PUBLIC,
                at=outreach.begins(web_world, 3),
            )  # fmt: skip

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"place": "  "}, "place"),
            ({"ends": timedelta()}, "times"),
            ({"ends": timedelta(hours=13)}, "times"),
            ({"days": 401}, "far"),
            ({"offices": ()}, "nobody"),
        ],
    )
    def test_what_is_no_session(self, web_world: World, change, said):
        starts_at = outreach.begins(web_world, change.get("days", 3))
        with pytest.raises(SessionRefused, match=said):
            operations.add_session(
                event_id=outreach.event(web_world),
                place=change.get("place", "Aula"),
                starts_at=starts_at,
                ends_at=starts_at + change.get("ends", timedelta(hours=1)),
                agency_ids=[web_world.agencies[name] for name in change.get("offices", (OWN,))],
                by=outreach.secretariat(web_world),
                at=web_world.at,
            )

    def test_only_the_secretariat_plans_and_only_for_its_own_offices(self, web_world: World):
        event = outreach.event(web_world)
        for role in (Role.OFFICER, Role.KORPRI, Role.LEADER, Role.AUDITOR):
            by = worlds.actor(web_world, role)
            with pytest.raises(OutsideScope):
                operations.plan_event(title="X", by=by, at=web_world.at)
        with pytest.raises(OutsideScope):
            operations.add_session(
                event_id=event,
                place="Aula",
                starts_at=outreach.begins(web_world, 3),
                ends_at=outreach.begins(web_world, 3, 11),
                agency_ids=[web_world.other_agency_id],
                by=outreach.secretariat(web_world),
                at=web_world.at,
            )

    def test_who_is_left_out_keeps_a_row_and_may_be_invited_again(self, web_world: World):
        made = outreach.session(web_world, outreach.event(web_world), days=3, offices=(OWN,))
        for offices in ((OTHER,), (OWN, OTHER)):
            operations.change_session(
                session_id=made,
                place="Pendopo",
                starts_at=outreach.begins(web_world, 4),
                ends_at=outreach.begins(web_world, 4, 12),
                agenda=[],
                agency_ids=[web_world.agencies[name] for name in offices],
                by=outreach.secretariat(web_world),
                at=web_world.at,
            )

        rows = Invitation.objects.filter(session_id=made).order_by("pk")
        assert [row.withdrawn_at is None for row in rows] == [False, True, True]
        assert set(there(web_world, made)) == {OWN, OTHER}


class TestBeingThere:
    def come(self, world, session_id, name, office=OWN, minutes=0):
        return operations.arrive(
            code=Session.objects.get(pk=session_id).code,
            agency_id=world.agencies[office],
            name=name,
            by=PUBLIC,
            at=outreach.begins(world, 1) + timedelta(minutes=minutes),
        )

    def test_counts_once_however_the_name_is_written_and_keeps_no_name(self, web_world: World):
        made = outreach.session(web_world, outreach.event(web_world), days=1)

        assert self.come(web_world, made, "Siti Rahayu")
        assert not self.come(web_world, made, "  SITI  rahayu ")
        assert self.come(web_world, made, "Siti Rahayu", OTHER), "another office, another person"

        assert there(web_world, made) == {OWN: 1, OTHER: 1}
        assert Session.objects.get(pk=made).state == "took_place"
        kept = Arrival.objects.filter(session_id=made).values()
        assert "rahayu" not in str(list(kept)).lower()
        told = AuditEvent.objects.filter(target_type="outreach_session", target_id=made)
        assert "rahayu" not in str(list(told.values())).lower()

    def test_an_office_brings_no_more_people_than_it_has(self, web_world: World):
        made = outreach.session(web_world, outreach.event(web_world), days=1)
        office = Agency.objects.get(pk=web_world.agencies[OTHER])
        staff = CivilServant.objects.filter(agency=office, gone_on=None)
        CivilServant.objects.filter(pk__in=staff.values("pk")[2:]).update(gone_on=web_world.today)

        assert self.come(web_world, made, "Satu", OTHER)
        assert self.come(web_world, made, "Dua", OTHER)
        with pytest.raises(ArrivalRefused, match="full"):
            self.come(web_world, made, "Tiga", OTHER)

    @pytest.mark.parametrize(("minutes", "said"), [(-46, "early"), (181, "late"), (180, "late")])
    def test_the_code_on_the_wall_is_of_no_use_at_home(self, web_world: World, minutes, said):
        made = outreach.session(web_world, outreach.event(web_world), days=1)
        with pytest.raises(ArrivalRefused, match=said):
            self.come(web_world, made, "Siti", minutes=minutes)

    def test_another_code_kills_the_first(self, web_world: World):
        made = outreach.session(web_world, outreach.event(web_world), days=1)
        first = Session.objects.get(pk=made).code
        by = outreach.secretariat(web_world)
        operations.renew_code(session_id=made, by=by, at=web_world.at)
        assert queries.session_by_code(viewer=Viewer.system(), code=first) is None
        assert queries.session_by_code(viewer=by.viewer, code=first) is None

    def test_the_counted_list_holds_and_a_correction_is_another_row(self, web_world: World):
        made = outreach.session(web_world, outreach.event(web_world), days=1)
        self.come(web_world, made, "Siti")
        by, own = outreach.secretariat(web_world), web_world.agencies[OWN]
        after = outreach.begins(web_world, 1, 12)
        with pytest.raises(SessionRefused, match="early"):
            operations.count_list(session_id=made, counts={own: 1}, by=by, at=web_world.at)
        for count in (31, 31, 29):
            operations.count_list(session_id=made, counts={own: count}, by=by, at=after)

        assert there(web_world, made) == {OWN: 29}
        rows = Headcount.objects.filter(session_id=made).order_by("pk")
        assert list(rows.values_list("count", flat=True)) == [31, 29]
        for wrong in ({own: -1}, {own: 5001}):
            with pytest.raises(SessionRefused, match="count"):
                operations.count_list(session_id=made, counts=wrong, by=by, at=after)
        counts = {web_world.other_agency_id: 1}
        with pytest.raises(OutsideScope):
            operations.count_list(session_id=made, counts=counts, by=by, at=after)

    def test_nobody_there_is_no_session_that_took_place(self, web_world: World):
        made = outreach.session(web_world, outreach.event(web_world), days=-1)
        operations.count_list(
            session_id=made,
            counts={web_world.agencies[OWN]: 0},
            by=outreach.secretariat(web_world),
            at=web_world.at,
        )
        assert Session.objects.get(pk=made).state == "planned"


class TestWalls:
    def test_an_office_sees_the_sessions_it_is_invited_to_and_no_other(self, web_world: World):
        event = outreach.event(web_world)
        both = outreach.session(web_world, event, days=3, offices=(OWN, OTHER))
        outreach.session(web_world, event, days=4, offices=(OTHER,))
        viewer = worlds.actor(web_world, Role.OFFICER).viewer
        scope.show_to(viewer, sponsor_id=None)
        try:
            assert list(Session.objects.values_list("pk", flat=True)) == [both]
            assert set(Invitation.objects.values_list("agency_id", flat=True)) == {
                web_world.agencies[OWN]
            }
            assert [one.session_id for one in queries.sessions_from(
                viewer=viewer, since=web_world.at)] == [both]  # fmt: skip
            assert queries.events_of(viewer=viewer) == []
            assert not Story.objects.exists()
        finally:
            scope.show_everything()

    def test_another_regency_is_another_world(self, web_world: World):
        made = outreach.session(web_world, outreach.event(web_world), days=3)
        viewer = Viewer(Role.SECRETARIAT, 1, web_world.other_regency_id, None)
        assert queries.session_of(viewer=viewer, session_id=made) is None
        scope.show_to(viewer, sponsor_id=None)
        try:
            assert not Session.objects.exists()
        finally:
            scope.show_everything()

    def test_the_database_refuses_a_session_that_ends_before_it_begins(self, web_world: World):
        made = Session.objects.get(
            pk=outreach.session(web_world, outreach.event(web_world), days=3)
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            Session.objects.filter(pk=made.pk).update(ends_at=made.starts_at)
