"""`payung verify`: every invariant; exit status 1 and the finding if one is broken."""

import argparse

from payung.jobs.printing import show
from payung.kernel.people import Viewer
from payung.kernel.wording import say
from payung.reports import verify


def run(wanted: argparse.Namespace) -> int:
    broken = verify.findings(viewer=Viewer.system())
    answer = {
        "ok": not broken,
        "checked": sorted({name for name, _ in verify.CHECKS}),
        "broken": [{"invariant": one.invariant, "what": one.what} for one in broken],
    }
    lines = [
        say("cli.broken", wanted.lang, invariant=one.invariant, what=one.what) for one in broken
    ] or [say("cli.verified", wanted.lang)]
    show(wanted, answer, lines)
    return 1 if broken else 0
