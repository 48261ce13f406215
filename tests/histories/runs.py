"""How a seed is played, in the tests and in the long run alike."""

from typing import Final

from tests.histories.coverage import ANOMALIES
from tests.histories.generator import script_of
from tests.histories.play import Verdict, play
from tests.histories.report import Report
from tests.histories.shrinking import as_script, shrunk
from tests.histories.steps import Step
from tests.histories.world import World

WATCHED: Final = 16
"""Every so many seeds are compared after each step, and against every invariant."""
FINISHED: Final = 8
"""Every so many seeds go on until everything that can be done is done."""


def played(world: World, seed: int, script: list[Step] | None = None) -> Verdict:
    """Play a seed's history, or another script as that seed plays."""
    return play(
        world,
        str(seed),
        script_of(seed) if script is None else script,
        watch=seed % WATCHED == 0,
        finish=seed % FINISHED == 1,
    )


def ran(world: World, seeds: range, commit: str = "-") -> Report:
    report = Report()
    for seed in seeds:
        report.take(seed, commit, played(world, seed))
    return report


def dense(seed: int) -> list[Step]:
    """Return a script about two anomalies at once: half as many seeds meet all of them."""
    half = len(ANOMALIES) // 2
    return script_of(seed, must=(ANOMALIES[seed % half], ANOMALIES[seed % half + half]))


def told(world: World, seed: int, why: str, script: list[Step] | None = None) -> str:
    """Return what to print of a failing seed: the seed, why, and the shortest way there."""
    small = shrunk(
        script_of(seed) if script is None else script,
        lambda some: bool(played(world, seed, list(some)).failure),
    )
    return f"seed {seed}: {why}\n{len(small)} steps:\n{as_script(small)}"
