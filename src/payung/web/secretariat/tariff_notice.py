"""S102: the day on which sponsors hear of a coming tariff, chosen once for each month."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.kernel.dates import render_date, render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.reports.tariffs.changing import SponsorChange, coming_changes, sponsor_changes
from payung.stages.membership.operations import choose_notice_day
from payung.stages.membership.problems import DayNotPossible, NoticeSent
from payung.stages.membership.queries import Notice, notices
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

_REFUSED: dict[type[Exception], tuple[str, str]] = {
    DayNotPossible: ("hari", "tariffs.notice.day_not_possible"),
    NoticeSent: ("form", "tariffs.notice.sent"),
}


@form_methods
@needs(Role.SECRETARIAT)
def announce(request: Request, viewer: Viewer, month: str) -> HttpResponse:
    """Choose or move the day; how many hear of it, and how many must consent, stands above."""
    when = _month_or_404(request, month)
    known = notices(viewer=viewer).get(when)
    if known is not None and known.told_at is not None:
        raise Http404
    said = Said(request)
    if said.is_sent:
        day = said.day("hari", empty="tariffs.notice.day_empty")
        if not said.problems and day is not None:

            def do() -> str:
                choose_notice_day(month=when, announce_on=day, by=actor_of(request), at=request.at)
                messages.success(request, tell("tariffs.notice.chosen", day=render_date(day)))
                return reverse("manage-tariffs")

            with said.refusing(_REFUSED):
                return once(request, action="tariff.notice", do=do)
    changes = sponsor_changes(viewer=viewer, month=when)
    return ask_page(
        said,
        "tariffs.notice",
        [Ask(id="hari", code="tariffs.notice.day", part="date", value=_suggested(request, known))],
        back=reverse("manage-tariffs"),
        values={"month": render_month(when, current())},
        facts=_facts(changes),
    )


def _month_or_404(request: Request, named: str) -> Month:
    try:
        when = Month.parse(named)
    except Unreadable as unreadable:
        raise Http404 from unreadable
    if when not in coming_changes(day_of(request)):
        raise Http404
    return when


def _suggested(request: Request, known: Notice | None) -> tuple[str, str, str]:
    return day_boxes(day_of(request) if known is None else known.announce_on)


def _facts(changes: list[SponsorChange]) -> list[Fact]:
    return [
        Fact(tell("tariffs.notice.sponsors"), len(changes)),
        Fact(tell("tariffs.notice.again"), sum(change.is_above for change in changes)),
        Fact(tell("tariffs.notice.before"), render_rupiah(sum(c.before_idr for c in changes))),
        Fact(tell("tariffs.notice.after"), render_rupiah(sum(c.after_idr for c in changes))),
    ]
