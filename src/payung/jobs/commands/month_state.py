"""`payung month list`: how a month stands, office by office; with files for payroll."""

import argparse

from payung.jobs.commands import month_routes
from payung.jobs.places import SYSTEM, joined, office
from payung.jobs.printing import show
from payung.jobs.problems import Refused
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.stages.deductions.queries import ListSummary, lists_of_month
from payung.stages.reconciliation.files import result_form
from payung.stages.registry.queries import agencies
from payung.stages.remittance.queries import MonthState, month_states


def show_states(wanted: argparse.Namespace) -> int:
    lists = _lists(wanted)
    states = month_states(
        viewer=SYSTEM, month=wanted.month, agency_ids=[asked.agency_id for asked in lists]
    )
    rows = [_row(asked, states[asked.agency_id]) for asked in lists]
    lines = [_line(asked, states[asked.agency_id], wanted) for asked in lists]
    if wanted.agency and lists:
        parts = month_routes.parts_of(lists[0])
        rows[0]["routes"] = [month_routes.shown(part) for part in parts]
        lines += month_routes.told(parts, wanted)
        if wanted.csv:
            lines += month_routes.write_csv(wanted, lists[0], parts)
    elif wanted.csv or wanted.route:
        raise Refused("cli.agency_needed")
    if wanted.file:
        if len(lists) != 1:
            raise Refused("cli.agency_needed")
        wanted.file.write_bytes(result_form(viewer=SYSTEM, list_id=lists[0].list_id))
        lines.append(say("cli.file_written", wanted.lang, name=wanted.file.name))
    empty = [say("cli.month_empty", wanted.lang, month=str(wanted.month))]
    show(wanted, {"month": str(wanted.month), "offices": rows}, lines or empty)
    return 0


def _lists(wanted: argparse.Namespace) -> list[ListSummary]:
    lists = lists_of_month(viewer=SYSTEM, month=wanted.month)
    if wanted.agency:
        chosen = office(wanted.agency, wanted.regency).agency_id
        return [asked for asked in lists if asked.agency_id == chosen]
    if wanted.regency:
        place = joined(wanted.regency)
        known = {row.agency_id for row in agencies(viewer=SYSTEM, regency_id=place.regency_id)}
        return [asked for asked in lists if asked.agency_id in known]
    return lists


def _row(asked: ListSummary, state: MonthState) -> dict[str, object]:
    return {
        "agency": asked.agency,
        "lines": asked.lines,
        "listed_idr": asked.total_idr,
        "cut_idr": state.balances.cut_idr,
        "received_idr": state.balances.received_idr,
        "transit_idr": state.balances.transit_idr,
        "held_idr": state.balances.held_idr,
        "returned_idr": state.balances.returned_idr,
        "state": state.state,
        "version": state.version,
        "blocks": [block.code for block in state.blocks],
    }


def _line(asked: ListSummary, state: MonthState, wanted: argparse.Namespace) -> str:
    closed = say("cli.month_closed" if state.state == "closed" else "cli.month_open", wanted.lang)
    told = " ".join(block.message(wanted.lang) for block in state.blocks)
    return say(
        "cli.month_line",
        wanted.lang,
        agency=asked.agency,
        workers=str(asked.lines),
        asked=render_rupiah(asked.total_idr),
        cut=render_rupiah(state.balances.cut_idr),
        received=render_rupiah(state.balances.received_idr),
        held=render_rupiah(state.balances.held_idr),
        state=f"{closed} {told}".strip() if state.state != "closed" else closed,
    )
