"""The page behind the code on the wall: which office, and a name that is not kept."""

from typing import Final, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.foundation.access.tries import Allowance, take
from payung.foundation.documents.qr import qr_svg
from payung.kernel.names import shown
from payung.kernel.people import Actor, Viewer
from payung.process.outreach import check_in_address
from payung.stages.outreach.operations import arrive
from payung.stages.outreach.problems import ArrivalRefused
from payung.stages.outreach.queries import SessionRow, session_by_code
from payung.stages.outreach.sums.arriving import when
from payung.stages.registry.queries.offices import open_offices
from payung.web import walls
from payung.web.language import tell
from payung.web.once import once
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request, holds_nul, public

BY_ADDRESS: Final = Allowance(name="outreach.address", per_hour=2000)
"""A whole hall shares one address."""
LONGEST: Final = 100


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    """Ask which office, and a name; or say why nobody can be noted now."""
    ours, session = _session(request, code)
    door = when(starts_at=session.starts_at, ends_at=session.ends_at, at=ours.at)
    if session.is_off or door != "now":
        context = {"session": session, "why": "off" if session.is_off else door}
        return _nowhere(render(request, "outreach/door.html", context))
    offices = _options(session)
    if request.method != "POST":
        return _page(request, session, offices, {}, {})
    if holds_nul(request.POST):
        raise Http404
    said = {name: shown(request.POST.get(name, ""))[:200] for name in ("kantor", "nama")}
    problems = _problems(said, offices)
    if problems:
        return _page(request, session, offices, said, problems)
    if not take(tries={BY_ADDRESS: str(request.META.get("REMOTE_ADDR", ""))}, at=ours.at):
        return _page(request, session, offices, said, {"form": tell("outreach.door.many")})

    def do() -> str:
        arrive(
            code=code,
            agency_id=id_of("agency", said["kantor"]),
            name=said["nama"],
            by=Actor.system(ours.request_id),
            at=ours.at,
        )
        return reverse("check-in-done", args=[code])

    try:
        return once(ours, action="outreach.arrive", do=do)
    except ArrivalRefused as refusal:
        field = {"full": "kantor", "office": "kantor", "name": "nama"}.get(str(refusal), "form")
        problem = {field: tell(f"outreach.door.{refusal}_refused")}
        return _page(request, session, offices, said, problem)


@require_safe
def done(request: HttpRequest, code: str) -> HttpResponse:
    """Thank, and say where to go on; nobody is pressed."""
    _, session = _session(request, code)
    return _nowhere(render(request, "outreach/noted.html", {"session": session}))


@require_safe
def code_image(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the code on the wall."""
    _, session = _session(request, code)
    return _nowhere(HttpResponse(qr_svg(check_in_address(session)), content_type="image/svg+xml"))


def _session(request: HttpRequest, code: str) -> tuple[Request, SessionRow]:
    walls.show_totals(request)
    session = session_by_code(viewer=Viewer.system(), code=code)
    if session is None:
        raise Http404
    return cast(Request, request), session


def _options(session: SessionRow) -> list[tuple[str, str]]:
    """Return the offices to choose from: the invited ones first, then the others."""
    names = open_offices(viewer=public(session.regency_id))
    invited = {office.agency_id for office in session.invited}
    first = [row for row in names if row[0] in invited]
    rest = [row for row in names if row[0] not in invited]
    return [(ref_of("agency", pk), name) for pk, name in (*first, *rest)]


def _problems(said: dict[str, str], offices: list[tuple[str, str]]) -> dict[str, str]:
    problems = {}
    if said["kantor"] not in {ref for ref, _ in offices}:
        problems["kantor"] = tell("outreach.door.office_refused")
    else:
        try:
            id_of("agency", said["kantor"])
        except NotOurs:
            problems["kantor"] = tell("outreach.door.office_refused")
    if not any(sign.isalpha() for sign in said["nama"]) or len(said["nama"]) > LONGEST:
        problems["nama"] = tell("outreach.door.name_refused")
    return problems


def _page(
    request: HttpRequest,
    session: SessionRow,
    offices: list[tuple[str, str]],
    values: dict[str, str],
    problems: dict[str, str],
) -> HttpResponse:
    context = {"session": session, "offices": offices, "values": values, "problems": problems}
    status = 422 if problems else 200
    return _nowhere(render(request, "outreach/check_in.html", context, status=status))


def _nowhere(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
