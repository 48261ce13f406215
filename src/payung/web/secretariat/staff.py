"""S104: the monthly staff list: uploaded, looked at, its offices settled, then accepted."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.process.received_lists import SeenOtherwise
from payung.process.staff_review import (
    OneForTwo,
    accept_staff_list,
    keep_staff_list,
    settle_spelling,
)
from payung.reports.quality.missing import missing_staff
from payung.reports.quality.staff_list import ReadList, read_list, waiting_list
from payung.stages.registry.problems import NameTaken, NewNipRefused, NipOfAnother, OwnRecord
from payung.stages.registry.queries.offices import open_offices
from payung.stages.registry.queries.staff_review import StaffReview, staff_files
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Said
from payung.web.secretariat.offices import form_methods
from payung.web.secretariat.received import kept_once, read_sent, upload_page
from payung.web.secretariat.same_person import answers, questions

KINDS = ("new", "back", "moved", "changed", "gone")
NEW = "baru"
_OTHERWISE: dict[type[Exception], tuple[str, str]] = {
    SeenOtherwise: ("form", "desk.staff.seen_otherwise"),
    OneForTwo: ("form", "nip.same.twice"),
    NewNipRefused: ("form", "nip.same.refused"),
    NipOfAnother: ("form", "nip.form.taken"),
    OwnRecord: ("form", "nip.form.own"),
}
_TAKEN: dict[type[Exception], tuple[str, str]] = {NameTaken: ("arti", "desk.office.taken")}


@form_methods
@needs(Role.SECRETARIAT)
def upload(request: Request, viewer: Viewer) -> HttpResponse:
    """S104: send the list of this month; nothing changes before it was looked at."""
    said = Said(request)
    return upload_page(
        said,
        viewer,
        keep=lambda: _kept(said),
        files=lambda skip, most: staff_files(viewer=viewer, skip=skip, most=most),
        template="secretariat/staff.html",
    )


@form_methods
@needs(Role.SECRETARIAT)
def review(request: Request, viewer: Viewer, file_id: int) -> HttpResponse:
    """S104: what the list changes; accepting it makes it so."""
    said = Said(request)
    waiting = waiting_list(viewer=viewer, file_id=file_id, on=day_of(request))
    if waiting is None:
        raise Http404
    read, found = waiting
    if said.is_sent:
        if found.difference.many_are_gone and not said.tick("lengkap"):
            said.wrong("lengkap", "desk.staff.confirm_gone")
        same = answers(said, found.difference.pairs)
        if not said.problems:
            with said.refusing(_OTHERWISE):
                seen = request.POST.get("seen", "")
                return once(
                    request, action="staff.accept", do=lambda: _accepted(request, read, seen, same)
                )
    counted = [(what, getattr(found.difference, what)) for what in KINDS]
    context = {
        "file_id": file_id,
        "name": read.name,
        "review": found,
        "difference": found.difference,
        "kinds": [(what, count, found.people.get(what, ())) for what, count in counted],
        "problems": said.problems,
        "problem_rows": _problem_rows(found, read),
        "values": said.values,
        "offices": _options(viewer),
        "asked": said.asked(questions(found.difference.pairs)),
    }
    status = 422 if said.problems else 200
    return render(request, "secretariat/staff_review.html", context, status=status)


@form_methods
@needs(Role.SECRETARIAT)
def settle(request: Request, viewer: Viewer, file_id: int) -> HttpResponse:
    """S104: what an office of the list means; decided once, kept as a spelling."""
    if request.method != "POST":
        return _back(file_id)
    by, said = actor_of(request), Said(request)
    spelling = said.text("ejaan", most=150, empty="desk.office.name_empty")
    meant = said.choice("arti", [*_options(viewer), (NEW, "")], empty="desk.staff.meaning_empty")
    regency_id = by.regency_id
    if said.problems or regency_id is None:
        messages.error(request, next(iter(said.problems.values()), ""))
        return _back(file_id)

    def do() -> str:
        settle_spelling(
            spelling=spelling,
            agency_id=None if meant == NEW else int(meant),
            regency_id=regency_id,
            by=by,
            at=request.at,
        )
        messages.success(request, tell("desk.staff.settled", spelling=spelling))
        return reverse("manage-staff-review", args=[file_id])

    with said.refusing(_TAKEN):
        return once(request, action="staff.settle", do=do)
    messages.error(request, tell("desk.office.taken"))
    return _back(file_id)


@require_safe
@needs(Role.SECRETARIAT)
def missing(request: Request, viewer: Viewer) -> HttpResponse:
    """Those whom the list no longer has, for a decision; nobody is deleted."""
    page = page_of(
        request,
        lambda skip, most: missing_staff(viewer=viewer, on=day_of(request), skip=skip, most=most),
    )
    return render(request, "secretariat/missing.html", {"page": page})


def _kept(said: Said) -> HttpResponse | None:
    request, by = said.request, actor_of(said.request)
    on, regency_id = day_of(request), by.regency_id
    assert regency_id is not None, "the secretariat works for a regency"
    read = read_sent(said, lambda content, name: read_list(content=content, name=name, on=on))
    if read is None:
        return None
    return kept_once(
        said,
        action="staff.upload",
        keep=lambda: keep_staff_list(read=read, regency_id=regency_id, by=by, at=request.at),
        review="manage-staff-review",
    )


def _accepted(request: Request, read: ReadList, seen: str, same: Mapping[str, int | None]) -> str:
    by = actor_of(request)
    assert by.regency_id is not None, "the secretariat works for a regency"
    report = accept_staff_list(
        read=read,
        seen_digest=seen,
        same=same,
        regency_id=by.regency_id,
        by=by,
        at=request.at,
    )
    counts = {what: report.counts[what] for what in KINDS}
    messages.success(request, tell("desk.staff.accepted", **counts))
    return reverse("manage-missing" if report.counts["gone"] else "manage-staff")


def _problem_rows(found: StaffReview, read: ReadList) -> list[tuple[int, str, str, bool]]:
    problems = sorted(
        (*read.staff.findings, *found.difference.findings), key=lambda problem: problem.row
    )
    told = [
        (p.row, p.column, p.finding.message(current()), p.finding.level == "reject")
        for p in problems
        if p.finding.level != "info"
    ]
    return sorted(told, key=lambda row: not row[3])[:25]


def _back(file_id: int) -> HttpResponse:
    """Return to the review without having changed anything."""
    response = HttpResponse(status=303)
    response["Location"] = reverse("manage-staff-review", args=[file_id])
    return response


def _options(viewer: Viewer) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in open_offices(viewer=viewer)]
