"""S33: registrations typed from paper, one after the other, without leaving the keyboard."""

from typing import Final

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.kernel.wording import say
from payung.stages.enrolment.operations import cancel, register
from payung.stages.enrolment.problems import RegistrationRefused, UnknownSponsor
from payung.stages.enrolment.queries.checking import rows_of
from payung.stages.enrolment.sums.said import Said
from payung.stages.registry.queries import areas_within, regencies
from payung.stages.registry.queries.office_staff import staff_named
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.office.desk_form import OUTSIDE, RELATIONS, Typed, problems_of, read_form
from payung.web.office.flags import flag_words
from payung.web.once import once
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request, actor_of, day_of

TYPED: Final = "office_typed"
"""The registrations typed in this session, newest first: only these can be undone here."""
MOST_TYPED: Final = 40
SHOWN: Final = 5
ON_PAPER: Final = Said(works=True, in_hospital=False, agrees=True)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def type_in(request: Request, viewer: Viewer) -> HttpResponse:
    if request.method != "POST":
        return _show(request, viewer, Typed({}))
    if "batal" in request.POST:
        return _undo(request, viewer)
    code = _regency_code(viewer)
    typed = read_form(request.POST, viewer=viewer, regency_code=code, on=day_of(request))
    if typed.problems:
        return _show(request, viewer, typed)
    try:
        return once(request, action="office.type_in", do=lambda: _save(request, typed))
    except RegistrationRefused as refused:
        typed.problems = problems_of(refused.findings)
    except UnknownSponsor:
        typed.problems = {"asn": tell("office.desk.sponsor_unknown")}
    return _show(request, viewer, typed)


def _save(request: Request, typed: Typed) -> str:
    assert typed.worker is not None
    by = actor_of(request)
    number = register(
        sponsor_id=typed.sponsor_id,
        worker=typed.worker,
        agency_id=by.agency_id,
        evidence="form",
        said=ON_PAPER,
        by=by,
        at=request.at,
    )
    before = [one for one in request.session.get(TYPED, []) if one != number]
    known = len(before) < len(request.session.get(TYPED, []))
    request.session[TYPED] = [number, *before][:MOST_TYPED]
    return f"{reverse('type-in')}?{'sama' if known else 'tersimpan'}=1#nik"


def _undo(request: Request, viewer: Viewer) -> HttpResponse:
    """Withdraw one that was typed in this session and that nobody has checked since."""
    try:
        number = id_of("sponsorship", request.POST["batal"])
    except NotOurs as stranger:
        raise Http404 from stranger
    if number not in request.session.get(TYPED, []):
        raise Http404
    by = actor_of(request)

    def do() -> str:
        cancel(sponsorship_id=number, reason=say("office.desk.undone"), by=by, at=request.at)
        return f"{reverse('type-in')}?dibatalkan=1#nik"

    try:
        answer = once(request, action="office.undo", do=do)
    except MoveNotAllowed:
        return _show(request, viewer, Typed({}, {"form": tell("office.desk.too_late")}))
    request.session[TYPED] = [one for one in request.session[TYPED] if one != number]
    return answer


def _show(request: Request, viewer: Viewer, typed: Typed) -> HttpResponse:
    ids = request.session.get(TYPED, [])[:SHOWN]
    rows = {row.sponsorship_id: row for row in rows_of(viewer=viewer, ids=ids)} if ids else {}
    districts = [
        *((area.code, area.name) for area in areas_within(parent_code=_regency_code(viewer))),
        (OUTSIDE, tell("office.desk.outside")),
    ]
    saved = [
        (rows[number], ref_of("sponsorship", number), flag_words(rows[number].flags))
        for number in ids
        if number in rows
    ]
    context = {
        "values": typed.values,
        "problems": typed.problems,
        "districts": districts,
        "relations": [(code, tell(f"office.relation.{code}")) for code in RELATIONS],
        "sexes": [("L", tell("office.desk.man")), ("P", tell("office.desk.woman"))],
        "saved": saved,
        "just": next(
            (one for one in ("tersimpan", "sama", "dibatalkan") if one in request.GET), ""
        ),
    }
    status = 422 if typed.problems else 200
    return render(request, "office/type_in.html", context, status=status)


@require_safe
@needs(Role.OFFICER)
def offers(request: Request, viewer: Viewer) -> HttpResponse:
    """Offer names while somebody types: colleagues of the own office, or villages of a district."""
    text = request.GET.get("asn", "")[:60]
    if text:
        found = staff_named(viewer=viewer, text=text) if len(text) > 1 else []
        return JsonResponse({"offers": [f"{one.name} · {one.nip}" for one in found]})
    district = request.GET.get("kecamatan", "")[:8]
    inside = district.startswith(f"{_regency_code(viewer)}.")
    villages = areas_within(parent_code=district) if inside else []
    return JsonResponse({"offers": [area.name for area in villages]})


def _regency_code(viewer: Viewer) -> str:
    return next((row.code for row in regencies(viewer=viewer)), "")
