"""Clients on a flaky network: each sends a form under its key, and hears what came of it or not."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection, transaction

from payung.foundation.access import submissions
from payung.foundation.approvals.operations import NotAsked, NotDecided
from payung.foundation.ledger.posting import AlreadyPosted, BookClosed, RefUsed
from payung.kernel.moves import MoveNotAllowed
from payung.process.locking import LockedBefore
from payung.process.papers.problems import NothingToPrint
from payung.process.received_lists import AppliedBefore, SeenOtherwise
from payung.stages.deductions.problems import ListRefused
from payung.stages.intake.operations import ContentAlreadyApplied
from payung.stages.intake.problems import FileRefused
from payung.stages.reconciliation.files import result_form
from payung.stages.reconciliation.operations import note_refusal
from payung.stages.reconciliation.problems import AnswerRefused
from payung.stages.registry.operations.relocating import AskedBefore, NotElsewhere
from payung.stages.registry.problems import DeathRefused, OutsideScope
from payung.stages.remittance.problems import MoneyRefused
from tests.histories.acts import Acts
from tests.histories.model.values import Invocation, Reply
from tests.histories.sheets import Form, read_form
from tests.histories.world import CLIENTS, MONTHS, World

REFUSALS = (
    *(ListRefused, AnswerRefused, MoneyRefused, FileRefused, NotDecided, BookClosed, LockedBefore),
    *(MoveNotAllowed, DeathRefused, OutsideScope, AskedBefore, NotElsewhere, ObjectDoesNotExist),
    *(AppliedBefore, SeenOtherwise, ContentAlreadyApplied),
)
FAULTS = (
    DatabaseError,
    AlreadyPosted,
    RefUsed,
    AssertionError,
    KeyError,
    IndexError,
    TypeError,
    NothingToPrint,
)
_NAMES = (
    (BookClosed, "closed"),
    (LockedBefore, "locked_before"),
    (MoveNotAllowed, "move_not_allowed"),
    (OutsideScope, "outside_scope"),
    (AskedBefore, "asked_before"),
    (NotElsewhere, "not_elsewhere"),
    (NotAsked, "approvals.not_asked"),
    (AppliedBefore, "applied_before"),
    (ContentAlreadyApplied, "applied_before"),
    (SeenOtherwise, "seen_otherwise"),
    (ObjectDoesNotExist, "not_found"),
)


class _Died(Exception):
    """The connection is gone before the commit."""


@dataclass
class Clients:
    """What all clients have on their desks, and the programme they talk to."""

    world: World
    acts: Acts = field(init=False)
    forms: dict[str, Form] = field(default_factory=dict)
    sent: int = 0

    def __post_init__(self) -> None:
        self.acts = Acts(self.world)

    def fetch(self, call: Invocation, slot: str) -> Reply:
        """Download the form for the next answer, as the page of the list offers it."""
        place = call.args["place"]
        viewer = self.world.actor(call.client, call.key).viewer
        list_id = self.acts.list_id(place, viewer)
        if not list_id:
            return ("no", "no_list")
        content = result_form(viewer=viewer, list_id=list_id)
        form = read_form(content, place, 0)
        seq = int(json.loads(form.header.split(" ", 1)[1].rsplit(" ", 1)[0])["seq"])
        self.forms[slot] = Form(place, seq, form.header, form.title, form.rows, content)
        rows = [(row.nip, int(row.count), row.amount) for row in form.rows]
        return ("ok", seq, tuple(sorted(rows, key=lambda row: self.world.nips.index(row[0]))))

    def send(self, call: Invocation, fate: str) -> Reply | None:
        """Send a form; None where the answer is lost, whether or not it took effect."""
        at = datetime(call.day.year, call.day.month, call.day.day, 3, 0, tzinfo=UTC)
        self.sent += 1
        try:
            with transaction.atomic():
                reply = self._once(call, at)
                self._commit()
                if fate == "lost_before":
                    raise _Died
        except _Died:
            return None
        except REFUSALS as refusal:
            reply = ("no", _why(refusal))
            self._note(call, refusal, at)
        except FAULTS as fault:
            reply = ("fault", type(fault).__name__, str(fault).split("\n")[0][:120])
        return None if fate == "lost_after" else reply

    def _once(self, call: Invocation, at: datetime) -> Reply:
        """As `web.once`: key, effect and result in one transaction, a second time the result."""
        key = UUID(call.key)
        told = json.dumps([call.kind, sorted(map(repr, call.args.items()))])
        before = submissions.claim(
            key=key,
            person_id=CLIENTS[call.client].person_id,
            action=f"histories.{call.kind}",
            body_digest=sha256(told.encode()).hexdigest(),
            at=at,
        )
        if before is not None:
            return ("again", *json.loads(before))
        reply = self.acts.run(call, at)
        submissions.finish(key=key, result=json.dumps(reply[1:]))
        return reply

    def _commit(self) -> None:
        """What waits for the end of a transaction is looked at now."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def _note(self, call: Invocation, refusal: Exception, at: datetime) -> None:
        """As the page does: what noted the refusal inside was taken back with the transaction."""
        if call.kind != "upload" or not isinstance(refusal, FileRefused | AnswerRefused):
            return
        office, month = call.args["place"]
        note_refusal(
            agency_id=self.world.agencies[office],
            month=MONTHS[month],
            code=refusal.finding.code,
            sha256=call.args["sha"],
            by=self.world.actor(call.client, call.key),
            at=at,
        )


def _why(refusal: Exception) -> str:
    """Return the class of a refusal, in the words of the rules."""
    if isinstance(refusal, FileRefused):
        return _of_file(refusal.code)
    for kind, name in _NAMES:
        if isinstance(refusal, kind):
            return name
    if isinstance(refusal, DeathRefused):
        return str(refusal)
    finding: Any = getattr(refusal, "finding", None)
    return str(finding.code) if finding else type(refusal).__name__


def _of_file(code: str) -> str:
    """What is wrong with the form of a file has one name, but for what has its own anomaly."""
    own = {"template.number": "number", "template.changed_header": "changed_header"}
    if code in own:
        return own[code]
    return "file" if code.startswith(("file.", "template.")) else code
