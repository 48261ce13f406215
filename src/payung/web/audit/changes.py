"""S122: the change log: who, when, what, why; and whether nobody touched it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.foundation.access.people import names_of
from payung.foundation.audit.reading import EventSeen, events
from payung.kernel.dates import parse_date
from payung.kernel.findings import Unreadable
from payung.kernel.people import Role, Viewer
from payung.kernel.wording import catalogue
from payung.reports.homes.auditor import chain_of
from payung.reports.quality.chain import chain_part
from payung.stages.registry.queries import agencies
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request, day_of
from payung.web.secretariat.asking import whole_day

PER_PAGE: Final = 25
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "uang": (
        *("month.", "slip.", "receipt.", "refund.", "deductions.", "reconciliation."),
        *("difference.", "paid_month.", "payer."),
    ),
    "pekerja": (
        *("sponsorship", "batch.", "worker", "spells.", "membership.", "sponsor.", "consent."),
        *("permission.", "card", "draft"),
    ),
    "orang": (
        *("person.", "duty.", "duties.", "code", "factor.", "approval.", "officer."),
        *("relocation",),
    ),
    "berkas": ("file.", "staff.", "agency.", "areas.", "document.", "letter.", "text", "mail."),
    "meja": ("data.", "incident.", "notice.", "reason."),
}
"""What the filter's links show, by the beginnings of actions."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry in words."""

    event: EventSeen
    what: str
    who: str
    office: str


@require_safe
@needs(Role.AUDITOR, Role.SECRETARIAT)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S122."""
    group = request.GET.get("jenis", "")
    group = group if group in GROUPS else ""
    office, day = _office(request, viewer), _day(request)
    below = _number(request.GET.get("sebelum", ""))
    found = events(
        viewer=viewer,
        actions=GROUPS.get(group, ()),
        agency_id=office,
        since=whole_day(day) if day else None,
        until=whole_day(day + timedelta(days=1)) if day else None,
        below=below,
        most=PER_PAGE + 1,
    )
    offices = {row.agency_id: row.name for row in agencies(viewer=viewer)}
    rest = request.GET.copy()
    rest.pop("sebelum", None)
    context = {
        "lines": _lines(viewer, found[:PER_PAGE], offices),
        "older": found[PER_PAGE - 1].number if len(found) > PER_PAGE else None,
        "is_first": below is None,
        "query": rest.urlencode(),
        "groups": [(key, tell(f"audit.group.{key}"), key == group) for key in GROUPS],
        "group": group,
        "offices": sorted(offices.items(), key=lambda item: item[1]),
        "office": office,
        "day": request.GET.get("hari", "")[:20],
        "day_is_wrong": bool(request.GET.get("hari")) and day is None,
        "chain": chain_of(viewer=viewer),
    }
    return render(request, "audit/changes.html", context)


@require_safe
@needs(Role.AUDITOR, Role.SECRETARIAT)
def chain(request: Request, viewer: Viewer) -> HttpResponse:
    """Recompute the whole log, part by part, from its first entry on."""
    after = _number(request.GET.get("dari", "")) or 0
    part = chain_part(viewer=viewer, after=after)
    return render(request, "audit/chain.html", {"part": part, "is_begun": after > 0})


def _lines(viewer: Viewer, found: list[EventSeen], offices: dict[int, str]) -> list[Line]:
    names = names_of(viewer=viewer, person_ids=[event.actor_id for event in found])
    return [
        Line(
            event=event,
            what=_words(event.action),
            who=names.get(event.actor_id or 0, "Payung"),
            office=offices.get(event.agency_id or 0, ""),
        )
        for event in found
    ]


def _words(action: str) -> str:
    """Return what was done, in words; an action without words keeps its code."""
    code = f"audit.action.{action}"
    return tell(code) if code in catalogue() else action


def _office(request: Request, viewer: Viewer) -> int | None:
    """Return the office named in the form, by its name: a choice that is not ours is none."""
    wanted = request.GET.get("kantor", "")
    found = (row.agency_id for row in agencies(viewer=viewer) if row.name == wanted)
    return next(found, None) if wanted else None


def _day(request: Request) -> date | None:
    try:
        return parse_date(request.GET.get("hari", ""), today=day_of(request))
    except Unreadable:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
