"""`payung demo-day`: let the demo believe in a later day; never another database (ADR 0023)."""

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from payung.foundation.audit.reading import newest_event_at
from payung.jobs.acting import explain, now, today
from payung.jobs.demo.credentials import is_demo
from payung.jobs.demo.passing import let_pass
from payung.jobs.printing import show
from payung.jobs.problems import Refused
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date_long
from payung.kernel.demo_day import ahead, keep
from payung.kernel.people import Viewer
from payung.kernel.wording import say
from payung.web.sessions import PROVEN, SEEN, SINCE

FARTHEST: Final = timedelta(days=40 * 366)
"""Longer than a child goes to school; as far ahead as every page still knows its way."""


def run(wanted: argparse.Namespace) -> int:
    """Turn to the day, or say which one it is; 1 where that may not be."""
    try:
        file = _file_of_the_demo()
        if wanted.day is None:
            return _tell("demo_day.now", wanted)
        _refuse(wanted.day, wanted.lang)
    except Refused as refused:
        return explain(refused, wanted)
    before, step = now(), wanted.day - today()
    # First the nights, then the turn: nobody sees a day whose morning has not come.
    lapsed = let_pass(since=before, until=before + step)
    _stay_signed_in(step)
    keep(file, (ahead() + step).days)
    return _tell("demo_day.moved", wanted, lapsed)


def _file_of_the_demo() -> Path:
    kept: Path | None = settings.DEMO_DAY
    if kept is None or not is_demo():
        raise Refused("demo_day.no_demo")
    return kept


def _refuse(day: date, lang: str) -> None:
    """:raises Refused: the day lies before what is on record, or too far ahead."""
    newest = newest_event_at(viewer=Viewer.system())
    last = today_in_wib(newest) if newest else today()
    if day < last:
        raise Refused("demo_day.back", day=render_date_long(last, lang))
    farthest = today_in_wib(now() - ahead()) + FARTHEST
    if day > farthest:
        raise Refused("demo_day.far", day=render_date_long(farthest, lang))


def _stay_signed_in(step: timedelta) -> None:
    """Whoever sits at a page sits there still: no session grows old by days that nobody lived."""
    for kept in Session.objects.all():
        known = kept.get_decoded()
        for mark in {SEEN, SINCE, PROVEN} & known.keys():
            known[mark] += step.total_seconds()
        kept.session_data = SessionStore().encode(known)
        kept.save(update_fields=["session_data"])


def _tell(code: str, wanted: argparse.Namespace, lapsed: int = 0) -> int:
    day, days = today(), ahead().days
    lines = [say(code, wanted.lang, day=render_date_long(day, wanted.lang))]
    if lapsed:
        lines.append(say("demo_day.ended", wanted.lang, count=str(lapsed)))
    show(wanted, {"day": day, "days_ahead": days, "lapsed": lapsed}, lines)
    return 0
