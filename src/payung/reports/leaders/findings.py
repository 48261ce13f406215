"""What a line of months says, as a value; the web puts it into words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from payung.kernel.month import Month


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`kind`: rising, up, down, same or first. `months`: rises in a row. `change`: unsigned."""

    kind: str
    change: int
    months: int
    since: Month | None
    until: Month | None = None
    """The last month compared, where the line goes on with months that are open."""


def finding_of(
    line: Sequence[tuple[Month, int | None]], *, open_months: Collection[Month] = ()
) -> Finding:
    """
    Return what the line says at its end, compared with the last month that is known.

    :param open_months: not everybody reported of these. At the end of the line they are left out:
        a fall would be nothing but what is still missing.
    """
    closed = list(line)
    while closed and closed[-1][0] in open_months:
        closed.pop()
    if len(closed) < len(line) and any(count is not None for _, count in closed):
        return replace(finding_of(closed), until=closed[-1][0])
    known = [(month, count) for month, count in line if count is not None]
    if len(known) < 2:
        return Finding(kind="first", change=0, months=0, since=None)
    change = known[-1][1] - known[-2][1]
    rises = _rises(line)
    kind = "rising" if rises >= 2 else "up" if change > 0 else "down" if change < 0 else "same"
    return Finding(kind=kind, change=abs(change), months=rises, since=known[-2][0])


def _rises(line: Sequence[tuple[Month, int | None]]) -> int:
    """Return how many months in a row, up to the last, had more than the one before."""
    counts = [count for _, count in line]
    rises = 0
    for earlier, later in zip(counts[-2::-1], counts[:0:-1], strict=True):
        if earlier is None or later is None or later <= earlier:
            break
        rises += 1
    return rises
