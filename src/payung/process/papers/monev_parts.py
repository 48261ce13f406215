"""The parts that the monthly report, the meeting's papers and its slides are made of, as words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from payung.kernel.dates import month_name, render_date, render_month
from payung.kernel.quantities import grouped, hundredths, percent
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.process.papers.head import Head
from payung.reports.leaders import sentences
from payung.reports.leaders.bullets import bullet_of
from payung.reports.leaders.calls import Call
from payung.reports.leaders.findings import finding_of
from payung.reports.leaders.look import counted
from payung.reports.packs.agenda import Agenda, Item
from payung.reports.packs.facts import Pack, has_begun
from payung.reports.packs.rows import CLAIM_MONTHS, MEDIAN_DAYS, is_rupiah
from payung.stages.monitoring.sums import Figure, Share, Stated, Totals

PER_HUNDRED: Final = "N5"
DASH: Final = "–"


def top(pack: Pack, head: Head, agenda: Agenda) -> dict[str, Any]:
    """Return what every paper of a meeting begins with: month, moment, basis and finding."""
    state = sentences.state_words(pack.now)
    return {
        "place_name": pack.office.name if pack.office else pack.place.regency,
        "month": render_month(pack.month),
        "state": state,
        "is_provisional": pack.is_provisional,
        "provisional": say("figures.provisional"),
        "as_of": sentences.as_of_words(pack.as_of),
        "basis": say("paper.monev.basis", basis="; ".join(agenda.legal))
        if agenda.legal
        else head.basis,
        "finding": pack.finding(),
        "lead": pack.lead(),
        "number_label": say("paper.number"),
        "digest_label": say("paper.monev.digest"),
        "source": say("leader.chart.source"),
        "continued": say("paper.monev.continued"),
    }


def three(pack: Pack) -> list[dict[str, Any]]:
    """Return participation, workers per hundred and the offices that closed, each to its target."""
    now = pack.now
    rows = [
        {
            "name": say(f"leader.three.{code.lower()}"),
            "figure": sentences.of_code(code, share.percent),
            "of": sentences.spoken(
                f"paper.monev.of.{code.lower()}", part=share.part, whole=share.whole
            ),
            "against": sentences.against(pack.aim(code), share),
            **_bar(pack, code, share),
        }
        for code, share in (("N3", now.participation), (PER_HUNDRED, now.per_hundred))
    ]
    if pack.office is not None:
        return [*rows[:1], _without_target(rows[1]), _closing(pack)]
    timely = sentences.spoken("paper.monev.timely", timely=now.on_time)
    figure = sentences.spoken("leader.complete.figure", closed=now.closed, assigned=now.assigned)
    share = Share(part=now.closed, whole=now.assigned)
    return [
        *rows,
        {
            "name": say("leader.complete.name"),
            "figure": figure,
            "of": timely,
            "against": sentences.complete_words(now),
            "part": round((share.percent or 0) * 10),
            "aim": 1000 if now.assigned else None,
        },
    ]


def _bar(pack: Pack, code: str, share: Share) -> dict[str, int | None]:
    """Return where the share and its target stand, in thousandths of the bar."""
    drawn = bullet_of(share, pack.aim(code))
    if drawn is None:
        return {"part": None, "aim": None}
    return {"part": round(drawn.part * 10), "aim": round(drawn.aim * 10)}


def _without_target(row: dict[str, Any]) -> dict[str, Any]:
    """An office has no target of workers per hundred: that one is the regency's."""
    return {**row, "against": "", "part": None, "aim": None}


def _closing(pack: Pack) -> dict[str, Any]:
    assert pack.office is not None
    status = pack.office.status_on(pack.on)
    closed = pack.office.closed_on
    timely = "ranking.timely" if pack.office.is_on_time else "ranking.untimely"
    return {
        "name": say("paper.monev.closing", month=render_month(pack.month)),
        "figure": say(f"figures.status.{status}"),
        "of": f"{render_date(closed)}, {say(timely)}" if closed else "",
        "against": "",
        "part": None,
        "aim": None,
    }


def figure_rows(pack: Pack) -> list[list[str]]:
    """Return N1 to N11: code, name, value, what it is made of, and the month before."""
    return [
        [
            one.code.split(".")[0],
            say(one.name),
            shown(one),
            made_of(one, pack),
            _before(pack, one),
        ]
        for one in pack.figures
    ]


def shown(one: Figure) -> str:
    """Return the value of a figure as it is read first."""
    if is_rupiah(one.code):
        return render_rupiah(one.part)
    if one.code == MEDIAN_DAYS:
        return sentences.spoken("paper.monev.days", days=one.part)
    if one.code == PER_HUNDRED:
        return in_column(one.percent)
    if one.code in ("N3", "N6", "N7", "N10") or one.code.startswith("N9"):
        return in_column(one.percent, "%")
    return grouped(one.part)


def in_column(value: Decimal | None, unit: str = "") -> str:
    """Return a share as tables have it: all with the same decimals, a dash where there is none."""
    return DASH if value is None else f"{hundredths(value)}{unit}"


def amount(value_idr: int) -> str:
    """Return an amount as tables have it: a true minus before what is below zero."""
    return f"−{render_rupiah(-value_idr)}" if value_idr < 0 else render_rupiah(value_idr)


def made_of(one: Figure, pack: Pack) -> str:
    """Return numerator and denominator, or what is counted where there is no denominator."""
    values: dict[str, Any] = {
        "part": one.part,
        "whole": one.whole or 0,
        "month": render_month(pack.month),
        "months": one.code.partition(".")[2] if one.code.startswith("N9") else CLAIM_MONTHS,
        "source": one.source_words,
    }
    return sentences.spoken(f"paper.monev.of.{one.name.rpartition('.')[2]}", **values)


def _before(pack: Pack, one: Figure) -> str:
    was = pack.was(one.code)
    return DASH if was is None else shown(was)


def chart(pack: Pack) -> dict[str, Any]:
    """Return the twelve months as numbers to draw, with what they say and what a target means."""
    code = pack.look.code if pack.look else PER_HUNDRED
    points = [
        (month, counted(code, one) if one and has_begun(one) else None) for month, one in pack.line
    ]
    known = {month: one for month, one in pack.line if one is not None}
    still_open = [month for month, one in known.items() if one.is_provisional]
    found = finding_of(points, open_months=still_open)
    wanted = pack.look.wanted if pack.look else None
    return {
        "title": sentences.chart_words(found, code),
        "unit": say(f"leader.measure.{code.lower()}"),
        "points": [
            {
                "label": month_name(month.month)[:3],
                "month": render_month(month),
                "value": value,
                "shown": "" if value is None else grouped(value),
                "is_open": month in known and known[month].is_provisional,
            }
            for month, value in points
        ],
        "aim": wanted,
        "aim_words": sentences.spoken("paper.monev.aim", count=wanted) if wanted else "",
        "key": say("paper.monev.hollow"),
        "has_open": any(
            month in known and known[month].is_provisional
            for month, value in points
            if value is not None
        ),
    }


def calls(pack: Pack) -> list[dict[str, str]]:
    """Return the offices to call: name, how they stand, what reaching the average would bring."""
    return [_call(one, render_month(pack.month)) for one in pack.look.calls] if pack.look else []


def _call(one: Call, month: str) -> dict[str, str]:
    unit, share = one.unit, one.unit.share
    if unit.is_late:
        late = "leader.call.late_due" if unit.due else "leader.call.late"
        return {
            "office": unit.name,
            "why": sentences.spoken(late, month=month, due=unit.due),
            "gain": say("paper.monev.close_first"),
        }
    return {
        "office": unit.name,
        "why": sentences.spoken(
            "leader.call.share",
            joined=unit.joined,
            asn=unit.asn,
            share=DASH if share.percent is None else percent(share.percent),
        ),
        "gain": sentences.spoken("leader.call.gain", gain=one.gain),
    }


def rule(pack: Pack) -> str:
    """Return by what rule these offices were chosen."""
    mean = pack.now.participation.percent
    return say("leader.call.rule", share=DASH if mean is None else percent(mean))


def items(found: Sequence[Item], on: date) -> list[list[str]]:
    """Return decisions or things to do: words, owner, day, and where they stand."""
    return [
        [
            one.words,
            one.owner or DASH,
            DASH if one.due_on is None else render_date(one.due_on),
            one.state or _standing(one, on),
        ]
        for one in found
    ]


def decided(found: Sequence[Item]) -> list[str]:
    """Return what a meeting decided, with what each rests on."""
    return [f"{one.words} ({one.state})" if one.state else one.words for one in found]


def _standing(one: Item, on: date) -> str:
    is_late = one.is_late or (one.due_on is not None and one.due_on < on)
    return say("paper.monev.item_late" if is_late else "paper.monev.item_open")


def history_rows(found: Sequence[Stated]) -> list[list[str]]:
    """Return what others published of the time before: name, day, counts, source."""
    return [
        [
            say(one.figure.name),
            render_date(one.on),
            _stated(one),
            say("figures.according", source=one.source),
        ]
        for one in found
    ]


def _stated(one: Stated) -> str:
    if not one.whole:
        return grouped(one.part)
    said = sentences.spoken("leader.history.of", part=one.part, whole=one.whole)
    if one.percent is None:
        return said
    return f"{said} ({sentences.of_code('N5' if one.code == 'N5' else 'N3', one.percent)})"


def month_rows(line: Sequence[tuple[Any, Totals | None]]) -> list[list[str]]:
    """Return the table under the chart, oldest month first; a gap stays a gap."""
    return [[render_month(month), *_month(one)] for month, one in line]


def _month(one: Totals | None) -> list[str]:
    if one is None or not has_begun(one):
        return [DASH] * 8
    share, hundred = one.participation.percent, one.per_hundred.percent
    return [
        grouped(one.asn),
        grouped(one.joined),
        in_column(share, "%"),
        grouped(one.covered),
        in_column(hundred),
        sentences.spoken("leader.complete.figure", closed=one.closed, assigned=one.assigned),
        render_rupiah(one.money.received_idr),
        say("figures.provisional") if one.is_provisional else say("paper.monev.closed"),
    ]
