"""Lists, payroll's answers, and what changes who stands on a list."""

from datetime import date
from typing import Any, Final

from payung.process.endings import end_sponsorship, worker_died
from payung.process.locking import lock_for_office
from payung.process.payroll import take_as_listed, take_result
from payung.process.registration import apply_reply_file
from payung.process.relocation import agree_to_relocation, finish_due_relocations
from payung.stages.deductions.operations import lock
from payung.stages.reconciliation import operations as reconciliation
from payung.stages.registry.operations import ask_relocation
from tests.histories.acts.base import Base
from tests.histories.model.values import Invocation, Place, Reply
from tests.histories.world import MONTHS

BANK: Final = "BANK JATENG"
KINDS: Final = ("cut", "not_cut", "missing", "under", "over")


class Payroll(Base):
    """The operations before money is paid on."""

    def do_lock(self, call: Invocation, how: dict[str, Any], place: Place) -> Reply:
        if call.client == "sekar":
            done = lock_for_office(**self._of(place), reason="kantor tidak mengunci", **how)
        else:
            one = self._of(place)
            done = lock(agency_ids=[one["agency_id"]], month=one["month"], **how)
        return ("ok", done.made, done.lines, done.total_idr, bool(done.after_a_gap))

    def do_stop(self, call: Invocation, how: dict[str, Any], worker: int, on: date) -> Reply:
        number = self.world.sponsorships[worker]
        done = end_sponsorship(sponsorship_id=number, ended_on=on, reason="wish", **how)
        last = done.last_month
        return ("ok", None if last is None else last - MONTHS[0])

    def do_died(self, call: Invocation, how: dict[str, Any], worker: int, on: date) -> Reply:
        worker_died(worker_id=self.world.workers[worker], died_on=on, **how)
        return ("ok",)

    def do_ask_move(
        self, call: Invocation, how: dict[str, Any], sponsor: int, to: int, month: int
    ) -> Reply:
        self.moves[call.key] = ask_relocation(
            civil_servant_id=self.world.sponsors[sponsor],
            to_agency_id=self.world.agencies[to],
            from_month=MONTHS[month],
            **how,
        )
        return ("ok",)

    def do_agree_move(self, call: Invocation, how: dict[str, Any], ref: str) -> Reply:
        return ("ok", agree_to_relocation(relocation_id=self.moves.get(ref, 0), **how))

    def do_daily(self, call: Invocation, how: dict[str, Any]) -> Reply:
        return ("ok", finish_due_relocations(**how))

    def do_reply(
        self,
        call: Invocation,
        how: dict[str, Any],
        page: int,
        content: bytes,
        **_: Any,
    ) -> Reply:
        done = apply_reply_file(
            content=content,
            name="balasan.xlsx",
            replied_on=call.day,
            batch_id=self.world.batches[page],
            **how,
        )
        is_again = not (done.accepted_ids or done.returned_ids or done.refused) and done.unchanged
        return ("ok", len(done.accepted_ids), len(done.refused), bool(is_again))

    def do_upload(
        self, call: Invocation, how: dict[str, Any], place: Place, content: bytes, **_: Any
    ) -> Reply:
        done = take_result(content=content, name="hasil.xlsx", **self._of(place), **how)
        if "already_applied" in done.facts:
            return ("ok", "already")
        counts = done.counts
        found = (counts["posted_idr"], counts["reversed_idr"], *(counts[k] for k in KINDS))
        return ("ok", *found, counts["parked"])

    def do_as_listed(self, call: Invocation, how: dict[str, Any], place: Place) -> Reply:
        list_id = self.list_id(place, how["by"].viewer)
        done = take_as_listed(list_id=list_id, **self._of(place), **how)
        return ("ok", done.already, done.cut_idr)

    def do_reasons(
        self,
        call: Invocation,
        how: dict[str, Any],
        place: Place,
        seq: int,
        pairs: tuple[Any, ...],
        code: str,
    ) -> Reply:
        lines = self._lines(place, seq)
        ids = [lines[pair] for pair in pairs]
        reconciliation.give_reason(result_line_ids=ids, code=code or "rahasia", **how)
        return ("ok", len(ids))

    def do_ask_over(
        self,
        call: Invocation,
        how: dict[str, Any],
        place: Place,
        seq: int,
        sponsor: int,
        reason: str,
    ) -> Reply:
        lines = self._lines(place, seq)
        line = min((line for pair, line in lines.items() if pair[0] == sponsor), default=0)
        return self._asked(
            call, reconciliation.ask_over_cut(result_line_id=line, reason=reason, **how)
        )

    def do_allow_over(
        self, call: Invocation, how: dict[str, Any], ref: str, seen: tuple[Any, ...]
    ) -> Reply:
        done = reconciliation.allow_over_cut(**self._decision(ref, seen), **how)
        return ("ok", done.total_idr)
