"""Makes a failing history small: what can be left out while it still fails is left out."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.histories.steps import Step

Fails = Callable[[Sequence[Step]], bool]


def shrunk(script: Sequence[Step], fails: Fails, *, most_tries: int = 200) -> list[Step]:
    """Return the smallest script found that still fails: fewer steps first, then plainer ones."""
    left = [most_tries]

    def still(shorter: Sequence[Step]) -> bool:
        left[0] -= 1
        return left[0] >= 0 and fails(shorter)

    return _plainer(_fewer(list(script), still), still)


def _fewer(script: list[Step], still: Fails) -> list[Step]:
    size = max(len(script) // 2, 1)
    while True:
        at, removed = 0, False
        while at < len(script):
            shorter = script[:at] + script[at + size :]
            if shorter and still(shorter):
                script, removed = shorter, True
            else:
                at += size
        if size == 1 and not removed:
            return script
        size = max(size // 2, 1)


def _plainer(script: list[Step], still: Fails) -> list[Step]:
    for at in range(len(script)):
        for plainer in PLAINER:
            plain = plainer(script[at])
            if plain != script[at] and still([*script[:at], plain, *script[at + 1 :]]):
                script = [*script[:at], plain, *script[at + 1 :]]
    return script


def _fewer_edits(one: Step) -> Step:
    left = {**dict(one.opts), "edits": one.get("edits", ())[1:]}
    return replace(one, opts=tuple(left.items())) if one.get("edits") else one


PLAINER: tuple[Callable[[Step], Step], ...] = (
    lambda one: replace(one, days=0),
    lambda one: replace(one, fate=""),
    lambda one: replace(one, together=False),
    _fewer_edits,
    _fewer_edits,
)


def as_script(script: Sequence[Step]) -> str:
    """Return the script for whoever reads the failure, a line per step."""
    return "\n".join(f"  {number}. {one.shown()}" for number, one in enumerate(script, 1))
