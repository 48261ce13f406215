"""When the right to claim lapses."""

from datetime import date, timedelta

from payung.foundation.rules.benefits.days import years_after
from payung.foundation.rules.benefits.lines import said
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.values import Note, Statement
from payung.kernel.dates import render_date


def jkk_expiry(happened_on: date, *, asked_on: date, law: Law | None = None) -> Statement:
    """
    Return the last day on which the right to JKK is certain, and how it stands on `asked_on`.

    The law says "once five years have passed", so the anniversary itself is open to both readings
    and asks the branch; the day after it is too late. The day of the accident or of the diagnosis
    decides which period holds.
    """
    law = law or current_law()
    found = law.jkk_hak_gugur.in_force(happened_on)
    first, last = years_after(happened_on, found.value.count)
    safe_on = first - timedelta(days=1)
    values = {"years": str(found.value.count), "last": render_date(safe_on)}
    if asked_on <= safe_on:
        return said("rules.line.right_open", found, values=values, on=safe_on)
    if asked_on <= last:
        ask = Note("rules.ask.anniversary", {"on": render_date(asked_on)})
        return said("rules.line.right_open", found, values=values, on=safe_on, asks=[ask])
    return said("rules.line.right_lapsed", found, values=values, on=safe_on)


def jkm_expiry(died_on: date, *, law: Law | None = None) -> Statement:
    """Return that no period is known for JKM; the five years of JKK are not its own."""
    law = law or current_law()
    found = law.layanan_jkm.in_force(died_on)
    return said("rules.line.jkm_no_expiry", found, asks=[Note("rules.ask.jkm_expiry")])
