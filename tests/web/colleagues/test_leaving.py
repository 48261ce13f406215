"""To another regency, or beyond what Payung knows: no gap, one office bills, nothing leaks (C7)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from payung.foundation.access.models import Duty
from payung.foundation.access.operations import grant
from payung.foundation.outbox.models import PreparedText
from payung.kernel.people import Actor, Role, Viewer
from payung.process.relocation import agree_to_relocation, finish_due_relocations
from payung.reports import verify
from payung.reports.audit.finding import lines_of_nip
from payung.reports.audit.trail import trail_of
from payung.reports.lapse.offers import offers
from payung.stages.cover.queries import cover_on
from payung.stages.deductions.models import DeductionLine
from payung.stages.deductions.operations import lock
from payung.stages.enrolment.models import Consent, Sponsorship
from payung.stages.membership.models import Payer
from payung.stages.registry.models import Agency, CivilServant, Relocation
from payung.stages.registry.operations import ask_relocation, refuse_relocation
from payung.stages.registry.operations.departing import record_departure
from payung.stages.registry.operations.relocating import KnownThere, NotElsewhere, NotYetOverdue
from payung.stages.registry.problems import DepartureRefused, OutsideScope, OwnRecord
from payung.stages.registry.sums.leaving import Left
from payung.stages.remittance.models import PaidMonth
from tests.factories import payroll
from tests.factories import world as worlds
from tests.factories.world import World
from tests.web.colleagues.test_new_nip import TOUCHED, everything
from tests.web.forms import said as said_on
from tests.web.forms import send
from tests.web.secretariat.sending import boxes
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db
OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"
SPONSOR = "Wulan Handayani"
MOVING = TOUCHED | {
    *("registry_relocation", "enrolment_sponsorship", "access_duty"),
    *("audit_move", "audit_look", "access_submittedform"),
}
"""What a move writes to: no payer, no spell, no consent, no month, no transfer."""


def there(world: World, role: Role, sign_in: str = "") -> Actor:
    """Add somebody in the other regency; they sign in with `sign_in`."""
    office = world.other_agency_id if role is Role.OFFICER else None
    person_id = worlds.person(world, sign_in or f"klaten-{role}", f"Orang Klaten {role}")
    worlds.give_factor(person_id=person_id, secret=worlds.SECRET, by=worlds.SYSTEM, at=world.at)
    grant(person_id=person_id, role=role, regency_id=world.other_regency_id, agency_id=office,
          starts_on=world.today - timedelta(days=30), by=worlds.SYSTEM, at=world.at)  # fmt: skip
    return Actor(person_id, "Orang Klaten", role, world.other_regency_id, office, "t")


def standing(world: World) -> list[object]:
    """Return what a move must not touch: cover, consents and every paid month."""
    workers = sorted(Payer.objects.filter(sponsor_id=world.sponsor_id, until_month=None)
                     .values_list("worker_id", flat=True))  # fmt: skip
    cover = [cover_on(viewer=Viewer.system(), worker_id=one, on=world.today) for one in workers]
    paid = PaidMonth.objects.filter(worker_id__in=workers).order_by("pk").values_list()
    consents = Consent.objects.filter(sponsorship__sponsor_id=world.sponsor_id).order_by("pk")
    return [workers, [(c.covered, c.since, c.until) for c in cover], list(paid),
            list(consents.values_list())]  # fmt: skip


def asked(world: World, by: Actor | None = None) -> Relocation:
    number = ask_relocation(
        civil_servant_id=world.sponsor_id, to_agency_id=world.other_agency_id,
        from_month=world.month.next, by=by or worlds.actor(world, Role.OFFICER), at=world.at,
    )  # fmt: skip
    return Relocation.objects.get(pk=number)


def test_a_move_to_another_regency_leaves_no_gap_and_no_trace_of_others(web_world: World):
    world, office = web_world, web_world.agencies[OWN]
    payroll.consented(world)
    old_auditor = worlds.actor(world, Role.AUDITOR).viewer
    new_auditor = there(world, Role.AUDITOR).viewer
    there(world, Role.OFFICER, "petugas-klaten")
    person = CivilServant.objects.get(pk=world.sponsor_id)
    lines_before = lines_of_nip(viewer=old_auditor, nip=person.nip)
    before, broken = standing(world), verify.findings(viewer=Viewer.system())
    lock(agency_ids=[office], month=world.month.next, by=worlds.SYSTEM, at=world.at)
    lines_before = lines_of_nip(viewer=old_auditor, nip=person.nip)
    client = signed_in(Role.OFFICER)

    path = reverse("colleague-move", args=[person.pk])
    assert "Kabupaten Klaten: Dinas Sosial" in client.get(path).content.decode()
    assert send(client, path, {}).status_code == 422
    told = {"kantor": str(world.other_agency_id), "mulai": str(world.month.next.next)}
    assert send(client, path, told).status_code == 302
    moving = Relocation.objects.get(civil_servant=person)
    send(client, reverse("move", args=[moving.pk]), {"keputusan": "terima"})
    welcoming = come_in("petugas-klaten")
    page = welcoming.get(reverse("move", args=[moving.pk])).content.decode()
    assert "Dinas Kesehatan, Kabupaten Kendal" in page
    assert (person.nip in page, "Siti Rahayu" in page) == (False, False)
    assert welcoming.get(reverse("colleague-nip", args=[person.pk])).status_code == 404
    books = everything(but=MOVING)
    done = send(welcoming, reverse("move", args=[moving.pk]), {"keputusan": "terima"}, follow=True)
    assert "sekarang tercatat di Dinas Sosial, Kabupaten Klaten" in said_on(done.content.decode())

    assert everything(but=MOVING) == books
    person.refresh_from_db()
    assert (person.regency_id, person.agency_id) == (world.other_regency_id, world.other_agency_id)
    assert standing(world) == before
    held = Duty.objects.get(person_id=world.people[Role.SPONSOR], ends_on=None)
    assert (held.regency_id, held.agency_id) == (world.other_regency_id, world.other_agency_id)
    assert PreparedText.objects.filter(code="wa.moved", agency_id=world.other_agency_id).exists()
    # Exactly one office bills each month: the old one what it locked, the new one from then on.
    for month in (world.month.next, world.month.next.next):
        lock(agency_ids=[office, world.other_agency_id], month=month, by=worlds.SYSTEM,
             at=world.at + timedelta(days=30))  # fmt: skip
    workers = before[0]
    assert workers
    for month, place in ((world.month.next, office), (world.month + 2, world.other_agency_id)):
        asked_by = DeductionLine.objects.filter(worker_id__in=workers, month=month.first_day)
        assert sorted(asked_by.values_list("worker_id", "list__agency_id")) == [
            (one, place) for one in workers
        ]
    # Both auditors follow their own regency's money, and only that.
    assert lines_of_nip(viewer=old_auditor, nip=person.nip) == lines_before
    (theirs,) = lines_of_nip(viewer=new_auditor, nip=person.nip)
    assert (theirs.office, theirs.month) == ("Dinas Sosial", world.month + 2)
    old_line, new_line = lines_before[-1].line_id, theirs.line_id
    seen = [trail_of(viewer=viewer, line_id=line) is not None
            for viewer in (old_auditor, new_auditor) for line in (old_line, new_line)]  # fmt: skip
    assert seen == [True, False, False, True]
    assert verify.findings(viewer=Viewer.system()) == broken


def test_it_waits_for_the_branch_and_each_secretariat_answers_for_its_own(web_world: World):
    world = web_world
    moving = asked(world)
    elsewhere = there(world, Role.SECRETARIAT)
    home = worlds.actor(world, Role.SECRETARIAT)
    with pytest.raises(NotYetOverdue):
        refuse_relocation(relocation_id=moving.pk, reason="x", by=elsewhere, at=world.at)
    late = world.at + timedelta(days=15)
    assert agree_to_relocation(relocation_id=moving.pk, by=elsewhere, at=late) is False
    moving.refresh_from_db()
    assert (moving.released_by_id, moving.welcomed_by_id) == (None, elsewhere.person_id)
    sent = Sponsorship.objects.filter(agency_id=world.agencies[OWN], state="submitted")[0]
    Sponsorship.objects.filter(pk=sent.pk).update(sponsor_id=world.sponsor_id)
    waits = agree_to_relocation(relocation_id=moving.pk, by=home, at=late + timedelta(days=60))
    assert waits is False  # the branch's answer comes to the regency that asked it
    sent.refresh_from_db()
    sent.state = "returned"
    sent.save()
    assert finish_due_relocations(by=Actor.system("job"), at=late + timedelta(days=60)) == 1
    moving.refresh_from_db()
    assert moving.state == "done"

    stranger = CivilServant.objects.filter(agency_id=world.agencies[OTHER])[0]
    CivilServant.objects.create(
        regency_id=world.other_regency_id, agency_id=world.other_agency_id, nip=stranger.nip,
        name="x", folded="x", kind="pns", gone_on=date(2024, 1, 2),
    )  # fmt: skip
    third = Agency.objects.create(regency_id=world.other_regency_id, name="Satu", folded="satu")
    with pytest.raises(KnownThere):
        ask_relocation(civil_servant_id=stranger.pk, to_agency_id=third.pk, by=home, at=world.at,
                       from_month=world.month)  # fmt: skip
    with pytest.raises(OutsideScope):
        ask_relocation(civil_servant_id=stranger.pk, to_agency_id=third.pk, by=elsewhere,
                       at=world.at, from_month=world.month)  # fmt: skip


def test_the_secretariat_decides_late_ones_on_its_screen(web_world: World):
    number = ask_relocation(
        civil_servant_id=web_world.sponsor_id, to_agency_id=web_world.agencies[OTHER],
        from_month=web_world.month.next, by=worlds.actor(web_world, Role.SPONSOR),
        at=web_world.at - timedelta(days=16),
    )  # fmt: skip
    client, path = signed_in(Role.SECRETARIAT), reverse("manage-move", args=[number])
    listed = client.get("/kelola/mutasi/").content.decode()
    assert (SPONSOR in listed, "Lewat 14 hari tanpa jawaban" in listed) == (True, True)
    assert f"{OWN} ke {OTHER}" in said_on(listed)
    assert send(client, path, {"keputusan": "terima"}).status_code == 302
    moving = Relocation.objects.get(pk=number)
    secretariat = web_world.people[Role.SECRETARIAT]
    assert (moving.released_by_id, moving.welcomed_by_id) == (secretariat, secretariat)
    with pytest.raises(NotElsewhere):  # a sponsor names only offices of the own regency
        ask_relocation(
            civil_servant_id=web_world.sponsor_id, to_agency_id=web_world.other_agency_id,
            from_month=web_world.month, by=worlds.actor(web_world, Role.SPONSOR), at=web_world.at,
        )  # fmt: skip


@pytest.mark.parametrize("why", [Left.ELSEWHERE, Left.RETIRED])
def test_who_leaves_is_billed_no_more_and_colleagues_are_offered_the_workers(
    web_world: World, why: Left
):
    world, office = web_world, web_world.agencies[OWN]
    payroll.consented(world)
    before, client = standing(world), signed_in(Role.OFFICER)
    path = reverse("colleague-leave", args=[world.sponsor_id])
    said = {"sebab": why, "alasan": "SK 800/1/2026", **boxes("keluar", world.today)}
    tomorrow = said | boxes("keluar", world.today + timedelta(days=1))
    for wrong in ({}, tomorrow):
        assert send(client, path, wrong).status_code == 422

    done = send(client, path, said, follow=True)

    assert "pekerjanya ditawarkan kepada rekan" in said_on(done.content.decode())
    assert standing(world) == before  # nothing that was paid or covered is taken away
    asked_for = world.month + 2
    lock(agency_ids=[office], month=asked_for, by=worlds.SYSTEM, at=world.at)
    workers = before[0]
    assert not DeductionLine.objects.filter(worker_id__in=workers, month=asked_for.first_day)
    colleague = CivilServant.objects.filter(agency_id=office).exclude(pk=world.sponsor_id)[0]
    person_id = worlds.person(world, "rekan", colleague.name, colleague.pk)
    worlds.give(world, person_id, Role.SPONSOR, office)
    looks = Viewer(Role.SPONSOR, person_id, world.regency_id, office)
    offered = offers(viewer=looks, on=world.today)
    assert {one.sponsorship_id for one in offered} >= set(
        Sponsorship.objects.filter(sponsor_id=world.sponsor_id, state="accepted")
        .values_list("pk", flat=True))  # fmt: skip
    assert PreparedText.objects.filter(code="wa.left").count() == 1
    # They may still come in and see their choices; the office's work is no longer theirs.
    assert signed_in(Role.SPONSOR).get("/saya/").status_code == 200
    assert client.get(path).status_code == 404
    by = worlds.actor(world, Role.SECRETARIAT)
    other = CivilServant.objects.filter(agency_id=world.agencies[OTHER])[0]
    with pytest.raises(DepartureRefused, match="departure_long_ago"):
        record_departure(civil_servant_id=other.pk, left_on=world.today - timedelta(days=400),
                         why=why, reason="x", by=by, at=world.at)  # fmt: skip
    mine = Actor(person_id, "x", Role.OFFICER, world.regency_id, office, "t")
    with pytest.raises(OwnRecord):
        record_departure(civil_servant_id=colleague.pk, left_on=world.today, why=why, reason="x",
                         by=mine, at=world.at)  # fmt: skip
