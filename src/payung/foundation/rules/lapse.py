"""How unpaid months end a membership: docs/algorithms/lapse.md."""

from dataclasses import dataclass
from datetime import date

from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Note, Standing
from payung.kernel.month import Month


@dataclass(frozen=True)
class Arrears:
    """The unpaid months that may still be paid, and the first day on which it is too late."""

    months: tuple[Month, ...]
    pay_before: date | None
    notes: tuple[Note, ...] = ()


def standing(
    *,
    first_month: Month,
    paid_months: frozenset[Month],
    asked: Month,
    law: Law | None = None,
) -> Standing:
    """
    Return how a membership stands in `asked`, a month that has begun.

    `asked` counts as unpaid while its contribution is missing, also before the 15th. After three
    unpaid months in a row the membership ends; what is paid later begins a new one. `lapses_on`
    is the first day without membership if nothing more is paid; from then on it is `lapsed_on`.
    :param first_month: the first contribution month of this spell.
    """
    law = law or current_law()
    unpaid = _unpaid_streak(first_month, paid_months, asked, law)
    if not unpaid:
        return Standing(0, at_risk=False, lapses_on=None, lapsed_on=None)
    run = _run_that_ends_it(unpaid, paid_months, law)
    ends_on = lapse_day(run, law)
    lapsed = run[-1] <= asked and ends_on <= asked.first_day
    setting = law.settings["lapse_moment"]
    return Standing(
        unpaid_streak=len(unpaid),
        at_risk=not lapsed,
        lapses_on=None if lapsed else ends_on,
        lapsed_on=ends_on if lapsed else None,
        unpaid=tuple(unpaid),
        notes=(Note(f"{setting.note}.{setting.value}"),),
    )


def arrears(
    *,
    first_month: Month,
    paid_months: frozenset[Month],
    asked: Month,
    law: Law | None = None,
) -> Arrears:
    """
    Return which unpaid months may still be paid in `asked`.

    At most three contribution months counted from the end of protection, and none once the
    membership has ended: then it is a new registration. There is no fine.
    """
    law = law or current_law()
    stands = standing(first_month=first_month, paid_months=paid_months, asked=asked, law=law)
    if stands.lapsed_on is not None:
        return Arrears((), None, (Note("rules.note.arrears_need_new_registration"),))
    if not stands.unpaid:
        return Arrears((), None)
    at_most = law.tunggakan_boleh_dibayar.in_force(asked.first_day).value.count
    notes = (*stands.notes, Note("rules.note.claim_in_arrears_unconfirmed"))
    return Arrears(stands.unpaid[:at_most], stands.lapses_on, notes)


def lapse_day(run: list[Month], law: Law) -> date:
    """Return the first day without membership after this full run of unpaid months."""
    if law.settings["lapse_moment"].value == "entering_third":
        return run[-1].first_day
    return run[-1].next.first_day


def run_length(month: Month, law: Law) -> int:
    """Return how many unpaid months in a row end a membership."""
    return law.bulan_menunggak_mengakhiri.in_force(month.first_day).value.count


def _unpaid_streak(first: Month, paid: frozenset[Month], asked: Month, law: Law) -> list[Month]:
    """Return the unpaid months up to `asked`, or the run that ended the membership before."""
    streak: list[Month] = []
    for month in Month.span(first, asked.next):
        streak = [] if month in paid else [*streak, month]
        if len(streak) == run_length(month, law) and lapse_day(streak, law) <= asked.first_day:
            return streak
    return streak


def _run_that_ends_it(unpaid: list[Month], paid: frozenset[Month], law: Law) -> list[Month]:
    """Continue the streak, as if nothing more came than what is paid already, to a full run."""
    run, month = list(unpaid), unpaid[-1]
    while len(run) < run_length(month, law):
        month = month.next
        run = [] if month in paid else [*run, month]
    return run
