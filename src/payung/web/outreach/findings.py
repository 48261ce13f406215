"""One sentence of what followed an event, written from its figures and no further."""

from datetime import datetime
from decimal import Decimal
from typing import Final

from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date
from payung.reports.outreach.effects import EventEffect, days_left
from payung.stages.outreach.queries import EventRow
from payung.web.language import current, tell
from payung.web.templatetags.words import percent

FIRST: Final = 30


def finding(event: EventRow, effect: EventEffect | None, *, at: datetime) -> str:
    """Return what the first thirty days say, or when they will be over."""
    on = today_in_wib(at)
    if effect is None:
        ahead = [one.starts_at for one in event.standing if one.starts_at > at]
        if not event.standing:
            return tell("outreach.finding.empty")
        if len(ahead) < len(event.standing):
            return tell("outreach.finding.nobody")
        return tell("outreach.finding.ahead", day=render_date(today_in_wib(ahead[0])))
    came, others = effect.group("came"), effect.group("not_visited")
    left = days_left(effect.since, FIRST, on=on)
    if left:
        sign_ups = came.rate(FIRST).part
        return tell("outreach.finding.running", count=sign_ups, days=left)
    ours, theirs = came.rate(FIRST).per_hundred, others.rate(FIRST).per_hundred
    if ours is None:
        return tell("outreach.finding.nobody")
    if theirs is None:
        return tell("outreach.finding.alone", rate=_shown(ours))
    code = "more" if ours > theirs else "same" if ours == theirs else "less"
    return tell(f"outreach.finding.{code}", rate=_shown(ours), others=_shown(theirs))


def _shown(value: Decimal) -> str:
    return percent(value, current()).removesuffix("%")
