"""JKM cash for the heirs after a death that was no work accident; the scholarship is apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from payung.foundation.rules.benefits.accident import not_before_birth
from payung.foundation.rules.benefits.days import months_after
from payung.foundation.rules.benefits.lines import benefit, money
from payung.foundation.rules.benefits.lump_sums import instalments
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.problems import DiedBeforeMembership, PaidMonthsNegative
from payung.foundation.rules.values import Benefit, Line, Note
from payung.kernel.dates import render_date
from payung.kernel.month import Month
from payung.kernel.rupiah import render_rupiah


@dataclass(frozen=True)
class _Death:
    died_on: date
    member_since: date
    paid_months: int
    law: Law


def jkm(
    *,
    died_on: date,
    member_since: date,
    paid_months: int,
    born_on: date | None = None,
    law: Law | None = None,
) -> Benefit:
    """
    Return the JKM cash, part by part. The day of death decides, not the day of the claim.

    Within the first three months only the funeral amount is due (Permenaker 1/2025); first day
    and way of counting are settings, and a note names both amounts where the readings differ.
    :param member_since: first day of the present spell; a return after a lapse starts again.
    :param born_on: the worker's birth, where known.
    :raises BeforeBirth, DiedBeforeMembership, PaidMonthsNegative: see there.
    :raises NotInForce: the death lies before 1 July 2015.
    """
    not_before_birth(died_on, born_on)
    if paid_months < 0:
        raise PaidMonthsNegative(months=str(paid_months))
    if died_on < member_since:
        raise DiedBeforeMembership(died=render_date(died_on), since=render_date(member_since))
    death = _Death(died_on, member_since, paid_months, law or current_law())
    return benefit(_lines(death), _notes(death))


def _lines(death: _Death) -> Iterator[Line]:
    funeral, *others = _all_lines(death)
    if death.paid_months == 0:
        return
    if not _is_waiting(death):
        yield from others
    yield funeral


def _all_lines(death: _Death) -> list[Line]:
    """Return the funeral amount, sure after any paid month, then what the wait may take away."""
    law, on, asks = death.law, death.died_on, tuple(_wait_questions(death))
    funeral = law.jkm_biaya_pemakaman.in_force(on)
    lump_sum = law.jkm_santunan_kematian.in_force(on)
    monthly = law.jkm_santunan_berkala.in_force(on)
    return [
        money("rules.line.funeral", funeral.value.amount, funeral),
        money("rules.line.santunan_kematian", lump_sum.value.amount, lump_sum, asks=asks),
        instalments("rules.line.santunan_berkala", monthly, asks),
    ]


def _is_waiting(death: _Death) -> bool:
    if death.law.settings["jkm_wait_counts"].value == "paid_months":
        return _waits_by_payments(death)
    return _waits_by_calendar(death)


def _waits_by_calendar(death: _Death) -> bool:
    return _rule_applies(death) and death.died_on < _full_from(death)


def _waits_by_payments(death: _Death) -> bool:
    return _rule_applies(death) and death.paid_months < _months(death)


def _rule_applies(death: _Death) -> bool:
    return death.died_on >= _wait_from(death)


def _wait_from(death: _Death) -> date:
    return date.fromisoformat(death.law.settings["jkm_wait_from"].value)


def _months(death: _Death) -> int:
    return death.law.jkm_masa_tunggu.in_force(death.died_on).value.count


def _full_from(death: _Death) -> date:
    """Return the first day after the wait: the same day of the month, or the month's last day."""
    return months_after(death.member_since, _months(death))


def _notes(death: _Death) -> Iterator[Note]:
    if death.paid_months == 0:
        yield Note("rules.note.jkm_not_active")
        return
    yield Note("rules.note.jkm_needs_active")
    if _is_waiting(death):
        values = {"funeral": render_rupiah(_funeral(death)), "full": render_rupiah(_full(death))}
        yield Note("rules.note.jkm_wait", values)
    yield from _wait_questions(death)


def _wait_questions(death: _Death) -> Iterator[Note]:
    """Yield what the branch must settle about the wait; a full amount then is no promise."""
    by_calendar, by_payments = _waits_by_calendar(death), _waits_by_payments(death)
    if by_calendar != by_payments:
        full, funeral = render_rupiah(_full(death)), render_rupiah(_funeral(death))
        yield Note(
            death.law.settings["jkm_wait_counts"].note,
            {
                "calendar": funeral if by_calendar else full,
                "payments": funeral if by_payments else full,
            },
        )
    if _near_first_day(death):
        since = render_date(_wait_from(death))
        yield Note(death.law.settings["jkm_wait_from"].note, {"since": since})


def _full(death: _Death) -> int:
    law, on = death.law, death.died_on
    rules = (law.jkm_biaya_pemakaman, law.jkm_santunan_kematian, law.jkm_santunan_berkala)
    return sum(rule.in_force(on).value.amount for rule in rules)


def _funeral(death: _Death) -> int:
    return death.law.jkm_biaya_pemakaman.in_force(death.died_on).value.amount


def _near_first_day(death: _Death) -> bool:
    """Say whether the unsure first day of the rule can decide this case."""
    earliest = min(death.law.jkm_masa_tunggu.values)
    if not earliest <= death.died_on <= (Month.of(_wait_from(death)) + 1).last_day:
        return False
    return death.died_on < _full_from(death) or death.paid_months < _months(death)
