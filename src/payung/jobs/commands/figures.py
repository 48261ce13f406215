"""`payung figures`: take them, measure them all again, or show a month's."""

import argparse
from typing import Any

from payung.jobs.acting import explain, now, system
from payung.jobs.places import joined
from payung.jobs.printing import show
from payung.jobs.problems import Refused
from payung.kernel.dates import render_month
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.stages.monitoring.operations import rebuild, take
from payung.stages.monitoring.queries import totals_of
from payung.stages.monitoring.sums.shares import Figure


def run(wanted: argparse.Namespace) -> int:
    """Exit with 1 where the regency has not joined, or nothing was taken of the month."""
    try:
        return _show(wanted) if wanted.step == "show" else _take(wanted)
    except Refused as refused:
        return explain(refused, wanted)


def _take(wanted: argparse.Namespace) -> int:
    done = (rebuild if wanted.step == "rebuild" else take)(by=system(), at=now())
    answer = {"looked_at": done.pairs, "written": done.rows}
    words = say("cli.figures_taken", wanted.lang, pairs=str(done.pairs), rows=str(done.rows))
    show(wanted, answer, [words])
    return 0


def _show(wanted: argparse.Namespace) -> int:
    place = joined(wanted.regency)
    viewer = Viewer(Role.SYSTEM, None, place.regency_id, None)
    found = totals_of(viewer=viewer, month=wanted.month)
    if found is None:
        raise Refused("cli.figures_none", month=render_month(wanted.month, wanted.lang))
    answer = {
        "month": str(found.month),
        "as_of": found.as_of.isoformat(),
        "is_provisional": found.is_provisional,
        "figures": [_as_json(figure) for figure in found.figures],
    }
    show(wanted, answer, [_in_words(figure, wanted.lang) for figure in found.figures])
    return 0


def _as_json(figure: Figure) -> dict[str, Any]:
    key = "amount_idr" if figure.is_money else "part"
    return {"code": figure.code, key: figure.part, "whole": figure.whole}


def _in_words(figure: Figure, lang: str) -> str:
    name = say(figure.name, lang)
    if figure.is_money:
        return f"{figure.code}  {name}: {render_rupiah(figure.part)}"
    if figure.whole is None:
        return f"{figure.code}  {name}: {figure.part}"
    return say(
        "cli.figure_of",
        lang,
        code=figure.code,
        name=name,
        part=str(figure.part),
        whole=str(figure.whole),
    )
