"""S103: many offices at once, from a sheet: uploaded, looked at, then accepted."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.kernel.people import Role, Viewer
from payung.process.office_list import accept_office_list, keep_office_list
from payung.process.received_lists import SeenOtherwise
from payung.reports.quality.office_list import ReadOffices, read_office_list, waiting_office_list
from payung.stages.intake.operations import ContentAlreadyApplied
from payung.stages.registry.problems import NameTaken
from payung.stages.registry.queries.office_list import office_files
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Said
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.received import kept_once, read_sent, upload_page

SHOWN = 100
_OTHERWISE: dict[type[Exception], tuple[str, str]] = {
    SeenOtherwise: ("form", "desk.staff.seen_otherwise"),
    NameTaken: ("form", "desk.staff.seen_otherwise"),
    ContentAlreadyApplied: ("form", "desk.office_list.applied"),
}


@form_methods
@needs(Role.SECRETARIAT)
def upload(request: Request, viewer: Viewer) -> HttpResponse:
    """Send a list of offices; nothing is added before it was looked at."""
    said = Said(request)
    return upload_page(
        said,
        viewer,
        keep=lambda: _kept(said, viewer),
        files=lambda skip, most: office_files(viewer=viewer, skip=skip, most=most),
        template="secretariat/office_list.html",
    )


@form_methods
@needs(Role.SECRETARIAT)
def review(request: Request, viewer: Viewer, file_id: int) -> HttpResponse:
    """What the list adds, the rows that need a hand first; accepting adds the good ones."""
    said = Said(request)
    waiting = waiting_office_list(viewer=viewer, file_id=file_id)
    if waiting is None:
        raise Http404
    read, found = waiting
    if said.is_sent:
        if not found.new:
            said.wrong("form", "desk.office_list.nothing")
        else:
            with said.refusing(_OTHERWISE):
                return once(
                    request,
                    action="offices.accept",
                    do=lambda: _accepted(request, file_id, read),
                )
    context = {
        "name": read.name,
        "review": found,
        "new": found.new[:SHOWN],
        "known": found.known[:SHOWN],
        "faulty": [
            (f.row, f.column, f.finding.message(current()), f.finding.level == "reject")
            for f in found.findings[:SHOWN]
        ],
        "problems": said.problems,
    }
    status = 422 if said.problems else 200
    return render(request, "secretariat/office_list_review.html", context, status=status)


def _kept(said: Said, viewer: Viewer) -> HttpResponse | None:
    request, by = said.request, actor_of(said.request)
    regency_id = by.regency_id
    assert regency_id is not None, "the secretariat works for a regency"
    read = read_sent(
        said,
        lambda content, name: read_office_list(
            viewer=viewer, regency_id=regency_id, content=content, name=name
        ),
    )
    if read is None:
        return None
    return kept_once(
        said,
        action="offices.upload",
        keep=lambda: keep_office_list(read=read, regency_id=regency_id, by=by, at=request.at),
        review="manage-office-list-review",
    )


def _accepted(request: Request, file_id: int, read: ReadOffices) -> str:
    by = actor_of(request)
    assert by.regency_id is not None, "the secretariat works for a regency"
    count = accept_office_list(
        file_id=file_id,
        read=read,
        seen_digest=request.POST.get("seen", ""),
        regency_id=by.regency_id,
        by=by,
        at=request.at,
    )
    messages.success(request, tell("desk.office_list.accepted", count=count))
    return reverse("manage-offices")
