"""D11: a month of a regency, or of one office, on two pages, with every office in the annex."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.quantities import grouped, hundredths
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.process.papers import monev_parts as parts
from payung.process.papers.head import Head, titled
from payung.process.papers.monev_sheets import sheets_of
from payung.reports.leaders import sentences
from payung.reports.leaders.offices import OfficeRow
from payung.reports.packs.agenda import Agenda
from payung.reports.packs.facts import Pack
from payung.reports.packs.held import Difference
from payung.stages.monitoring.queries import Correction
from payung.stages.monitoring.sums import Money, Totals

KIND: Final = "D11"
MOST_DIFFERENCES: Final = 4
_FIGURES: Final = ("code", "figure", "value", "of", "before")
_MONTHS: Final = (
    *("month", "asn", "joined", "share", "covered", "hundred", "closed", "received", "state"),
)
_OFFICES: Final = ("office", "asn", "joined", "share", "change", "covered", "state", "held")
_ITEMS: Final = ("item", "owner", "due", "standing")
_DIFFERENCES: Final = ("office", "uncut", "transit", "held_office", "unexplained")
_CHANGED: Final = {
    "asn": "figures.name.n1",
    "joined": "figures.name.n2",
    "covered": "figures.name.n4",
    "lines_cut": "leader.works.success",
    "billed_idr": "figures.name.n8_billed",
    "cut_idr": "figures.name.n8_cut",
    "received_idr": "figures.name.n8_received",
    "held_idr": "figures.name.n8_held",
    "returned_idr": "figures.name.n8_returned",
}


def report_number(pack: Pack) -> str:
    """Return the number of the report; one of an office bears the office's own."""
    office = f"-K{pack.office.agency_id}" if pack.office else ""
    return f"MONEV-{pack.place.regency_code}-{pack.month}{office}"


def report_facts(pack: Pack, head: Head, agenda: Agenda) -> dict[str, Any]:
    """Return what stands on the report, in finished words, and the numbers of its annex."""
    number = report_number(pack)
    return {
        **titled(KIND, "d11", head),
        "title": say("paper.d11.title_of", month=render_month(pack.month)),
        "number": number,
        **parts.top(pack, head, agenda),
        "three": parts.three(pack),
        "figures_title": say("paper.d11.figures"),
        "figure_heads": [
            *(say(f"paper.d11.head_{name}") for name in _FIGURES[:-1]),
            render_month(pack.month.previous),
        ],
        "figures": parts.figure_rows(pack),
        "figures_note": _note(pack),
        "chart": parts.chart(pack),
        "months_title": say("paper.d11.months"),
        "month_heads": [say(f"paper.d11.head_{name}") for name in _MONTHS],
        "months": parts.month_rows(pack.line),
        **_money(pack),
        **_corrected(pack),
        **_to_do(pack, agenda),
        **_annex(pack),
        "place": head.place,
        **head.signature,
        "sheets": sheets_of(pack),
    }


def _note(pack: Pack) -> str:
    said = [say("paper.d11.note")]
    if pack.look is None:
        said.append(say("paper.d11.note_office"))
    if pack.is_provisional:
        said.append(say("paper.d11.note_open"))
    return " ".join(said)


def _money(pack: Pack) -> dict[str, Any]:
    total = sum(one.held_idr for one in pack.held)
    return {
        "held_title": say("paper.d11.held"),
        "held_heads": [say(f"paper.d11.head_{name}") for name in ("age", "offices", "amount")],
        "held": [
            [
                say(f"paper.d11.age_{one.age}"),
                grouped(one.offices) if one.offices else parts.DASH,
                render_rupiah(one.held_idr),
            ]
            for one in pack.held
        ],
        "held_total": [say("paper.d11.held_total"), render_rupiah(total)],
        "held_none": "" if total else say("paper.d11.held_none"),
        **_differing(pack),
    }


def _differing(pack: Pack) -> dict[str, Any]:
    rows = pack.differences
    rest = len(rows) - MOST_DIFFERENCES
    return {
        "differences_title": say("paper.d11.differences"),
        "equation": _equation(pack.now.money),
        "difference_heads": [say(f"paper.d11.head_{name}") for name in _DIFFERENCES],
        "differences": [_difference(one) for one in rows[:MOST_DIFFERENCES]],
        "differences_none": say("paper.d11.differences_none"),
        "differences_rest": sentences.spoken("paper.d11.rest", count=rest) if rest > 0 else "",
    }


def _equation(money: Money) -> str:
    """Return where what was cut lies; what is left over is said to be unexplained."""
    amounts = {
        "received": money.received_idr,
        "transit": money.transit_idr,
        "held": money.held_idr,
        "returned": money.returned_idr,
    }
    if rest := money.cut_idr - sum(amounts.values()):
        amounts["unexplained" if rest > 0 else "over"] = rest
    sums = {say(f"paper.d11.part_{part}"): value for part, value in amounts.items()}
    return say(
        "paper.d11.equation",
        cut=render_rupiah(money.cut_idr),
        sums=_summed((render_rupiah(abs(value)), value) for value in sums.values()),
        parts=_summed(sums.items()),
    )


def _summed(parts_of: Iterable[tuple[str, int]]) -> str:
    """Join the parts of a sum, each by the sign of its amount: `a + b − c`."""
    signed = (f"{'−' if value < 0 else '+'} {said}" for said, value in parts_of)
    return " ".join(signed).removeprefix("+ ")


def _difference(one: Difference) -> list[str]:
    amounts = (one.uncut_idr, one.transit_idr, one.held_idr, one.unexplained_idr)
    shown = [parts.amount(value) if value else parts.DASH for value in amounts]
    return [one.office.name, *shown]


def _corrected(pack: Pack) -> dict[str, Any]:
    found = [_correction(one) for one in pack.corrections]
    since = pack.since and render_date(in_wib(pack.since).date())
    return {
        "corrections_title": (
            say("paper.d11.corrections_since", day=since) if since else say("paper.d11.corrections")
        ),
        "correction_heads": [
            say(f"paper.d11.head_{name}") for name in ("office", "month", "changed", "known")
        ],
        "corrections": found,
        "corrections_none": say("paper.d11.corrections_none"),
    }


def _correction(one: Correction) -> list[str]:
    changed = [
        sentences.spoken(
            "leader.office.changed",
            what=say(_CHANGED[change.code]),
            before=_amount(change.code, change.before),
            after=_amount(change.code, change.after),
        )
        for change in one.changed
        if change.code in _CHANGED
    ]
    day = render_date(in_wib(one.taken_at).date())
    return [one.name, render_month(one.month), " ".join(changed), day]


def _amount(code: str, value: int) -> str:
    return parts.amount(value) if code.endswith("_idr") else grouped(value)


def _to_do(pack: Pack, agenda: Agenda) -> dict[str, Any]:
    return {
        "calls_title": sentences.spoken("leader.call.title", count=len(parts.calls(pack))),
        "call_heads": [say(f"paper.d12.head_{name}") for name in ("office", "why", "gain")],
        "calls": parts.calls(pack),
        "calls_rule": parts.rule(pack),
        "items_title": say("paper.d11.items"),
        "item_heads": [say(f"paper.monev.head_{name}") for name in _ITEMS],
        "items": parts.items(agenda.open, pack.on),
        "items_more": say("paper.d11.items_rest", count="{count}"),
        "items_all": sentences.spoken("paper.d11.items_all", count=len(agenda.open)),
        "items_go_on": f"{say('paper.d11.items')} ({say('paper.monev.continued')})",
        "decided_title": say("paper.d12.decided"),
        "decided": parts.decided(agenda.wanted),
        "items_none": say("paper.d11.items_none"),
    }


def _annex(pack: Pack) -> dict[str, Any]:
    rows = [_office(row, pack.on) for row in pack.offices]
    return {
        "annex_title": sentences.spoken("paper.d11.annex", count=len(rows)),
        "office_heads": [say(f"paper.d11.head_{name}") for name in _OFFICES],
        "offices": rows if pack.office is None else [],
        "office_total": _total(pack.now),
        "annex_words": say("paper.d11.annex_words"),
        "history_title": say("leader.history.title"),
        "history_words": say("leader.history.words"),
        "history_heads": [
            say(f"leader.history.{name}") for name in ("what", "day", "count", "source")
        ],
        "history": [] if pack.office else parts.history_rows(pack.history),
    }


def _office(row: OfficeRow, on: date) -> list[str]:
    office, share = row.office, row.share
    held = office.money.held_idr
    return [
        office.name,
        grouped(office.asn),
        parts.DASH if share is None else grouped(share.part),
        parts.in_column(share.percent if share else None, "%"),
        parts.DASH if row.change is None else _change(row.change),
        grouped(office.covered),
        say(f"figures.status.{office.status_on(on)}"),
        render_rupiah(held) if held else parts.DASH,
    ]


def _change(points: Decimal) -> str:
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return f"{sign}{hundredths(abs(points))}"


def _total(now: Totals) -> list[str]:
    share = now.participation.percent
    return [
        say("paper.d11.total"),
        grouped(now.asn),
        grouped(now.joined),
        parts.in_column(share, "%"),
        "",
        grouped(now.covered),
        sentences.spoken("leader.complete.figure", closed=now.closed, assigned=now.assigned),
        render_rupiah(now.money.held_idr),
    ]
