"""`payung history load`: figures of the time before Payung, and of regencies that are not here."""

import argparse

from payung.jobs.acting import acting, explain, now
from payung.jobs.places import joined
from payung.jobs.printing import complain, show
from payung.jobs.problems import Refused
from payung.kernel.people import Role
from payung.kernel.wording import say
from payung.stages.monitoring.files import MOST_BYTES, read_history
from payung.stages.monitoring.operations import load_history
from payung.stages.monitoring.problems import StatedRefused


def run(wanted: argparse.Namespace) -> int:
    """Exit with 1 where the file or a figure of it is refused; then nothing was written down."""
    try:
        place = joined(wanted.regency)
        with wanted.file.open("rb") as file:
            entries = read_history(file.read(MOST_BYTES + 1))
        by = acting(wanted, Role.SECRETARIAT, regency_id=place.regency_id, place=place.name)
        new, known = load_history(entries=entries, place=wanted.regency, by=by, at=now())
    except Refused as refused:
        return explain(refused, wanted)
    except StatedRefused as refused:
        complain(refused.message(wanted.lang))
        return 1
    words = say("cli.history_loaded", wanted.lang, new=str(new), known=str(known))
    show(wanted, {"new": new, "known": known}, [words])
    return 0
