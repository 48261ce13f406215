"""What chance does to an office in a month, drawn from the seed, its name and the month."""

from dataclasses import dataclass
from random import Random

from payung.jobs.simulation.months import Habits
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.deductions.queries import ListSummary, lines_for_list


@dataclass(frozen=True, kw_only=True)
class Odds:
    """How likely each thing is: per person and month, per person for ever, per office and month."""

    not_cut: float = 0.015
    never_cut: float = 0.006
    by_file: float = 0.3
    errs: float = 0.15
    slip_first: float = 0.1
    receipt_first: float = 0.1
    late: float = 0.06
    unconfirmed: float = 0.06


STORMY = Odds()
CALM = Odds(
    not_cut=0.004,
    never_cut=0.0,
    by_file=0.06,
    errs=0.04,
    slip_first=0.03,
    receipt_first=0.03,
    late=0.02,
    unconfirmed=0.02,
)
"""The demo's weather: most months go as they should, and its script brings the trouble."""


def habits(asked: ListSummary, *, seed: str, viewer: Viewer, odds: Odds = STORMY) -> Habits:
    """Return how this office's month goes."""
    chance = Random(f"{seed}:{asked.agency}:{asked.month}")
    return Habits(
        not_cut=_not_cut(asked, seed, viewer, odds),
        answers_by_file=chance.random() < odds.by_file,
        errs=chance.random() < odds.errs,
        slip_first=chance.random() < odds.slip_first,
        receipt_first=chance.random() < odds.receipt_first,
        remits=chance.random() >= odds.late,
        confirmed=chance.random() >= odds.unconfirmed,
    )


def _not_cut(asked: ListSummary, seed: str, viewer: Viewer, odds: Odds) -> frozenset[str]:
    """Draw per person: a few miss this month, a few are never cut and their worker lapses."""
    return frozenset(
        line.nip
        for line in lines_for_list(viewer=viewer, list_id=asked.list_id)
        if Random(f"{seed}:{line.nip}:{asked.month}").random() < odds.not_cut
        or Random(f"{seed}:{line.nip}").random() < odds.never_cut
    )


def branch_errs(seed: str, agency: str, month: Month) -> bool:
    """Return whether the branch mistypes a number in its first answer to this office."""
    return Random(f"{seed}:branch:{agency}:{month}").random() < 0.2
