"""What chance does to an office in a month: drawn from the seed, the office's name and the month."""

from random import Random

from payung.jobs.simulation.months import Habits
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.deductions.queries import ListSummary, lines_for_list

NOT_CUT, NEVER_CUT = 0.015, 0.006
ERRS, BY_FILE, SLIP_FIRST, RECEIPT_FIRST, LATE, UNCONFIRMED = 0.15, 0.3, 0.1, 0.1, 0.06, 0.06


def habits(asked: ListSummary, *, seed: str, viewer: Viewer) -> Habits:
    """Return how this office's month goes."""
    chance = Random(f"{seed}:{asked.agency}:{asked.month}")
    return Habits(
        not_cut=_not_cut(asked, seed, viewer),
        answers_by_file=chance.random() < BY_FILE,
        errs=chance.random() < ERRS,
        slip_first=chance.random() < SLIP_FIRST,
        receipt_first=chance.random() < RECEIPT_FIRST,
        remits=chance.random() >= LATE,
        confirmed=chance.random() >= UNCONFIRMED,
    )


def _not_cut(asked: ListSummary, seed: str, viewer: Viewer) -> frozenset[str]:
    """Draw per person: a few miss this month, and a few are never cut, so that their worker lapses."""
    return frozenset(
        line.nip
        for line in lines_for_list(viewer=viewer, list_id=asked.list_id)
        if Random(f"{seed}:{line.nip}:{asked.month}").random() < NOT_CUT
        or Random(f"{seed}:{line.nip}").random() < NEVER_CUT
    )


def branch_errs(seed: str, agency: str, month: Month) -> bool:
    """Return whether the branch mistypes a number in its first answer to this office."""
    return Random(f"{seed}:branch:{agency}:{month}").random() < 0.2
