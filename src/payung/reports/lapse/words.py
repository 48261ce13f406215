"""A prediction in sentences: the fact it comes from, what follows, and the way out."""

from typing import Final

from payung.kernel.dates import render_date, render_month
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import catalogue, say
from payung.reports.lapse.values import Cause, Prediction

_OF_THE_SPONSOR: Final = frozenset({Cause.STOPPED, Cause.GONE, Cause.RETIRES})


def fact(prediction: Prediction, lang: str = "id", *, is_own: bool = False) -> str:
    """
    Return the fact that the prediction comes from, as one sentence.

    :param is_own: the sponsor reads it.
    """
    facts, cause = prediction.facts, prediction.cause
    values = {"month": render_month(prediction.month, lang)}
    match cause:
        case Cause.ARREARS | Cause.HELD:
            return _unpaid(prediction, lang)
        case Cause.GONE:
            values["day"] = "" if facts.gone_on is None else render_date(facts.gone_on)
        case Cause.RETIRES:
            values["age"] = str(prediction.age)
        case Cause.CEILING:
            values["amount"] = render_rupiah(facts.dear_idr)
            values["ceiling"] = render_rupiah(facts.ceiling_idr or 0)
    kind = "own" if is_own and cause in _OF_THE_SPONSOR else "fact"
    return say(f"lapse.{kind}.{cause}", lang, **values)


def _unpaid(prediction: Prediction, lang: str) -> str:
    named = prediction.unpaid
    if prediction.cause is Cause.HELD:  # a month that began since may not be cut yet
        named = tuple(month for month in named if month in prediction.facts.cut)
    months = ", ".join(render_month(month, lang) for month in named)
    reason = _reason(prediction.facts.reason, lang)
    if prediction.cause is Cause.ARREARS and reason:
        return say("lapse.fact.arrears_because", lang, months=months, reason=reason)
    return say(f"lapse.fact.{prediction.cause}", lang, months=months)


def then(prediction: Prediction, lang: str = "id") -> str:
    """Return what happens if nobody does anything, and on which day."""
    code = "ends" if prediction.is_uncovered else "stops"
    return say(
        f"lapse.then.{code}",
        lang,
        day=render_date(prediction.loses_on),
        until=render_date(prediction.last_day),
    )


def way_out(prediction: Prediction, lang: str = "id") -> str:
    """Return what the sponsor can do."""
    return say(f"lapse.way.{prediction.cause}", lang)


def _reason(code: str, lang: str) -> str:
    key = f"reconciliation.reason.{code}"
    if code and key in catalogue():
        return say(key, lang).lower()
    return code
