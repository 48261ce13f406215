"""S87: the branch's reasons, and what each means for the office that reads it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.operations import set_reason
from payung.stages.enrolment.queries import ReasonRow, rejection_reasons
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of

NEW = "baru"
LONGEST_CODE, LONGEST_BRANCH, LONGEST_PLAIN = 20, 200, 300


@require_safe
@needs(Role.BRANCH)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S87."""
    rows = rejection_reasons(viewer=viewer, regency_id=viewer.regency_id or 0)
    return render(request, "branch/reasons.html", {"rows": rows, "new": NEW})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.BRANCH)
def change(request: Request, viewer: Viewer, code: str) -> HttpResponse:
    """Change one reason, or add one under a code of its own."""
    rows = rejection_reasons(viewer=viewer, regency_id=viewer.regency_id or 0)
    known = {row.code: row for row in rows}
    if code not in known and code != NEW:
        raise Http404
    if request.method != "POST":
        return _form(request, known.get(code), _values_of(known.get(code)), {})
    values = {
        "kode": request.POST.get("kode", "").strip().lower() if code == NEW else code,
        "tulisan": request.POST.get("tulisan", "").strip(),
        "arti": request.POST.get("arti", "").strip(),
        "dipakai": request.POST.get("dipakai", ""),
    }
    problems = _problems(values, known, is_new=code == NEW)
    if problems:
        return _form(request, known.get(code), values, problems)

    def save() -> str:
        set_reason(
            regency_id=viewer.regency_id or 0,
            code=values["kode"],
            branch_words=values["tulisan"],
            plain_words=values["arti"],
            is_live=bool(values["dipakai"]),
            by=actor_of(request),
            at=request.at,
        )
        messages.success(request, tell("branch.reasons.saved"))
        return reverse("branch-reasons")

    return once(request, action="reason.set", do=save)


def _values_of(row: ReasonRow | None) -> dict[str, str]:
    if row is None:
        return {"kode": "", "tulisan": "", "arti": "", "dipakai": "1"}
    live = "1" if row.is_live else ""
    return {
        "kode": row.code,
        "tulisan": row.branch_words,
        "arti": row.plain_words,
        "dipakai": live,
    }


def _problems(
    values: dict[str, str], known: dict[str, ReasonRow], *, is_new: bool
) -> dict[str, str]:
    found: dict[str, str] = {}
    code = values["kode"]
    if is_new:
        is_word = code.replace("_", "").replace("-", "").isalnum() and code.isascii()
        if not is_word or len(code) > LONGEST_CODE or code == NEW:
            found["kode"] = tell("branch.reasons.code_shape", most=LONGEST_CODE)
        elif code in known:
            found["kode"] = tell("branch.reasons.code_taken")
    if not values["tulisan"] or len(values["tulisan"]) > LONGEST_BRANCH:
        found["tulisan"] = tell("branch.reasons.branch_missing", most=LONGEST_BRANCH)
    if not values["arti"] or len(values["arti"]) > LONGEST_PLAIN:
        found["arti"] = tell("branch.reasons.plain_missing", most=LONGEST_PLAIN)
    return found


def _form(
    request: Request, row: ReasonRow | None, values: dict[str, str], problems: dict[str, str]
) -> HttpResponse:
    """Show the form; of a known reason under the words that it has, whatever is typed now."""
    shown = {"row": row, "values": values, "problems": problems}
    return render(request, "branch/reason.html", shown, status=422 if problems else 200)
