"""S112: requests about personal data: three times 24 hours, identity before anything is shown."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.access.people import names_of
from payung.foundation.audit.looks import note_look
from payung.foundation.audit.reading import has_looked
from payung.foundation.desk.operations import answer_request, ask_data, refuse_request
from payung.foundation.desk.operations.requests import KINDS, LONGEST
from payung.foundation.desk.queries import AskedInFull, data_request, data_requests
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.reports.quality.data_pack import data_pack
from payung.reports.quality.packed import DataPack
from payung.stages.cover.queries import cover_on
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page
from payung.web.secretariat.clocks import clock_words
from payung.web.secretariat.offices import form_methods

LOOK: Final = "data.pack"
TABLE: Final = "desk_datarequest"
OPEN_FOR: Final = timedelta(minutes=30)
"""So long an answer stays open after its reason was noted."""
REFUSED: dict[type[Exception], tuple[str, str]] = {MoveNotAllowed: ("form", "desk.request.moved")}


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S112: the clocks, without anybody's name."""
    which = "selesai" if request.GET.get("tampil") == "selesai" else "berjalan"
    page = page_of(
        request,
        lambda skip, most: data_requests(
            viewer=viewer, is_open=which == "berjalan", skip=skip, most=most
        ),
    )
    rows = [(row, *clock_words(row.hours_left(request.at))) for row in page.rows]
    views = [(key, tell(f"desk.requests.{key}"), key == which) for key in ("berjalan", "selesai")]
    return render(
        request, "secretariat/requests.html", {"page": page, "rows": rows, "views": views}
    )


@form_methods
@needs(Role.SECRETARIAT)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """Write down what somebody asked at the desk or by telephone."""
    del viewer
    said, by = Said(request), actor_of(request)
    kinds: list[Option] = [(kind, tell(f"desk.request.kind_{kind}")) for kind in KINDS]
    if said.is_sent:
        kind = said.choice("jenis", kinds, empty="desk.request.kind_empty")
        name = said.text("nama", most=LONGEST["name"], empty="desk.request.name_empty")
        contact = said.text("kontak", most=LONGEST["contact"], empty="desk.request.contact_empty")
        words = said.words("kata", most=LONGEST["words"])
        if not said.problems and by.regency_id is not None:
            regency_id = by.regency_id

            def do() -> str:
                made = ask_data(
                    regency_id=regency_id,
                    kind=kind,
                    name=name,
                    contact=contact,
                    words=words,
                    by=by,
                    at=request.at,
                )
                return reverse("manage-request", args=[made])

            return once(request, action="data.ask", do=do)
    asks = [
        Ask(id="jenis", code="desk.request.kind", part="choices", options=kinds),
        Ask(id="nama", code="desk.request.name", maxlength=100),
        Ask(id="kontak", code="desk.request.contact", maxlength=100),
        Ask(id="kata", code="desk.request.words", kind="area", is_optional=True, maxlength=1000),
    ]
    return ask_page(said, "desk.request.add", asks, back=reverse("manage-requests"))


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def one(request: Request, viewer: Viewer, request_id: int) -> HttpResponse:
    """One request: who asks what, how long is left, what comes next."""
    asked = asked_or_404(viewer, request_id)
    words, kind = clock_words(asked.hours_left(request.at))
    names = names_of(viewer=viewer, person_ids=[asked.identified_by_id])
    context = {
        "asked": asked,
        "clock": words,
        "clock_kind": kind,
        "identified_by": names.get(asked.identified_by_id or 0, ""),
        "covered_until": _covered_until(request, viewer, asked),
        "is_open_pack": _may_open(request, viewer, request_id),
    }
    return render(request, "secretariat/request.html", context)


@form_methods
@needs(Role.SECRETARIAT)
def prepare(request: Request, viewer: Viewer, request_id: int) -> HttpResponse:
    """Note why the data is opened; then the answer can be read for half an hour."""
    asked = _identified_or_404(viewer, request_id)
    said = Said(request)
    if said.is_sent:
        reason = said.text("alasan", most=200, empty="desk.reason_empty")
        if not said.problems:

            def do() -> str:
                note_look(
                    LOOK,
                    by=actor_of(request),
                    at=request.at,
                    subject_type=TABLE,
                    subject_id=request_id,
                    reason=reason,
                )
                return reverse("manage-request-pack", args=[request_id])

            return once(request, action="data.prepare", do=do)
    asks = [
        Ask(
            id="alasan",
            code="desk.reason",
            maxlength=200,
            value=tell("desk.pack.usual_reason", kind=tell(f"desk.request.kind_{asked.kind}")),
        )
    ]
    return ask_page(said, "desk.pack", asks, back=reverse("manage-request", args=[request_id]))


@require_safe
@needs(Role.SECRETARIAT)
def pack(request: Request, viewer: Viewer, request_id: int) -> HttpResponse:
    """D19: everything held, and who saw it, to be printed or handed over as a file."""
    found = pack_or_404(request, viewer, request_id)
    context = {"pack": found, "request_id": request_id}
    return render(request, "secretariat/pack.html", context)


@require_safe
@needs(Role.SECRETARIAT)
def pack_file(request: Request, viewer: Viewer, request_id: int) -> HttpResponse:
    """The same as JSON, for who asks for a copy that a machine can read."""
    found = pack_or_404(request, viewer, request_id)
    content = {
        tell(f"desk.pack.section.{section.code}"): [
            {tell(f"desk.pack.field.{name}"): value for name, value in row.items()}
            for row in section.rows
        ]
        for section in found.sections
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = 'attachment; filename="data-pribadi.json"'
    return response


@form_methods
@needs(Role.SECRETARIAT)
def answer(request: Request, viewer: Viewer, request_id: int) -> HttpResponse:
    """Say what was answered or done; the clock stops."""
    _identified_or_404(viewer, request_id)
    return _close(request, viewer, request_id, is_refused=False)


@form_methods
@needs(Role.SECRETARIAT)
def refuse(request: Request, viewer: Viewer, request_id: int) -> HttpResponse:
    """Say why nothing is handed out; the clock stops."""
    return _close(request, viewer, request_id, is_refused=True)


def asked_or_404(viewer: Viewer, request_id: int) -> AskedInFull:
    """Return one request of this regency. :raises Http404: there is none."""
    asked = data_request(viewer=viewer, request_id=request_id)
    if asked is None:
        raise Http404
    return asked


def _close(request: Request, viewer: Viewer, request_id: int, *, is_refused: bool) -> HttpResponse:
    asked = asked_or_404(viewer, request_id)
    if not asked.is_open:
        raise Http404
    said, by = Said(request), actor_of(request)
    if said.is_sent:
        words = said.words("hasil", most=500, empty="desk.request.outcome_empty")
        if not said.problems:

            def do() -> str:
                if is_refused:
                    refuse_request(request_id=request_id, reason=words, by=by, at=request.at)
                else:
                    answer_request(request_id=request_id, outcome=words, by=by, at=request.at)
                messages.success(request, tell("desk.request.closed"))
                return reverse("manage-requests")

            with said.refusing(REFUSED):
                return once(request, action="data.close", do=do)
    code = "desk.request.refuse" if is_refused else "desk.request.answer"
    until = _covered_until(request, viewer, asked)
    return ask_page(
        said,
        code,
        [Ask(id="hasil", code=f"{code}_words", kind="area", maxlength=500)],
        back=reverse("manage-request", args=[request_id]),
        values={"name": asked.name},
        warnings=[tell("desk.request.covered", day=until)] if until else (),
    )


def _covered_until(request: Request, viewer: Viewer, asked: AskedInFull) -> str:
    """Return the last covered day of whoever wants to be deleted; deleting would end it."""
    if asked.kind not in ("deletion", "restriction") or asked.worker_id is None:
        return ""
    cover = cover_on(viewer=viewer, worker_id=asked.worker_id, on=day_of(request))
    return cover.until.strftime("%d/%m/%Y") if cover.covered and cover.until else ""


def _identified_or_404(viewer: Viewer, request_id: int) -> AskedInFull:
    asked = asked_or_404(viewer, request_id)
    if asked.state != "identified":
        raise Http404
    return asked


def _may_open(request: Request, viewer: Viewer, request_id: int) -> bool:
    return has_looked(
        viewer=viewer,
        what=LOOK,
        subject_type=TABLE,
        subject_id=request_id,
        since=request.at - OPEN_FOR,
    )


def pack_or_404(request: Request, viewer: Viewer, request_id: int) -> DataPack:
    """Return the answer, once identity was seen and a reason noted. :raises Http404: not yet."""
    asked = _identified_or_404(viewer, request_id)
    if not asked.is_about_somebody or not _may_open(request, viewer, request_id):
        raise Http404
    found = data_pack(
        viewer=viewer, worker_id=asked.worker_id, civil_servant_id=asked.civil_servant_id
    )
    if found is None:
        raise Http404
    return found
