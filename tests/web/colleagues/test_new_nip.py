"""PPPK becomes PNS: the NIP changes, the person stays (issue 4, item 4; NIP in domain 6.2)."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from payung.foundation.access.models import FormerSignIn, Person
from payung.foundation.access.sign_in import NotMatched, matched
from payung.foundation.outbox.models import PreparedText
from payung.kernel.nip import NipKind, parse_nip
from payung.kernel.people import Actor, Role, Viewer
from payung.process.new_nip import give_new_nip, undo_new_nip
from payung.reports.audit.finding import lines_of_nip
from payung.stages.deductions.operations import lock
from payung.stages.deductions.queries import lines_for_list, list_of, preview
from payung.stages.reconciliation.queries import asked_lines
from payung.stages.reconciliation.sums import Outcome, ResultRow, match
from payung.stages.registry.models import CivilServant, NipChange
from payung.stages.registry.problems import (
    NewNipRefused,
    NipOfAnother,
    OutsideScope,
    OwnRecord,
    TakeBackRefused,
)
from payung.stages.registry.queries.nips import nip_changes, staff_found
from payung.stages.registry.sums.nips import Cause
from tests.factories import payroll
from tests.factories import world as worlds
from tests.factories.world import PASSWORD, World
from tests.web.forms import said as said_on
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
SAME = re.compile(r"[0-9]{18}")
OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"
TOUCHED = {
    *("registry_civilservant", "registry_nipchange", "audit_event", "access_person"),
    *("access_formersignin", "access_visit", "django_session", "outbox_preparedtext"),
}
"""The only tables that a new NIP may write to."""


def pppk(world: World) -> CivilServant:
    """Let the sponsor of the world be a PPPK who signs in with their number; return them."""
    person = CivilServant.objects.get(pk=world.sponsor_id)
    person.kind, person.nip = "pppk", person.nip[:8] + "202321" + person.nip[14] + "992"
    person.save(update_fields=["kind", "nip"])
    Person.objects.filter(civil_servant_id=person.pk).update(sign_in=person.nip)
    payroll.consented(world)
    return person


def as_pns(person: CivilServant, serial: str = "991") -> str:
    return person.nip[:8] + "202610" + person.nip[14] + serial


def give(world: World, person: CivilServant, nip: str, **other) -> int:
    said = {
        "kind": NipKind.PNS,
        "cause": Cause.APPOINTED,
        "counts_from": world.today,
        "reason": "SK 821.13/45/2026",
        "by": worlds.actor(world, Role.SECRETARIAT),
        "at": world.at,
    } | other
    return give_new_nip(civil_servant_id=person.pk, nip=parse_nip(nip), **said)


def everything(*, but: set[str]) -> dict[str, tuple[int, str]]:
    """Return how many rows every other table has, and a digest of all that is in them."""
    found: dict[str, tuple[int, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            if table not in but and not table.startswith("procrastinate"):
                cursor.execute(
                    f"SELECT count(*), coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '')"
                    f" FROM {table} t"
                )
                found[table] = cursor.fetchone()
    return found


def test_workers_consent_months_and_books_are_the_same_before_and_after(web_world: World):
    """C7 for a new number: every table that is not about it holds the same rows."""
    person = pppk(web_world)
    before, client = everything(but=TOUCHED), signed_in(Role.SPONSOR)

    change_id = give(web_world, person, as_pns(person))

    assert everything(but=TOUCHED) == before
    person.refresh_from_db()
    assert (person.nip[8:14], person.kind) == ("202610", "pns")
    assert client.get("/saya/").status_code == 200  # the open session goes on
    assert give(web_world, person, person.nip) == change_id  # said twice, it is once
    assert NipChange.objects.count() == 1
    text = PreparedText.objects.get(key=f"nip:{change_id}:new")
    assert re.search(r"[0-9]{5}", text.body) is None  # no number leaves the house


def test_both_numbers_lead_in_for_ninety_days_then_only_the_new(web_world: World):
    person, at = pppk(web_world), web_world.at
    old, new = person.nip, as_pns(person)
    give(web_world, person, new)
    me = Person.objects.get(civil_servant_id=person.pk)

    def who(word: str, days: int) -> Person:
        there = {"password": PASSWORD, "address": f"10.0.0.{days}", "at": at + timedelta(days=days)}
        return matched(sign_in=word, **there)

    assert who(old, 0) == who(new, 0) == who(old, 89) == who(new, 90) == me
    with pytest.raises(NotMatched):
        who(old, 90)
    # An old number and one that never was anybody's get the very same page.
    FormerSignIn.objects.update(until=at - timedelta(days=1))
    said = {"password": "bukan kata sandi ini"}
    pages = [
        Client().post("/masuk/", {"sign_in": word, **said}) for word in (old, old[:15] + "998")
    ]
    told = [SAME.sub("", said_on(page.content.decode())) for page in pages]
    assert pages[0].status_code == 422
    assert told[0] == told[1]


def test_a_number_is_one_persons_forever_and_nobody_changes_their_own(web_world: World):
    person = pppk(web_world)
    old = person.nip
    colleague = CivilServant.objects.filter(agency_id=person.agency_id).exclude(pk=person.pk)[0]
    stranger = CivilServant.objects.filter(agency_id=web_world.agencies[OTHER])[0]
    officer = worlds.actor(web_world, Role.OFFICER)
    give(web_world, person, as_pns(person), by=officer)

    with pytest.raises(NipOfAnother):  # whose it was
        give(web_world, colleague, old, cause=Cause.CORRECTED, kind=NipKind.PPPK)
    with pytest.raises(NipOfAnother):  # whose it is
        give(web_world, colleague, stranger.nip, cause=Cause.CORRECTED)
    with pytest.raises(IntegrityError), transaction.atomic():  # behind the operation's back
        CivilServant.objects.filter(pk=colleague.pk).update(nip=old)
    with pytest.raises(OutsideScope):  # another office's
        give(web_world, stranger, stranger.nip[:-1] + "9", by=officer)
    me = Actor(web_world.people[Role.SPONSOR], "x", Role.OFFICER, web_world.regency_id,
               person.agency_id, "t")  # fmt: skip
    with pytest.raises(OwnRecord):
        give(web_world, person, as_pns(person, "993"), by=me)
    person.refresh_from_db()
    free, before = as_pns(person, "993"), web_world.today - timedelta(days=1)
    for said, code in (
        ({"nip": f"1999{free[4:]}"}, "nip_new_other_person"),
        ({"nip": free, "counts_from": web_world.today + timedelta(days=1)}, "nip_new_not_yet"),
        ({"nip": f"{free[:8]}202621{free[14:]}"}, "nip_appointment_month"),
        ({"nip": free, "counts_from": before}, "nip_new_before_last"),
    ):
        with pytest.raises(NewNipRefused, match=code):
            give(web_world, person, **said)


def test_the_next_list_says_so_and_the_locked_one_keeps_what_was_printed(web_world: World):
    person, viewer, month = pppk(web_world), Viewer.system(), web_world.month.next
    old, office, at = person.nip, web_world.agencies[OWN], web_world.at
    before = list_of(viewer=viewer, agency_id=office, month=month - 1)
    assert before is not None

    later = max(at, before.locked_at) + timedelta(hours=1)
    new = as_pns(person)
    give(web_world, person, new, at=later)

    treasurer = worlds.actor(web_world, Role.TREASURER).viewer
    printed = lines_for_list(viewer=treasurer, list_id=before.list_id)
    mine = next(line for line in printed if line.sponsor_id == person.pk)
    assert (mine.nip, mine.nip_before) == (old, "")
    shown = preview(viewer=treasurer, agency_id=office, month=month, at=later + timedelta(hours=1))
    assert shown is not None
    lock(agency_ids=[office], month=month, by=worlds.SYSTEM, at=later + timedelta(hours=1))
    asked = list_of(viewer=viewer, agency_id=office, month=month)
    assert asked is not None
    for lines in (shown.lines, lines_for_list(viewer=treasurer, list_id=asked.list_id)):
        mine = next(line for line in lines if line.sponsor_id == person.pk)
        assert (mine.nip, mine.nip_before, mine.change) == (new, old, "changed")
    # Payroll may write either in the answer; both at once is one person twice (P15).
    lines = [line for line in asked_lines(viewer=treasurer, list_id=asked.list_id)
             if line.sponsor_id == person.pk]  # fmt: skip
    row = ResultRow(row=9, nip=old, name=person.name, count=len(lines),
                    amount=sum(line.amount_idr for line in lines), cut=True)  # fmt: skip
    taken = match([row], lines)
    assert {line.outcome for line in taken.lines} == {Outcome.CUT}
    assert [found.finding.code for found in taken.findings] == ["reconciliation.nip_changed"]
    assert new in taken.findings[0].finding.message()
    twice = match([row, ResultRow(row=10, nip=new, name=person.name, count=1, amount=1, cut=True)],
                  lines)  # fmt: skip
    assert {line.outcome for line in twice.lines} == {Outcome.MISSING}


def test_an_old_number_finds_the_person_and_only_within_reach(web_world: World):
    person = pppk(web_world)
    old, office = person.nip, web_world.agencies[OWN]
    give(web_world, person, as_pns(person))
    auditor = worlds.actor(web_world, Role.AUDITOR).viewer
    found = [
        [(one.civil_servant_id, one.former) for one in staff_found(viewer=viewer, text=old)]
        for viewer in (
            Viewer(Role.OFFICER, 1, web_world.regency_id, office),
            Viewer(Role.SECRETARIAT, 1, web_world.regency_id, None),
            Viewer(Role.OFFICER, 1, web_world.regency_id, web_world.agencies[OTHER]),
            Viewer(Role.SECRETARIAT, 1, web_world.other_regency_id, None),
        )
    ]
    assert found == [[(person.pk, old)], [(person.pk, old)], [], []]
    assert lines_of_nip(viewer=auditor, nip=old) == lines_of_nip(viewer=auditor, nip=as_pns(person))
    assert lines_of_nip(viewer=auditor, nip=old)


def test_what_was_said_by_mistake_is_taken_back_and_frees_the_number(web_world: World):
    person, at = pppk(web_world), web_world.at
    old, wrong = person.nip, as_pns(person)
    officer, secretariat = (
        worlds.actor(web_world, Role.OFFICER),
        worlds.actor(web_world, Role.SECRETARIAT),
    )
    change_id = give(web_world, person, wrong)
    said = {"civil_servant_id": person.pk, "change_id": change_id, "reason": "Orang lain"}
    late = at + timedelta(days=90)
    with pytest.raises(TakeBackRefused, match="nip_back_too_late"):
        undo_new_nip(**said, by=secretariat, at=late)
    lock(agency_ids=[web_world.agencies[OWN]], month=web_world.month.next, by=worlds.SYSTEM,
         at=at + timedelta(hours=1))  # fmt: skip
    with pytest.raises(TakeBackRefused, match="nip_back_printed"):
        undo_new_nip(**said, by=officer, at=at + timedelta(hours=2))

    undo_new_nip(**said, by=secretariat, at=at + timedelta(hours=2))

    person.refresh_from_db()
    assert (person.nip, person.kind) == (old, "pppk")
    assert Person.objects.get(civil_servant_id=person.pk).sign_in == old
    assert not FormerSignIn.objects.exists()
    changes = nip_changes(viewer=secretariat.viewer, civil_servant_id=person.pk)
    assert [one.is_taken_back for one in changes] == [True]
    with pytest.raises(TakeBackRefused, match="nip_back_not_last"):
        undo_new_nip(**said, by=secretariat, at=at + timedelta(hours=3))
    other = CivilServant.objects.filter(agency_id=web_world.agencies[OTHER])[0]
    give(web_world, other, wrong, cause=Cause.CORRECTED)  # the number was never theirs
