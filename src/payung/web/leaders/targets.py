"""S54: what the regency wants to reach. Leaders read it; the secretariat writes it down."""

import re
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final, TypedDict

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from payung.kernel.people import Role, Viewer
from payung.reports.leaders.targets import CODES, AimRow, aims_of
from payung.stages.monitoring.operations import set_target
from payung.stages.monitoring.problems import TargetRefused
from payung.stages.monitoring.sums import SIZES, Aim
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.leaders.seats import DESK, seat_of
from payung.web.leaders.words import of_code
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page, day_boxes

_PERCENT: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")
_CLASSES: Final = ("", *(size for size, _ in SIZES))
_FIELDS: Final = {
    "figures.target.percent": "persen",
    "figures.target.day": "hari_sasaran",
    "figures.target.no_reason": "dasar",
}
LONGEST_REASON: Final = 200
WHOLE: Final = "semua"
"""The whole regency, as it stands in the address."""


@require_safe
@needs(*DESK)
def targets(request: Request, viewer: Viewer) -> HttpResponse:
    """S54."""
    seat, year = seat_of(request, viewer), _year(request)
    context = {
        **seat.context,
        "year": year,
        "year_words": str(year),
        "years": [(one, str(one)) for one in (day_of(request).year, day_of(request).year + 1)],
        "tables": [] if seat.province else aims_of(viewer=viewer, year=year, on=day_of(request)),
        "may_set": viewer.role is Role.SECRETARIAT,
    }
    return render(request, "leaders/targets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SECRETARIAT)
def change(request: Request, viewer: Viewer, figure: str, of: str) -> HttpResponse:
    """S54: set one target; a later one of the same kind replaces it."""
    code, size, year = figure.upper(), "" if of == WHOLE else of, _year(request)
    if viewer.regency_id is None or code not in CODES or size not in _CLASSES:
        raise Http404
    tables = aims_of(viewer=viewer, year=year, on=day_of(request))
    [row] = [row for one in tables if one.code == code for row in one.rows if row.size == size]
    said = Said(request)
    back = f"{reverse('leader-targets')}?{urlencode({'tahun': year})}"
    wanted = _wanted(said) if said.is_sent else None
    if wanted is not None:
        set_one = partial(
            set_target,
            regency_id=viewer.regency_id,
            year=year,
            size=size,
            code=code,
            by=actor_of(request),
            at=request.at,
            **wanted,
        )

        def do() -> str:
            set_one()
            messages.success(request, tell("leader.target.kept"))
            return back

        try:
            return once(request, action="target.set", do=do)
        except TargetRefused as refusal:
            field = _FIELDS.get(refusal.code, "form")
            said.problems[field] = refusal.message(current())
    return ask_page(
        said,
        "leader.target",
        _asks(code, row.own, year),
        back=back,
        facts=_facts(code, row),
        values={"year": year},
    )


class Wanted(TypedDict):
    """What the form asks for, once all of it is there."""

    percent: Decimal
    due_on: date
    reason: str


def _wanted(said: Said) -> Wanted | None:
    percent = _percent(said)
    due_on = said.day("hari_sasaran", empty="leader.target.no_day")
    reason = said.text("dasar", most=LONGEST_REASON, empty="figures.target.no_reason")
    if said.problems or percent is None or due_on is None:
        return None
    return Wanted(percent=percent, due_on=due_on, reason=reason)


def _asks(code: str, own: Aim | None, year: int) -> list[Ask]:
    return [
        Ask(id="persen", code=f"leader.target.percent_{code.lower()}", width="short", maxlength=6,
            value=of_code("N5", own.percent) if own else ""),
        Ask(id="hari_sasaran", code="leader.target.day", part="date",
            value=day_boxes(own.due_on if own else date(year, 12, 31))),
        Ask(id="dasar", code="leader.target.reason", maxlength=LONGEST_REASON,
            value=own.reason if own else ""),
    ]  # fmt: skip


def _facts(code: str, row: AimRow) -> list[Fact]:
    name = tell(f"figures.size.{row.size}") if row.size else tell("leader.target.whole")
    now = of_code(code, row.share.percent if row.share else None)
    return [
        Fact(tell("leader.target.figure"), tell(f"figures.name.{code.lower()}")),
        Fact(tell("leader.target.class"), name),
        Fact(tell("leader.target.now"), now),
    ]


def _percent(said: Said) -> Decimal | None:
    typed = said.text("persen", most=8, empty="figures.target.percent").rstrip("% ")
    if _PERCENT.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    said.wrong("persen", "figures.target.percent")
    return None


def _year(request: Request) -> int:
    now = day_of(request).year
    asked = request.GET.get("tahun", "")
    return int(asked) if asked in (str(now), str(now + 1)) else now
