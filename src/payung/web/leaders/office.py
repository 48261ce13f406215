"""S52: one office."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.kernel.dates import render_month
from payung.kernel.findings import Unreadable
from payung.kernel.people import Viewer
from payung.kernel.phone import parse_phone, render_phone
from payung.kernel.rupiah import render_rupiah
from payung.reports.leaders.office import OfficeLook, covered, office_look
from payung.stages.monitoring.queries import Correction
from payung.web.charts import Chart, chart_of
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.leaders import words
from payung.web.leaders.messages import messages_for
from payung.web.leaders.seats import DESK
from payung.web.requests import Request, day_of
from payung.web.templatetags.words import grouped

_NAMES: Final = {
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


@require_safe
@needs(*DESK)
def office(request: Request, viewer: Viewer, agency_id: int) -> HttpResponse:
    """S52."""
    on = day_of(request)
    seen = office_look(viewer=viewer, agency_id=agency_id, on=on)
    if seen is None:
        raise Http404
    reached = {agency_id: seen.reach}
    [message] = messages_for(
        [seen.call], seen.average, seen.now.month, reached=reached, viewer=viewer
    )
    aim, share = seen.aim, seen.now.participation
    context = {
        "seen": seen,
        "message": message,
        "chart": _chart(seen),
        "chart_title": words.chart_title(seen.finding, "N5"),
        "measure": tell("leader.measure.n5"),
        "against": words.against(aim, share),
        "funnel_title": words.funnel_title(seen.rungs),
        "months": [(month, one, one.status_on(on) if one else "") for month, one in seen.line][
            ::-1
        ],
        "held_days": seen.now.money.held_days(on),
        "reach": _reach(seen),
        "corrections": [(one.taken_at, _changes(one)) for one in seen.corrections],
    }
    return render(request, "leaders/office.html", context)


def _chart(seen: OfficeLook) -> Chart:
    return chart_of(
        [(month, covered(one)) for month, one in seen.line],
        open_months=[month for month, one in seen.line if one and one.is_provisional],
    )


def _changes(one: Correction) -> list[str]:
    """Return what changed after the close, in words; amounts of money as money."""
    said = []
    for change in one.changed:
        code = _NAMES.get(change.code)
        show = render_rupiah if change.code.endswith("_idr") else grouped
        if code is not None:
            said.append(
                tell(
                    "leader.office.changed",
                    what=tell(code),
                    before=show(change.before),
                    after=show(change.after),
                )
            )
    return said


def _reach(seen: OfficeLook) -> list[Fact]:
    month = render_month(seen.now.month, current())
    return [
        Fact(tell("leader.office.officer"), ", ".join(seen.reach.officers)),
        Fact(tell("leader.office.phone"), _phone(seen.reach.phone)),
        Fact(tell("leader.office.hours"), seen.reach.hours),
        Fact(
            tell("leader.office.sessions"),
            tell("leader.office.sessions_of", count=seen.sessions, month=month)
            if seen.sessions
            else tell("leader.office.no_session"),
        ),
    ]


def _phone(phone: str) -> str:
    try:
        return render_phone(parse_phone(phone)) if phone else ""
    except Unreadable:
        return phone
