"""S101a: from which month payroll fixes its list on which day."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from payung.kernel.dates import render_month
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.stages.registry.operations.calendar import DAYS, set_list_day
from payung.stages.registry.problems import DayRefused
from payung.stages.registry.queries.calendar import ListDayRow, list_day, list_days
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page
from payung.web.secretariat.offices import form_methods

MONTHS_AHEAD: Final = 12
MOST_WORDS: Final = 200


@form_methods
@needs(Role.SECRETARIAT)
def decide(request: Request, viewer: Viewer) -> HttpResponse:
    """S101a. A month that has begun keeps its day."""
    said, next_month = Said(request), Month.of(day_of(request)).next
    days: list[Option] = [(str(day), str(day)) for day in DAYS]
    months: list[Option] = [
        (str(month), render_month(month, current()))
        for month in Month.span(next_month, next_month + MONTHS_AHEAD)
    ]
    if said.is_sent:
        day = said.choice("hari", days, empty="listday.day_empty")
        month = said.choice("mulai", months, empty="listday.month_empty")
        reason = said.text("alasan", most=MOST_WORDS, empty="listday.reason_empty")
        if not said.problems:

            def do() -> str:
                by, at, first = actor_of(request), request.at, Month.parse(month)
                set_list_day(from_month=first, day=int(day), reason=reason, by=by, at=at)
                told = render_month(first, current())
                messages.success(request, tell("listday.done", day=day, month=told))
                return reverse("manage-periods")

            with said.refusing({DayRefused: ("mulai", "listday.month_empty")}):
                return once(request, action="calendar.list_day", do=do)
    decided = list_days(viewer=viewer)
    return ask_page(
        said,
        "listday",
        [
            Ask(id="hari", code="listday.day", part="select", options=days),
            Ask(id="mulai", code="listday.month", part="select", options=months),
            Ask(id="alasan", code="listday.reason", maxlength=MOST_WORDS),
        ],
        back=reverse("manage-periods"),
        facts=_facts(decided, next_month),
    )


def _facts(decided: list[ListDayRow], next_month: Month) -> list[Fact]:
    """Return what holds for the next month, and what was decided, the newest first."""
    now = Fact(tell("listday.now"), tell("listday.on", day=list_day(decided, next_month)))
    said = [
        Fact(
            tell("listday.from", month=render_month(row.from_month, current())),
            f"{tell('listday.on', day=row.day)}. {row.reason}",
        )
        for row in decided[:5]
    ]
    return [now, *said]
