"""What a planted bug is, and how long the checker may look for it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any, Final

from tests.histories.generator import script_of
from tests.histories.play import Verdict, play
from tests.histories.shrinking import shrunk
from tests.histories.steps import Step
from tests.histories.world import World

MOST_SEEDS: Final = 25
Change = Callable[[Any], Any]
Places = tuple[str, ...]


@dataclass(frozen=True)
class Bug:
    """`changes` gives what takes the place of a name in a module; `about` what histories need."""

    name: str
    about: tuple[str, ...]
    changes: tuple[tuple[str, Change], ...]
    seed: int = 1
    """Where to begin to look: the first seed that showed it when this was written."""


@dataclass(frozen=True)
class Caught:
    """The seed whose history shows the bug, how many were played, and the history made small."""

    bug: str
    seed: int
    played: int
    failure: str
    script: tuple[Step, ...] = ()


def instead(path: str, change: Change) -> tuple[str, Change]:
    """Say what takes the place of `module.name`; a change is made from what was there."""
    return path, change


def text(path: str, old: str, new: str) -> tuple[str, Change]:
    """Replace a piece of a statement."""

    def change(before: str) -> str:
        assert old in before, f"{path} no longer says {old!r}"
        return before.replace(old, new)

    return path, change


def nothing(path: str, value: Any = None) -> tuple[str, Change]:
    """Let a function do nothing at all."""
    return path, lambda _before: lambda *_args, **_kwargs: value


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """Have the bug in the programme inside the block."""
    with ExitStack() as undo:
        for path, change in bug.changes:
            module, name = _found(path)
            before = getattr(module, name)
            setattr(module, name, change(before))
            undo.callback(setattr, module, name, before)
        yield


def _found(path: str) -> tuple[Any, str]:
    """Return the module and the name; `a.b|c` tries module `a.b`, then `a.c`."""
    places, _, name = path.rpartition(":")
    for place in places.split("|"):
        try:
            module = import_module(f"payung.{place}")
        except ModuleNotFoundError:
            continue
        if hasattr(module, name):
            return module, name
    raise LookupError(path)


def caught(world: World, bug: Bug, *, shrink: bool = False) -> Caught | None:
    """Play histories with the bug until one fails; None where none of them does."""
    with planted(bug):
        for played in range(1, MOST_SEEDS + 1):
            seed = bug.seed + played - 1
            script = script_of(seed, must=bug.about)
            verdict = _verdict(world, seed, script)
            if not verdict.failure:
                continue
            small: Sequence[Step] = ()
            if shrink:
                small = shrunk(script, partial(_fails, world, seed))
            return Caught(bug.name, seed, played, verdict.failure, tuple(small))
    return None


def _fails(world: World, seed: int, script: Sequence[Step]) -> bool:
    return bool(_verdict(world, seed, script).failure)


def _verdict(world: World, seed: int, script: Sequence[Step]) -> Verdict:
    return play(world, f"planted:{seed}", script)
