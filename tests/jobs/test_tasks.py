"""The scheduled tasks, each run as the worker runs it: once does it, twice does no more."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from payung.foundation.access.models import (
    ActivationCode,
    Person,
    SignInTry,
    SubmittedForm,
    Visit,
)
from payung.foundation.access.operations_codes import issue_code
from payung.foundation.audit.models import Event
from payung.foundation.outbox.models import Item, PreparedText
from payung.jobs import tasks
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.relocation import agree_to_relocation
from payung.stages.deductions.models import DeductionList
from payung.stages.enrolment.models import Draft, Entrusted, Opening, Sponsorship
from payung.stages.enrolment.operations.drafts import save_answers
from payung.stages.enrolment.operations.entrusting import entrust
from payung.stages.enrolment.operations.opening import open_for_checking
from payung.stages.enrolment.sums.entrusted import Kind
from payung.stages.membership.models import Spell
from payung.stages.registry.models import CivilServant, Relocation
from payung.stages.registry.operations import ask_relocation
from tests.factories import world as worlds
from tests.factories.world import World
from tests.factories.world_fixture import (  # noqa: F401  # pytest's own way
    whole_world,
    world,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

CONTEXT = SimpleNamespace(job=SimpleNamespace(id=7))
"""As much of a job's context as a task reads: the number of the job."""
NEW = "Kecamatan Boja"


def stamp(at: datetime) -> int:
    return int(at.timestamp())


class TestForgetting:
    def visit(self, world: World, ended_at: datetime | None) -> int:  # noqa: F811
        row = Visit.objects.create(
            person_id=world.people[Role.SPONSOR],
            key_digest=uuid4().bytes,
            device="Ponsel",
            started_at=world.at - timedelta(days=400),
            seen_at=world.at - timedelta(days=400),
            ended_at=ended_at,
        )
        return int(row.pk)

    def test_sessions_go_ninety_days_after_their_end_and_live_ones_stay(self, world):  # noqa: F811
        live = self.visit(world, None)
        fresh = self.visit(world, world.at - timedelta(days=90) + timedelta(seconds=1))
        old = self.visit(world, world.at - timedelta(days=90))

        tasks.forget(CONTEXT, stamp(world.at))

        kept = set(Visit.objects.filter(pk__in=[live, fresh, old]).values_list("pk", flat=True))
        assert kept == {live, fresh}

    def test_tries_and_openings_go_after_a_day_and_codes_stay(self, world):  # noqa: F811
        day, second = timedelta(days=1), timedelta(seconds=1)
        for age in (day, day - second):
            SignInTry.objects.create(key=uuid4().bytes, failures=3, last_at=world.at - age)
        ours = Sponsorship.objects.filter(agency_id=world.agencies["Dinas Kesehatan"])
        officer = worlds.actor(world, Role.OFFICER)
        for row, age in zip(ours.order_by("pk")[:2], (day, day - second), strict=True):
            open_for_checking(sponsorship_id=row.pk, by=officer, at=world.at - age)
        code_for = Person.objects.get(pk=world.people[Role.SPONSOR])
        desk = worlds.actor(world, Role.SECRETARIAT)
        issue_code(person_id=code_for.pk, by=desk, at=world.at - timedelta(days=30))

        tasks.forget(CONTEXT, stamp(world.at))

        assert SignInTry.objects.filter(failures=3).count() == 1
        assert Opening.objects.count() == 1
        assert ActivationCode.objects.filter(person=code_for).exists()

    def test_drafts_forms_and_mail_go_and_what_was_left_stays(self, world):  # noqa: F811
        sponsor = worlds.actor(world, Role.SPONSOR)
        past = world.at - timedelta(days=31)
        save_answers(answers={"nama": "Sukini"}, by=sponsor, at=past)
        entrust(kind=Kind.EVENT, code="moved", by=sponsor, at=past)
        SubmittedForm.objects.create(key=uuid4(), action="x", body_digest="", at=past)
        Item.objects.create(
            key="x",
            kind="mail",
            address="wulan@kendalkab.go.id",
            created_at=past,
            next_try_at=past,
            done_at=past,
        )

        for _ in range(2):
            tasks.forget(CONTEXT, stamp(world.at))

        assert not Draft.objects.exists()
        assert not SubmittedForm.objects.filter(action="x").exists()
        assert not Item.objects.filter(key="x").exists()
        assert Entrusted.objects.filter(settled_at=None).count() == 1


def test_a_second_run_of_the_day_prepares_no_text_anew(world):  # noqa: F811
    tasks.prepare_reminders(CONTEXT, stamp(world.at))
    first = set(PreparedText.objects.values_list("key", flat=True))

    tasks.prepare_reminders(CONTEXT, stamp(world.at))

    assert first
    assert set(PreparedText.objects.values_list("key", flat=True)) == first
    assert PreparedText.objects.count() == len(first)


def test_an_agreed_move_is_carried_out_once_its_month_has_come(world):  # noqa: F811
    number = ask_relocation(
        civil_servant_id=world.sponsor_id,
        to_agency_id=world.agencies[NEW],
        from_month=world.month + 2,
        by=worlds.actor(world, Role.SPONSOR),
        at=world.at,
    )
    for office in ("Dinas Kesehatan", NEW):
        person_id = world.people[Role.OFFICER]
        by = Actor(person_id, "x", Role.OFFICER, world.regency_id, world.agencies[office], "t")
        agree_to_relocation(relocation_id=number, by=by, at=world.at)
    _freeze(world, world.agencies["Dinas Kesehatan"], world.month, world.month + 1)

    tasks.finish_relocations(CONTEXT, stamp(world.at))
    moved = CivilServant.objects.get(pk=world.sponsor_id).agency_id
    events = Event.objects.filter(action__startswith="relocation.").count()
    tasks.finish_relocations(CONTEXT, stamp(world.at))

    assert moved == world.agencies[NEW]
    assert Relocation.objects.get(pk=number).state == "done"
    assert Event.objects.filter(action__startswith="relocation.").count() == events


def _freeze(world: World, agency_id: int, *months: Month) -> None:  # noqa: F811
    there = set(DeductionList.objects.filter(agency_id=agency_id).values_list("month", flat=True))
    for month in months:
        if month.first_day not in there:
            DeductionList.objects.create(
                agency_id=agency_id,
                month=month.first_day,
                line_count=0,
                total_idr=0,
                digest="f" * 64,
                locked_at=world.at,
            )


def test_lapsing_twice_ends_nothing_more(world):  # noqa: F811
    tasks.lapse(CONTEXT, stamp(world.at))
    ended = Spell.objects.filter(ends_on__isnull=False).count()

    tasks.lapse(CONTEXT, stamp(world.at))

    assert Spell.objects.filter(ends_on__isnull=False).count() == ended


def test_an_empty_outbox_is_sent(at):
    tasks.send_outbox(stamp(at))


def test_what_does_not_add_up_fails_the_nightly_check(world):  # noqa: F811
    """The invented world's money was written without its books."""
    with pytest.raises(tasks.InvariantsBroken, match="M11"):
        tasks.check_invariants(stamp(world.at))
