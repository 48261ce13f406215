"""The sentence above a chart: what the numbers say, in words, so that nobody has to guess."""

from payung.kernel.dates import month_name
from payung.reports.homes.leader import LeaderHome
from payung.web.language import current, tell
from payung.web.templatetags.words import grouped

_IN_WORDS_UNTIL = 9


def finding(home: LeaderHome) -> str:
    """Return what the last twelve months say about workers covered."""
    if home.rises >= 2:
        count = str(home.rises)
        if home.rises <= _IN_WORDS_UNTIL:
            count = tell(f"leader.number.{home.rises}")
        return tell("leader.finding.rising", count=count)
    before = month_name(home.before.month.month, current())
    if home.change > 0:
        return tell("leader.finding.up", count=grouped(home.change), month=before)
    if home.change < 0:
        return tell("leader.finding.down", count=grouped(-home.change), month=before)
    return tell("leader.finding.same", month=before)
