"""`payung rehearse`: the whole programme in a database of its own; see `cli.apart`."""

import argparse
from collections.abc import Iterator
from typing import Any

from payung.jobs.acting import explain, today
from payung.jobs.printing import complain, show
from payung.jobs.problems import Refused
from payung.jobs.simulation.rehearsal import Rehearsal
from payung.kernel.month import Month
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.stages.intake.problems import FileRefused


def run(wanted: argparse.Namespace) -> int:
    """Exit with 1 when a file could not be taken at all, or an invariant is broken at the end."""
    rehearsal = Rehearsal(
        regency_code=wanted.regency,
        staff=wanted.staff,
        registrations=wanted.registrations,
        first=wanted.first or Month.of(today()) + 2,
        months=wanted.months,
        seed=wanted.seed,
        keep=wanted.keep,
        lang=wanted.lang,
    )
    try:
        report = rehearsal.run()
    except FileRefused as refused:
        complain(refused.finding.message(wanted.lang))
        return 1
    except Refused as refused:
        return explain(refused, wanted)
    show(wanted, report, _lines(report, wanted.lang))
    return 1 if report["verify"] else 0


def _lines(report: dict[str, Any], lang: str) -> Iterator[str]:
    for step in report["steps"]:
        refused = ", ".join(f"{name} {count}" for name, count in step["refused"].items())
        yield (
            f"{step['name']:<18} {step['accepted']:>6} / {step['rows_in']:<6} "
            f"{render_rupiah(step['idr']) if step['idr'] > 0 else '':>14} "
            f"{step['seconds']:>7.2f} s  {refused}"
        )
    yield say("rehearse.covered", lang, count=str(report["covered"]))
    yield from report["verify"]
    yield say("cli.verified" if not report["verify"] else "rehearse.broken", lang)
