"""What the figures say, in words, so that nobody has to guess."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_month, render_time
from payung.kernel.month import Month
from payung.reports.leaders import sentences
from payung.reports.leaders.findings import Finding
from payung.reports.leaders.look import Look, Rung
from payung.reports.leaders.outlook import Outlook
from payung.stages.monitoring.sums import GRACE, Aim, Cell, Share
from payung.web.language import current, tell
from payung.web.leaders.tiles import Place
from payung.web.templatetags.words import grouped, percent

FRESH: Final = timedelta(hours=24)
"""Figures are taken every few minutes; a day without that is told."""


def of_code(code: str, value: Decimal | None) -> str:
    """Return a figure as its name wants it: a percentage for N3, a count per hundred for N5."""
    return sentences.of_code(code, value, current())


def chart_title(finding: Finding, code: str) -> str:
    """Return what the last twelve months say about the figure that is drawn."""
    return sentences.chart_words(finding, code, current())


def forecast(ahead: Outlook) -> dict[str, str]:
    """Return the sentences of the outlook: what comes, what the calls add, what is assumed."""
    code = f"leader.outlook.{ahead.code.lower()}"
    values = {
        "until": render_month(ahead.until, current()),
        "later": grouped(ahead.later),
        "later_share": of_code(ahead.code, ahead.later_share.percent),
        "helped": grouped(ahead.helped),
        "helped_share": of_code(ahead.code, ahead.helped_share.percent),
        "gained": grouped(ahead.gained),
        "lacking": grouped(ahead.lacking),
        "a_month": grouped(ahead.needed_a_month or 0),
        "aim": of_code(ahead.code, ahead.aim.percent) if ahead.aim else "",
    }
    pace = percent(Decimal(ahead.pace.numerator) / ahead.pace.denominator).removesuffix("%")
    return {
        "title": tell(f"leader.outlook.title.{ahead.status}", **values),
        "later": tell(f"{code}.later", **values),
        "helped": tell(f"{code}.helped", **values),
        "needed": tell(f"{code}.needed", **values),
        "pace": tell(
            f"{code}.pace",
            pace=f"+{pace}" if ahead.pace > 0 else pace,
            since=render_month(ahead.since, current()),
            last=render_month(ahead.last, current()),
        ),
        "stays": tell("leader.outlook.stays", asn=grouped(ahead.asn)),
    }


def against(aim: Aim | None, share: Share) -> str:
    """Return how a figure stands against its target, with the target's day."""
    return sentences.against(aim, share, current())


def old_data(seen: Look, at: datetime, on: date) -> list[str]:
    """Return why these figures are older than a leader may think; nothing where they are not."""
    said = []
    if seen.taken_at is not None and at - seen.taken_at > FRESH:
        taken = in_wib(seen.taken_at)
        day = render_date(taken.date())
        said.append(tell("leader.old.taken", day=day, time=render_time(seen.taken_at)))
    if seen.now.month < Month.of(on).previous:
        month = render_month(seen.now.month, current())
        said.append(tell("leader.old.month", month=month))
    return said


def headline(seen: Look) -> str:
    """Return the first sentence a leader reads; papers and slides begin with the same one."""
    return sentences.headline(seen, current())


def funnel_title(rungs: Sequence[Rung]) -> str:
    """Return how many of those ever paid for are covered, where that can be said."""
    covered = next((rung.share for rung in rungs if rung.code == "covered"), None)
    share = covered.percent if covered else None
    if share is None:
        return tell("leader.funnel.title")
    return tell("leader.funnel.finding", share=percent(share))


def tiles_title(places: Sequence[Place], province: str) -> str:
    """Return where most workers live, of the places whose counts are shown."""
    most = max(places, key=lambda place: place.count or 0, default=None)
    if most is None or not most.count:
        return tell("leader.tiles.title_none")
    return tell(
        "leader.tiles.title_regencies" if province else "leader.tiles.title", name=most.name
    )


def first_figures_on(on: date) -> date:
    """Return by when the running month is closed where everybody is on time."""
    return Month.of(on).last_day + GRACE


def cell_name(cell: Cell) -> str:
    return cell.label or tell(cell.name)


def cells_title(cells: Sequence[tuple[Cell, bool]], dimension: str) -> str:
    """Return which value most workers share, of those that may be shown and say something."""
    known = [cell for cell, shown in cells if shown and cell.value not in ("", "lain", "luar")]
    if not known:
        return tell(f"figures.dimension.{dimension}")
    most = max(known, key=lambda cell: cell.workers)
    share = most.share.percent
    return tell(
        f"leader.who.{dimension}",
        name=cell_name(most),
        share=percent(share) if share is not None else "",
    )
