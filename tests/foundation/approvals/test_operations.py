"""Asking and deciding: two people, the same figures, once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection

from payung.foundation.approvals.models import Approval
from payung.foundation.approvals.operations import (
    NobodyDecides,
    NotAsked,
    SamePerson,
    SeenOtherwise,
    approve,
    ask,
    open_request,
    refuse,
)
from payung.foundation.audit.models import Event, Move
from payung.kernel.people import Actor, Role

pytestmark = pytest.mark.django_db

AT = datetime(2026, 12, 10, 3, tzinfo=UTC)
ASKER = Actor(1, "Bendahara", Role.TREASURER, 33, 7, "uji")
OTHER = Actor(2, "Kepala", Role.OFFICE_HEAD, 33, 7, "uji")
SAME_PERSON_OTHER_ROLE = replace(ASKER, role=Role.OFFICE_HEAD)
SEEN = "a" * 64


def _ask(seen=SEEN, reason="", by=ASKER):
    return ask(
        kind="month.close", target_type="ledger_book", target_id=5, reason=reason,
        seen_digest=seen, by=by, at=AT,
    )  # fmt: skip


def test_another_person_approves_what_was_seen():
    asked = _ask()

    approve(approval_id=asked, seen_digest=SEEN, by=OTHER, at=AT)

    assert Approval.objects.get().state == "approved"
    assert Move.objects.filter(entity="approvals_approval").count() == 2
    assert list(Event.objects.order_by("seq").values_list("action", flat=True)) == [
        "approval.asked",
        "approval.approved",
    ]


@pytest.mark.parametrize("actor", [ASKER, SAME_PERSON_OTHER_ROLE])
def test_the_asker_cannot_decide_in_any_role(actor):
    asked = _ask()

    with pytest.raises(SamePerson):
        approve(approval_id=asked, seen_digest=SEEN, by=actor, at=AT)
    with pytest.raises(SamePerson):
        refuse(approval_id=asked, reason="x", by=actor, at=AT)

    assert Approval.objects.get().state == "asked"


def test_figures_seen_otherwise_are_refused():
    asked = _ask()

    with pytest.raises(SeenOtherwise):
        approve(approval_id=asked, seen_digest="b" * 64, by=OTHER, at=AT)


@pytest.mark.parametrize("decide", [approve, refuse])
def test_a_request_is_decided_once(decide):
    asked = _ask()
    refuse(approval_id=asked, reason="belum lengkap", by=OTHER, at=AT)
    how = {"seen_digest": SEEN} if decide is approve else {"reason": "x"}

    with pytest.raises(NotAsked):
        decide(approval_id=asked, by=OTHER, at=AT, **how)


def test_an_unknown_request_is_not_asked():
    with pytest.raises(NotAsked):
        approve(approval_id=1, seen_digest=SEEN, by=OTHER, at=AT)
    with pytest.raises(NotAsked):
        open_request(1, kind="month.close")


def test_the_same_request_again_is_the_same_request():
    assert _ask() == _ask()
    assert Approval.objects.count() == 1


def test_asked_again_with_other_figures_the_older_request_is_withdrawn():
    older, newer = _ask(), _ask(seen="b" * 64)

    assert older != newer
    assert Approval.objects.get(pk=older).state == "withdrawn"
    approve(approval_id=newer, seen_digest="b" * 64, by=OTHER, at=AT)


def test_a_refused_thing_can_be_asked_again():
    refuse(approval_id=_ask(), reason="belum", by=OTHER, at=AT)

    assert Approval.objects.get(pk=_ask()).state == "asked"


def test_scheduled_work_neither_asks_nor_decides():
    system = Actor.system("job:1")

    with pytest.raises(NobodyDecides):
        _ask(by=system)
    with pytest.raises(NobodyDecides):
        approve(approval_id=_ask(), seen_digest=SEEN, by=system, at=AT)


def test_a_refusal_keeps_its_reason():
    refuse(approval_id=_ask(), reason="angka belum cocok", by=OTHER, at=AT)

    assert Move.objects.get(to_state="refused").reason == "angka belum cocok"


def test_the_database_refuses_one_person_as_well():
    _ask()

    with pytest.raises(DatabaseError, match="approvals_two_people"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE approvals_approval SET state = 'approved', decided_by_id = asked_by_id"
        )


@pytest.mark.parametrize("problem", [SamePerson, SeenOtherwise, NotAsked, NobodyDecides])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_refusal_has_words(problem, lang):
    assert len(problem().finding.message(lang)) > 20
