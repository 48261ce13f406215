"""Until when an accident is reported, stage I and stage II, and a suspicion decided."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from payung.foundation.rules.benefits.lines import said
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Note, Statement
from payung.kernel.dates import render_date

HOURS_OF_A_DAY = 24


def report_by(at: datetime, *, law: Law | None = None) -> datetime:
    """Return the instant 2 × 24 hours after an accident, or after the doctor's declaration."""
    hours = (law or current_law()).jkk_laporan.in_force(at.date()).value.count
    return at + timedelta(hours=hours)


def stage_one(
    happened_on: date, *, reported_on: date | None = None, law: Law | None = None
) -> Statement:
    """
    Return the day of the first report; its hour is that of the accident.

    :param reported_on: the day of the report, or today where there is none yet. What a late one
        means for a member without an employer was not found, so it asks the branch.
    """
    due = _stage("rules.line.report_one", happened_on, law or current_law())
    assert due.on is not None
    if reported_on is None or reported_on <= due.on:
        return due
    return replace(due, asks=(Note("rules.ask.reported_late", {"on": render_date(due.on)}),))


def stage_two(declared_on: date, *, law: Law | None = None) -> Statement:
    """Return the day of the second report, after recovery, disability or death was declared."""
    return _stage("rules.line.report_two", declared_on, law or current_law())


def suspicion_decided(reported_on: date, *, law: Law | None = None) -> Statement | None:
    """Return until when a suspected accident or disease is decided; None before PP 49/2023."""
    rule = (law or current_law()).jkk_dugaan_diputuskan
    if reported_on < min(rule.values):
        return None
    found = rule.in_force(reported_on)
    on = reported_on + timedelta(days=found.value.count)
    values = {"days": str(found.value.count), "on": render_date(on)}
    return said("rules.line.suspicion_decided", found, values=values, on=on)


def _stage(code: str, day: date, law: Law) -> Statement:
    found = law.jkk_laporan.in_force(day)
    on = day + timedelta(days=found.value.count // HOURS_OF_A_DAY)
    values = {"on": render_date(on), "hours": str(found.value.count)}
    return said(code, found, values=values, on=on)
