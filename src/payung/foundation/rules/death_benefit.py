"""JKM cash for the heirs after a death that was no work accident; the scholarship is apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.problems import DiedBeforeMembership, PaidMonthsNegative
from payung.foundation.rules.schema import Amount, Rule
from payung.foundation.rules.values import Benefit, Line, Note
from payung.kernel.dates import render_date
from payung.kernel.month import Month
from payung.kernel.rupiah import Rupiah, render_rupiah


@dataclass(frozen=True)
class _Death:
    died_on: date
    member_since: date
    paid_months: int
    law: Law


def jkm(*, died_on: date, member_since: date, paid_months: int, law: Law | None = None) -> Benefit:
    """
    Return the JKM cash, part by part. The day of death decides, not the day of the claim.

    Within the first three months only the funeral amount is due (Permenaker 1/2025); first day
    and way of counting are settings, and a note names both amounts where the readings differ.
    :param member_since: first day of the present spell; a return after a lapse starts again.
    :raises NotInForce: the death lies before 1 July 2015.
    """
    if paid_months < 0:
        raise PaidMonthsNegative(months=str(paid_months))
    if died_on < member_since:
        raise DiedBeforeMembership(died=render_date(died_on), since=render_date(member_since))
    death = _Death(died_on, member_since, paid_months, law or current_law())
    lines = tuple(_lines(death))
    return Benefit(_total(lines), lines, tuple(_notes(death)))


def _lines(death: _Death) -> Iterator[Line]:
    funeral, *others = _all_lines(death)
    if death.paid_months == 0:
        return
    if not _is_waiting(death):
        yield from others
    yield funeral


def _all_lines(death: _Death) -> list[Line]:
    parts: dict[str, Rule[Amount]] = {
        "rules.line.funeral": death.law.jkm_biaya_pemakaman,
        "rules.line.santunan_kematian": death.law.jkm_santunan_kematian,
        "rules.line.santunan_berkala": death.law.jkm_santunan_berkala,
    }
    return [_line(code, rule, death.died_on) for code, rule in parts.items()]


def _line(code: str, rule: Rule[Amount], died_on: date) -> Line:
    found = rule.in_force(died_on)
    part = found.value
    return Line(code, Rupiah(part.amount), part.source, found.since, part.evidence)


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
    since, month = death.member_since, Month.of(death.member_since) + _months(death)
    return month.first_day.replace(day=min(since.day, month.last_day.day))


def _notes(death: _Death) -> Iterator[Note]:
    if death.paid_months == 0:
        yield Note("rules.note.jkm_not_active")
        return
    yield Note("rules.note.jkm_needs_active")
    full = render_rupiah(_total(_all_lines(death)))
    funeral = render_rupiah(_all_lines(death)[0].amount_idr)
    if _is_waiting(death):
        yield Note("rules.note.jkm_wait", {"funeral": funeral, "full": full})
    by_calendar, by_payments = _waits_by_calendar(death), _waits_by_payments(death)
    if by_calendar != by_payments:
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


def _near_first_day(death: _Death) -> bool:
    """Say whether the unsure first day of the rule can decide this case."""
    earliest = min(death.law.jkm_masa_tunggu.values)
    if not earliest <= death.died_on <= (Month.of(_wait_from(death)) + 1).last_day:
        return False
    return death.died_on < _full_from(death) or death.paid_months < _months(death)


def _total(lines: tuple[Line, ...] | list[Line]) -> Rupiah:
    return Rupiah(sum(int(line.amount_idr) for line in lines))
