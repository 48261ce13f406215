"""D22: the year for regent and public, in whole rupiah with the arithmetic beside it."""

from datetime import datetime
from typing import Any, Final

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import month_name, render_month
from payung.kernel.people import Actor, Role
from payung.kernel.quantities import decimal, grouped, percent
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.monev_pack import Form
from payung.process.papers.monev_parts import DASH
from payung.process.papers.monev_sheets import DECIMAL, IDR, MONTH, TEXT, WHOLE, Column, sheet
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.reports.leaders import sentences
from payung.reports.packs.papers import SUBJECT
from payung.reports.packs.yearly import Kept, YearReport, year_report
from payung.reports.published.months import PublicMonth
from payung.stages.monitoring.sums import Share

KIND: Final = "D22"
HIDDEN: Final = "*"
"""Stands for a count so small that it could point at somebody; the line under it says so."""
FORMS: Final = ("", "xlsx")
_MONTHS: Final = ("month", "asn", "joined", "share", "covered", "hundred", "received")
_CLAIMS: Final = ("reported", "completed", "paid")
_SHEET: Final = (
    *(Column("bulan", MONTH), Column("asn", WHOLE, "N1"), Column("asn_ikut", WHOLE, "N2")),
    *(Column("partisipasi_persen", DECIMAL, "N3"), Column("pekerja_terlindungi", WHOLE, "N4")),
    *(Column("pekerja_per_100_asn", DECIMAL, "N5"), Column("kantor_wajib_lapor", WHOLE, "N6")),
    *(Column("kantor_menutup", WHOLE, "N6"), Column("kantor_tepat_waktu", WHOLE, "N7")),
    *(Column("diterima_bpjs_rp", IDR, "N8"), Column("status"), Column("disembunyikan", TEXT)),
)


@operation
def yearly_report(*, year: int, as_of: datetime, by: Actor, at: datetime) -> tuple[Form, ...]:
    """
    Keep a year's report of the actor's regency as known at `as_of`; return its files.

    :raises NotYours: only the secretariat makes it.
    :raises NothingToPrint: the year is not over, or nothing is known of it.
    """
    if by.role is not Role.SECRETARIAT or by.regency_id is None:
        raise NotYours
    if year >= today_in_wib(at).year:
        raise NothingToPrint
    found = year_report(regency_id=by.regency_id, year=year, as_of=as_of, viewer=by.viewer)
    if found is None:
        raise NothingToPrint
    head = head_of(viewer=by.viewer, kind=KIND, regency_id=by.regency_id, on=today_in_wib(as_of))
    made = make(
        kind=KIND,
        regency_id=by.regency_id,
        agency_id=None,
        subject_type=f"{SUBJECT}.{year}",
        subject_id=by.regency_id,
        facts=yearly_facts(found, head),
        row_count=len(found.months),
        total_idr=found.cost.received_idr,
        number=_number(found),
        by=by,
        at=at,
    )
    return tuple(Form(document_id=made, kind=KIND, form=form) for form in FORMS)


def yearly_facts(found: YearReport, head: Head) -> dict[str, Any]:
    """Return what stands on the report: nothing on it that the public may not see."""
    year = str(found.year)
    return {
        **titled(KIND, "d22", head),
        "title": say("paper.d22.title_of", year=year),
        "number": _number(found),
        "number_label": say("paper.number"),
        "digest_label": say("paper.monev.digest"),
        "place_name": found.place.regency,
        "as_of": sentences.as_of_words(found.as_of),
        "state": say("paper.d22.open") if found.is_provisional else say("paper.d22.final"),
        "is_provisional": found.is_provisional,
        "provisional": say("figures.provisional"),
        "basis": head.basis,
        "source": say("leader.chart.source"),
        "finding": _finding(found),
        "lead": say("paper.d22.lead"),
        "three": _three(found),
        "months_title": say("paper.d22.months", year=year),
        "chart": _chart(found),
        "month_heads": [say(f"paper.d11.head_{name}") for name in _MONTHS],
        "months": [_month(one) for one in found.months],
        "before_title": say("paper.d22.before"),
        "before": [_month(one) for one in found.before],
        **_cost(found),
        **_claims(found),
        **_kept(found),
        "hidden_words": f"{HIDDEN} {say('figures.hidden_why')}" if found.has_hidden else "",
        "means": [say(f"paper.d12.means_{name}") for name in ("n4", "n3", "n5")],
        "place": head.place,
        **head.signature,
        "sheets": [sheet("bulan", _SHEET, [_line(one) for one in found.months])],
    }


def _number(found: YearReport) -> str:
    return f"TAHUN-{found.place.regency_code}-{found.year}"


def _finding(found: YearReport) -> str:
    if found.last is None:
        return say("paper.d22.none", year=str(found.year))
    values: dict[str, Any] = {
        "covered": found.last.covered,
        "month": render_month(found.last.month),
        "change": found.found.change,
        "first": month_name(found.shown[0].month.month),
    }
    return sentences.spoken(f"paper.d22.finding_{found.found.kind}", **values)


def _three(found: YearReport) -> list[dict[str, Any]]:
    cost, last = found.cost, found.last
    month = render_month(last.month) if last else ""
    per_month = cost.per_month_idr
    rows = (
        ("covered", DASH if last is None else grouped(last.covered or 0), month),
        ("cover", grouped(cost.covered_months), say("paper.d22.cover_of", year=str(found.year))),
        (
            "cost",
            DASH if per_month is None else render_rupiah(per_month),
            say("paper.d22.cost_of"),
        ),
    )
    return [
        {
            "name": say(f"paper.d22.three_{code}"),
            "figure": figure,
            "of": of,
            "against": "",
            "part": None,
            "aim": None,
        }
        for code, figure, of in rows
    ]


def _chart(found: YearReport) -> dict[str, Any]:
    points = [
        {
            "label": month_name(one.month.month)[:3],
            "month": render_month(one.month),
            "value": one.covered,
            "shown": "" if one.covered is None else grouped(one.covered),
            "is_open": one.is_provisional,
        }
        for one in found.months
    ]
    return {
        "title": _finding(found),
        "unit": say("leader.measure.n5"),
        "points": points,
        "aim": None,
        "aim_words": "",
        "key": say("paper.monev.hollow"),
        "has_open": any(one.is_provisional and one.covered is not None for one in found.months),
    }


def _month(one: PublicMonth) -> list[str]:
    if not one.figures and not one.hidden:
        return [render_month(one.month), *[DASH] * 6]
    hidden = HIDDEN

    def count(value: int | None) -> str:
        return hidden if value is None else grouped(value)

    share, hundred = one.participation, one.per_hundred
    return [
        render_month(one.month) + (f" ({say('figures.provisional')})" * one.is_provisional),
        *(count(one.asn), count(one.joined)),
        hidden if share is None else DASH if share.percent is None else percent(share.percent),
        count(one.covered),
        hidden
        if hundred is None
        else DASH
        if hundred.percent is None
        else decimal(hundred.percent),
        hidden if one.received_idr is None else render_rupiah(one.received_idr),
    ]


def _cost(found: YearReport) -> dict[str, Any]:
    cost = found.cost
    rows = [
        [say("paper.d22.cost_received"), render_rupiah(cost.received_idr)],
        [say("paper.d22.cost_months"), grouped(cost.covered_months)],
    ]
    said = ""
    if cost.per_month_idr is not None:
        rows += [
            [say("paper.d22.cost_each"), render_rupiah(cost.per_month_idr)],
            [say("paper.d22.cost_rest"), render_rupiah(cost.rest_idr)],
        ]
        said = say(
            "paper.d22.equation",
            received=render_rupiah(cost.received_idr),
            months=grouped(cost.covered_months),
            each=render_rupiah(cost.per_month_idr),
            rest=render_rupiah(cost.rest_idr),
        )
    return {
        "cost_title": say("paper.d22.cost"),
        "cost": rows,
        "equation": said,
        "cost_words": say("paper.d01.in_words", words=in_words(cost.received_idr)),
        "cost_note": say("paper.d22.cost_hidden") if found.has_hidden else "",
    }


def _claims(found: YearReport) -> dict[str, Any]:
    claims, hidden = found.claims, say("figures.hidden")
    counts = [
        [
            say(f"paper.d22.claims_{name}"),
            hidden if (count := getattr(claims, name)) is None else grouped(count),
        ]
        for name in _CLAIMS
    ]
    idr = hidden if claims.paid_idr is None else render_rupiah(claims.paid_idr)
    rows = [*counts, [say("paper.d22.claims_idr"), idr]]
    if claims.to_paid is not None:
        days = sentences.spoken("paper.monev.days", days=claims.to_paid.median)
        rows.append([say("paper.d22.claims_days"), days])
    return {"claims_title": say("paper.d22.claims"), "claims": rows}


def _kept(found: YearReport) -> dict[str, Any]:
    sponsors = (
        sentences.spoken(
            "paper.d22.sponsors",
            part=found.sponsors.part,
            whole=found.sponsors.whole,
            share=percent(found.sponsors.percent),
        )
        if found.sponsors and found.sponsors.percent is not None
        else say("paper.d22.sponsors_none")
    )
    return {
        "kept_title": say("paper.d22.kept"),
        "sponsors": sponsors,
        "kept_heads": [
            say("paper.d22.head_began"),
            *(say("paper.d22.head_kept", months=str(months)) for months in (3, 6, 12)),
        ],
        "kept": [_cohort(one) for one in found.kept],
        "kept_none": say("paper.d22.kept_none"),
    }


def _cohort(one: Kept) -> list[str]:
    return [render_month(one.began), *(_share(share) for share in one.shares)]


def _share(share: Share | None) -> str:
    if share is None or share.percent is None:
        return DASH
    of = sentences.spoken("leader.history.of", part=share.part, whole=share.whole)
    return f"{percent(share.percent)} ({of})"


def _line(one: PublicMonth) -> list[str | int | None]:
    share = one.participation.percent if one.participation else None
    hundred = one.per_hundred.percent if one.per_hundred else None
    return [
        *(str(one.month), one.asn, one.joined, None if share is None else f"{share:f}"),
        *(one.covered, None if hundred is None else f"{hundred:f}"),
        *(one.assigned, one.closed, one.on_time, one.received_idr),
        say("figures.provisional" if one.is_provisional else "paper.monev.closed"),
        " ".join(sorted(one.hidden)),
    ]
