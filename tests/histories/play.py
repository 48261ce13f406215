"""Plays one script against the programme in a transaction that never commits, and judges it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import md5
from typing import Final
from uuid import UUID

from django.db import transaction

from payung.reports import verify
from tests.histories import checker
from tests.histories.clients import Clients
from tests.histories.coverage import reached
from tests.histories.expected import difference, told
from tests.histories.finishing import left_to_do, stuck
from tests.histories.journal import Event, Journal, oracle
from tests.histories.model.apply import READS, apply
from tests.histories.model.people import beginning
from tests.histories.model.state import State
from tests.histories.model.values import Invocation, Reply
from tests.histories.printed import without_checksum
from tests.histories.resolving import Desk, resolved
from tests.histories.steps import Step
from tests.histories.stored import Stored
from tests.histories.world import FIRST_DAY, SPONSORS, World, worker_owners

OUTSIDERS: Final = frozenset({"world", "uji"})
CHECKS: Final = tuple(
    check
    for name, check in verify.CHECKS
    if name[0] == "M" or name in ("C2", "C3", "C5", "C7", "S8")
)
"""M1 to M17 as Payung itself checks them, and what paid months and lists must keep."""
ALL_CHECKS: Final = tuple(check for _, check in verify.CHECKS)


@dataclass
class Verdict:
    """What became of one script. `failure` is empty where everything held."""

    failure: str = ""
    journal: Journal = field(default_factory=Journal)
    counts: Counter[str] = field(default_factory=Counter)
    generated: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)


@contextmanager
def undone() -> Iterator[None]:
    """Take everything back at the end, as if it had never been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def start_of(world: World) -> State:
    offices = tuple(office for office, _ in SPONSORS)
    return beginning(world.nips, offices, worker_owners(), world.cards)


class Play:
    """One history under way. The state kept here only fills in what steps leave open."""

    def __init__(self, world: World, name: str, *, watch: bool, finish: bool) -> None:
        self.world, self.name, self.watch, self.finish = world, name, watch, finish
        self.stored = Stored(world)
        self.desk = Desk(start_of(world), Clients(world), FIRST_DAY)
        self.verdict = Verdict()
        self.journal = self.verdict.journal
        self.clock = 0
        self.number = 0
        self.last: tuple[Invocation, Step] | None = None
        self.backup: tuple[str, State, int] | None = None

    def run(self, script: Sequence[Step]) -> Verdict:
        self._steps(script)
        if self.finish and not self.verdict.failure:
            self._steps(list(left_to_do(self.desk.state)))
        return self.verdict if self.verdict.failure else self._judged()

    def _steps(self, script: Sequence[Step]) -> None:
        waiting: list[tuple[Step, Invocation]] = []
        for step in script:
            self.verdict.generated.update(set(step.tags))
            self.desk.day += timedelta(days=step.days)
            if step.kind in ("backup", "restore"):
                self._machine(step.kind)
            elif call := self._call(step):
                waiting.append((step, call))
            if not (step.together and waiting):
                self._send(waiting)
                waiting = []
            if self.verdict.failure:
                return
        self._send(waiting)

    def _call(self, step: Step) -> Invocation | None:
        if step.kind == "retry":
            return self.last[0] if self.last else None
        args = resolved(step, self.desk)
        if args is None:
            return None
        self.number += 1
        seed = md5(f"{self.name}:{self.number}".encode(), usedforsecurity=False)
        return Invocation(str(UUID(seed.hexdigest())), step.client, step.kind, self.desk.day, args)

    def _send(self, waiting: list[tuple[Step, Invocation]]) -> None:
        """Send what was filled in at the same time, one after the other: the database decides."""
        began = self.clock + 1
        for step, call in reversed(waiting) if self.number % 2 else waiting:
            self.clock += 1
            before = self.desk.state
            reply = self._sent(step, call)
            event = Event(call, began, self.clock, reply)
            self.journal.events.append(event)
            after, must = apply(before, call)
            if step.fate != "lost_before" and must[0] == "ok":
                self.desk.state = after
            self.last = (call, step)
            self._count(step, call, must if step.fate == "lost_after" else reply, before)
        for event in self.journal.events[len(self.journal.events) - len(waiting) :]:
            event.replied = self.clock
        if self.watch and waiting:
            self._look()

    def _sent(self, step: Step, call: Invocation) -> Reply | None:
        if call.kind in READS:
            return self.desk.clients.fetch(call, step.get("slot"))
        self.journal.kills += step.fate != ""
        return self.desk.clients.send(call, step.fate)

    def _count(self, step: Step, call: Invocation, reply: Reply | None, before: State) -> None:
        tags = step.tags
        if step.kind == "retry" and self.journal.events[-2:]:
            tags = (*tags, *(event_tag(self.journal.events)))
        self.verdict.reached.update(reached(tags, call, reply, before))

    def _machine(self, kind: str) -> None:
        """The machine is backed up, or lost and restored from the backup (P25)."""
        if kind == "backup":
            self.backup = (transaction.savepoint(), self.desk.state, len(self.journal.events))
            self.journal.marks.append((len(self.journal.events), "backup"))
        elif self.backup is not None:
            savepoint, self.desk.state, since = self.backup
            transaction.savepoint_rollback(savepoint)
            self.backup = None
            self.journal.restarts += 1
            lost = {event.call.key for event in self.journal.events[since:]}
            self.journal.erased |= lost
            self.journal.marks.append((len(self.journal.events), "restore"))

    def _look(self) -> None:
        """Compare after every step, where the order is known."""
        wrong = difference(told(self.desk.state), self.stored.told())
        broken = [what for check in CHECKS for what in check()]
        self.verdict.failure = wrong or (broken[0] if broken else "")

    def _judged(self) -> Verdict:
        verdict = self.verdict
        found = checker.explained(self.journal, start_of(self.world))
        if found.failure:
            verdict.failure = found.failure
            return verdict
        stored = self.stored.told()
        verdict.failure = checker.ends_as(found, stored)
        ends = checker.endings(found, stored)
        counted = [oracle(self.journal, state.forms, OUTSIDERS) for state in ends]
        verdict.counts, state = min(zip(counted, ends, strict=True), key=lambda one: one[0].total())
        checks: Sequence[Callable[[], Iterator[str]]] = ALL_CHECKS if self.watch else CHECKS
        broken = [what for check in checks for what in check()]
        broken += without_checksum(self.world, state)
        verdict.counts["V"] = len(broken)
        verdict.counts["K"] = len(stuck(state)) if self.finish else 0
        off = [f"{name}={count}" for name, count in verdict.counts.items() if count]
        verdict.failure = verdict.failure or ", ".join([*off, *broken[:1]])
        return verdict


def event_tag(events: Sequence[Event]) -> tuple[str, ...]:
    """A retry after a lost answer is P12 or P13, by whether the first one had taken effect."""
    reply = events[-1].reply
    if reply is None or events[-2].reply is not None or events[-2].call is not events[-1].call:
        return ()
    return ("P12",) if reply[0] == "again" else ("P13",)


def play(
    world: World, name: str, script: Sequence[Step], *, watch: bool = False, finish: bool = False
) -> Verdict:
    """
    Play a script.

    :param watch: compare after every step, and check every invariant at the end.
    :param finish: go on until everything that can be done is done; then every month is closed.
    """
    with undone():
        return Play(world, name, watch=watch, finish=finish).run(script)
