"""`payung cover NIK --on DATE`: protected on a day, and why."""

import argparse
from datetime import date

from payung.jobs.acting import today
from payung.jobs.printing import complain, show
from payung.kernel.findings import Unreadable
from payung.kernel.nik import parse_nik
from payung.kernel.people import Viewer
from payung.kernel.wording import say
from payung.stages.cover.queries import cover_on
from payung.stages.registry.queries import worker_by_nik

SYSTEM = Viewer.system()


def run(wanted: argparse.Namespace) -> int:
    """Exit with 0 when the question was answered, whatever the answer; 1 for an unknown worker."""
    try:
        nik = parse_nik(wanted.nik)
    except Unreadable as refused:
        complain(refused.finding.message(wanted.lang))
        return 2
    worker = worker_by_nik(viewer=SYSTEM, nik=nik)
    if worker is None:
        complain(say("cli.nik_unknown", wanted.lang))
        return 1
    on: date = wanted.on or today()
    answer = cover_on(viewer=SYSTEM, worker_id=worker.worker_id, on=on, explain=True).as_json(
        wanted.lang
    )
    lines = [reason["text"] for reason in (*answer["why"], *answer["at_risk"])]
    show(wanted, answer, lines)
    return 0
