"""The sentences that screen and paper share: the finding, its end, and what stands beside it."""

from datetime import datetime
from typing import Any

from payung.kernel.clock import in_wib
from payung.kernel.dates import (
    month_name,
    render_date,
    render_date_long,
    render_month,
    render_time,
)
from payung.kernel.quantities import decimal, grouped, percent
from payung.kernel.wording import catalogue
from payung.reports.leaders.findings import Finding
from payung.reports.leaders.look import Look
from payung.stages.monitoring.sums import Aim, Share, Totals, needed

_IN_WORDS_UNTIL = 9


class _Count(int):
    """A number inside a sentence: `{n}` shows it, `{n:worker|workers}` picks the word for it."""

    lang = "id"

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        if bar:
            return one if self == 1 else many
        return grouped(int(self), self.lang)


class _EnglishCount(_Count):
    lang = "en"


def spoken(code: str, lang: str = "id", **values: Any) -> str:
    """Return a sentence of the catalogue with its numbers grouped as the language does."""
    count = _EnglishCount if lang == "en" else _Count
    ready = {key: count(one) if isinstance(one, int) else one for key, one in values.items()}
    return catalogue()[code][lang].format_map(ready)


def headline(seen: Look, lang: str = "id") -> str:
    """Return the first sentence a leader reads: how many, whether more, and the target."""
    late = seen.now.assigned - seen.now.closed
    if late and not seen.now.is_final:
        values = {"covered": seen.now.covered, "late": late, "tail": tail(seen, lang)}
        return spoken("leader.head.open", lang, **values)
    return finding_words(seen.finding, seen.now.covered, tail=tail(seen, lang), lang=lang)


def finding_words(found: Finding, covered: int, *, tail: str = "", lang: str = "id") -> str:
    kind = found.kind if found.kind in ("first", "down", "same") else "up"
    month = month_name(found.since.month, lang) if found.since else ""
    values = {"covered": covered, "change": found.change, "month": month, "tail": tail}
    return spoken(f"leader.head.{kind}", lang, **values)


def tail(seen: Look, lang: str = "id") -> str:
    """Return how the first sentence ends: with what becomes of the target."""
    status = seen.outlook.status if seen.outlook else "none"
    return "" if status == "none" else spoken(f"leader.tail.{status}", lang, count=len(seen.calls))


def lead(seen: Look, lang: str = "id", *, is_province: bool = False) -> str:
    """Return the line under it: who takes part, and what to do now."""
    said = [joined_words(seen.now.participation, lang)]
    if not seen.calls:
        said.append(spoken("leader.on_time", lang))
    else:
        whom = "leader.to_call_regencies" if is_province else "leader.to_call"
        said.append(spoken(whom, lang, count=len(seen.calls)))
    return " ".join(sentence for sentence in said if sentence)


def joined_words(share: Share, lang: str = "id") -> str:
    """Return who takes part, as a sentence; empty where there is nobody to take part."""
    if share.percent is None:
        return ""
    shown = percent(share.percent, lang)
    return spoken("leader.joined", lang, joined=share.part, asn=share.whole, share=shown)


def chart_words(found: Finding, code: str, lang: str = "id") -> str:
    """Return what the last twelve months say about the figure that is drawn."""
    said = _chart_words(found, code, lang)
    if found.until is None:
        return said
    month = render_month(found.until, lang)
    return spoken("leader.finding.until", lang, finding=said, month=month)


def _chart_words(found: Finding, code: str, lang: str) -> str:
    what = f"leader.finding.{code.lower()}"
    if found.kind == "rising":
        many = found.months > _IN_WORDS_UNTIL
        count = (
            grouped(found.months, lang) if many else spoken(f"leader.number.{found.months}", lang)
        )
        return spoken(f"{what}.rising", lang, count=count)
    month = month_name(found.since.month, lang) if found.since else ""
    return spoken(f"{what}.{found.kind}", lang, count=found.change, month=month)


def of_code(code: str, value: Any, lang: str = "id") -> str:
    """Return a figure as its name wants it: a percentage for N3, a count per hundred for N5."""
    if value is None:
        return "–"
    return percent(value, lang) if code == "N3" else decimal(value, lang)


def against(aim: Aim | None, share: Share, lang: str = "id") -> str:
    """Return how a figure stands against its target, with the target's day."""
    if aim is None:
        return spoken("leader.aim.none", lang)
    lacking = needed(share, aim.percent)
    values = {"aim": of_code(aim.code, aim.percent, lang), "day": render_date(aim.due_on)}
    if share.whole and not lacking:
        return spoken("leader.aim.reached", lang, **values)
    return spoken(f"leader.aim.{aim.code.lower()}", lang, **values, lacking=lacking)


def complete_words(now: Totals, lang: str = "id") -> str:
    """Return how many offices reported, against all of them."""
    if now.assigned > now.closed:
        return spoken("leader.complete.lacking", lang, count=now.assigned - now.closed)
    return spoken("leader.complete.all", lang) if now.assigned else ""


def state_words(now: Totals, lang: str = "id") -> str:
    """Return whether the month is closed, and if not, how far it is."""
    if now.is_final and now.closed_on is not None:
        return spoken("leader.closed", lang, day=render_date(now.closed_on))
    return spoken("leader.not_final", lang, closed=now.closed, assigned=now.assigned)


def as_of_words(at: datetime, lang: str = "id") -> str:
    """Return "Keadaan <day>, pukul <hour>"."""
    day = render_date_long(in_wib(at).date(), lang)
    return spoken("figures.as_of", lang, on=day, time=render_time(at))
