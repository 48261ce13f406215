"""The sentence above a public chart: what its months say, as far as they are closed."""

from collections.abc import Callable, Sequence

from payung.kernel.dates import month_name, render_month
from payung.reports.published.months import PublicMonth
from payung.web.language import current, tell
from payung.web.templatetags.words import grouped

Count = Callable[[PublicMonth], int | None]


def covered_words(months: Sequence[PublicMonth]) -> str:
    """Return what the workers covered did."""
    return _words("covered", months, lambda one: one.covered)


def joined_words(months: Sequence[PublicMonth]) -> str:
    """Return what the civil servants taking part did."""
    return _words("joined", months, lambda one: one.joined)


def rises(counts: Sequence[int | None]) -> int:
    """Return how many times in a row the last counts went up."""
    rose = 0
    for before, after in zip(reversed(counts[:-1]), reversed(counts[1:]), strict=True):
        if before is None or after is None or after <= before:
            break
        rose += 1
    return rose


def _words(what: str, months: Sequence[PublicMonth], count: Count) -> str:
    closed = list(months)
    while closed and (closed[-1].is_provisional or count(closed[-1]) is None):
        closed.pop()
    if len(closed) < 2 or count(closed[-2]) is None:
        return tell(f"public.line.{what}.plain")
    now, before = count(closed[-1]) or 0, count(closed[-2]) or 0
    rose = rises([count(one) for one in closed])
    if rose > 1:
        until = render_month(closed[-1].month, current())
        return tell(f"public.line.{what}.rising", count=rose, month=until)
    kind = "up" if now > before else "down" if now < before else "same"
    return tell(
        f"public.line.{what}.{kind}",
        count=grouped(abs(now - before)),
        month=month_name(closed[-1].month.month, current()),
        before=month_name(closed[-2].month.month, current()),
    )
