"""One worker, one day."""

from datetime import date

from payung.foundation.rules import Consequence, consequences, standing
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.cover.queries import reasons
from payung.stages.cover.queries.facts import history_of, line_of, tariffs_of
from payung.stages.cover.queries.values import Cover
from payung.stages.cover.sums import History, payments_of, protection


def cover_on(*, viewer: Viewer, worker_id: int, on: date, explain: bool = False) -> Cover:
    """
    Return whether the worker is protected on the day `on`, since when, until when, and why.

    Protected means paid and confirmed: a month in arrears is never shown as protected, whatever
    is paid later. At most four queries, all by index.

    :param explain: adds the tariffs of the protected months, each with its law.
    :raises WorkerUnknown: outside the viewer's reach, or not there.
    """
    history = history_of(viewer=viewer, worker_id=worker_id)
    found = protection(history, on)
    if found is None:
        line = line_of(worker_id=worker_id, month=Month.of(on)) if history.spell_on(on) else None
        why = tuple(reasons.of_absence(history, on, line))
        months: tuple[Month, ...] = (Month.of(on),)
    else:
        why = tuple(reasons.of_protection(history, on, found))
        months = found.months
    if explain:
        why += tuple(reasons.tariffs(tariffs_of(worker_id=worker_id, months=months)))
    return Cover(
        covered=found is not None,
        since=found.since if found else None,
        until=found.until if found else None,
        status=_status(history, on, is_covered=found is not None),
        why=why,
        at_risk=_at_risk(history, on),
    )


def _at_risk(history: History, on: date) -> tuple[Consequence, ...]:
    """Return what the missed months up to `on` cause, or caused, and when."""
    if history.died_on is not None and on > history.died_on:
        return ()
    spell, asked = history.spell_on(on), Month.of(on)
    if spell is None:
        ended = history.ended_before(on)
        if not ended or not ended[-1].has_lapsed or ended[-1].ends_on is None:
            return ()
        spell, asked = ended[-1], Month.of(ended[-1].ends_on)
    return consequences(
        first_month=spell.first_month,
        paid_months=frozenset(payments_of(spell, history)),
        asked=asked,
        born_on=history.born_on,
    )


def _status(history: History, on: date, *, is_covered: bool) -> str:
    """Return the code of the status word (`cover.status` in kernel/wording/cover.yaml)."""
    if is_covered:
        return "active"
    if history.died_on is not None and on > history.died_on:
        return "finished"
    spell = history.spell_on(on)
    if spell is None:
        ended = history.ended_before(on)
        if not ended:
            return "no_number"
        return "inactive" if ended[-1].has_lapsed else "finished"
    paid = frozenset(payments_of(spell, history))
    stands = standing(first_month=spell.first_month, paid_months=paid, asked=Month.of(on))
    if stands.lapsed_on is not None:
        return "inactive"
    if not paid or stands.unpaid_streak == 0:
        return "waiting"
    return f"arrears_{min(stands.unpaid_streak, 3)}"
