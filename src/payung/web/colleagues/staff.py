"""S38: the staff of the own office, and printed codes for those who never signed in."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.access.problems import CodeForSelf, NotTheirsToHelp
from payung.kernel.people import Role, Viewer
from payung.process.activation import issue_codes
from payung.process.papers import activation_letters
from payung.reports.colleagues import Show, colleague, colleagues, counts_of
from payung.web.colleagues.picked import ids_picked
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.refs import ref_of
from payung.web.requests import Request, actor_of, day_of

MOST_LETTERS = 25


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def colleagues_page(request: Request, viewer: Viewer) -> HttpResponse:
    """S38."""
    if request.method != "POST":
        return _page(request, viewer, {})
    ids = ids_picked("civilservant", request.POST.getlist("pilih"))
    if not ids or len(ids) > MOST_LETTERS:
        said = tell("colleagues.staff.pick_some", most=MOST_LETTERS)
        return _page(request, viewer, {"form": said})
    on = day_of(request)
    if any(colleague(viewer=viewer, civil_servant_id=each, on=on) is None for each in ids):
        raise Http404
    try:
        return _letters(request, ids)
    except CodeForSelf:
        return _page(request, viewer, {"form": tell("colleagues.staff.not_self")})
    except NotTheirsToHelp:
        return _page(request, viewer, {"form": tell("colleagues.staff.not_theirs")})


def _letters(request: Request, civil_servant_ids: Sequence[int]) -> HttpResponse:
    """Answer with the letters themselves: a code is shown once, and kept nowhere."""
    made: list[bytes] = []

    def make() -> str:
        by, at = actor_of(request), request.at
        codes = issue_codes(civil_servant_ids=civil_servant_ids, by=by, at=at)
        made.append(activation_letters(codes=codes, by=by, at=at))
        return reverse("colleagues")

    answer = once(request, action="codes.issue", do=make)
    if not made:
        return answer
    paper = HttpResponse(made[0], content_type="application/pdf")
    paper.headers["Content-Disposition"] = 'attachment; filename="kode-aktivasi.pdf"'
    paper.headers["Cache-Control"] = "no-store"
    return paper


def _page(request: Request, viewer: Viewer, problems: dict[str, str]) -> HttpResponse:
    on = day_of(request)
    show = _shown(request)
    page = page_of(
        request,
        lambda skip, most: colleagues(viewer=viewer, on=on, show=show, skip=skip, most=most),
    )
    counts = counts_of(viewer=viewer, on=on)
    picked = request.POST.getlist("pilih")
    values = {
        "page": page,
        "rows": [
            (row, ref, ref in picked)
            for row in page.rows
            for ref in [ref_of("civilservant", row.civil_servant_id)]
        ],
        "counts": counts,
        "show": show,
        "filters": [(each, tell(f"colleagues.show.{each}"), each is show) for each in Show],
        "on": on,
        "problems": problems,
    }
    return render(request, "colleagues/staff.html", values, status=422 if problems else 200)


def _shown(request: Request) -> Show:
    wanted = request.GET.get("lihat", "")
    return Show(wanted) if wanted in set(Show) else Show.ALL
