"""`payung month list --agency`: the list by payroll route; with --csv, one route's file."""

import argparse

from payung.jobs.places import SYSTEM
from payung.jobs.problems import Refused
from payung.kernel.names import fold
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.stages.deductions.files import route_file, routed_list
from payung.stages.deductions.queries import ListSummary
from payung.stages.deductions.sums.routes import Routed


def told(parts: list[Routed], wanted: argparse.Namespace) -> list[str]:
    """Return a line per route: those that cannot be cut first."""
    return [
        say(
            "cli.month_route" if part.route.is_open else "cli.month_no_route",
            wanted.lang,
            code=part.route.code,
            name=part.route.name,
            people=str(part.people),
            workers=str(part.workers),
            amount=render_rupiah(part.amount_idr),
        )
        for part in parts
    ]


def shown(part: Routed) -> dict[str, object]:
    return {
        "code": part.route.code,
        "name": part.route.name,
        "open": part.route.is_open,
        "people": part.people,
        "workers": part.workers,
        "amount_idr": part.amount_idr,
    }


def parts_of(asked: ListSummary) -> list[Routed]:
    return routed_list(viewer=SYSTEM, list_id=asked.list_id)


def write_csv(wanted: argparse.Namespace, asked: ListSummary, parts: list[Routed]) -> list[str]:
    """
    Write the file of the route that --route names; where there is one, of that one.

    :raises Refused: no route is meant by that name. :raises ListRefused: it cannot be written.
    """
    named = fold(wanted.route)
    found = [part for part in parts if named in (part.route.code, fold(part.route.name))]
    if not wanted.route and len(parts) == 1:
        found = parts
    if len(found) != 1:
        names = ", ".join(part.route.code for part in parts) or "-"
        raise Refused("cli.route_needed", names=names)
    made = route_file(viewer=SYSTEM, list_id=asked.list_id, route=found[0].route.code)
    wanted.csv.write_bytes(made.content)
    return [
        say(
            "cli.csv_written",
            wanted.lang,
            name=wanted.csv.name,
            rows=str(made.rows),
            digest=made.digest,
        )
    ]
