"""S32: one registration beside its flags, and the officer's decision on it."""

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.audit.looks import note_look
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.nik import spaced
from payung.kernel.people import Role, Viewer
from payung.kernel.wording import say
from payung.stages.enrolment.files.whole_sheet import said_when
from payung.stages.enrolment.operations import cancel, return_for_correction, take_over, verify
from payung.stages.enrolment.operations.opening import open_for_checking
from payung.stages.enrolment.problems import NotTheSponsorsOffice
from payung.stages.enrolment.queries.checking import (
    Check,
    OpenedBy,
    check_of,
    last_move,
    next_to_check,
    opening_of,
)
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.office.shown import FIELD, changed_since, seal_of
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of

DECISIONS: Final = {
    "registered": ("terima", "perbaiki", "tolak"),
    "held": ("ambil", "tolak"),
    "returned": ("tolak",),
    "verified": ("perbaiki", "tolak"),
}
"""What the officer can decide in each state."""
REASONS: Final = ("nik", "name", "born", "work", "phone", "address", "sponsor", "paper")
REFUSALS: Final = ("twice", "not_working", "no_consent", "moved", "typed_wrong", "other")
LOOKS: Final = ("ktp", "call", "branch")
REVEALED: Final = "office_revealed"
MOST_REVEALED: Final = 50
_TABLE: Final = "enrolment_sponsorship"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def check(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    found = check_of(viewer=viewer, sponsorship_id=sponsorship_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("tindakan") == "lihat":
            return _reveal(request, found)
        return _decide(request, viewer, found)
    return _show(request, viewer, found)


def _reveal(request: Request, found: Check) -> HttpResponse:
    """Show the whole NIK until the next visit of the queue; the look is kept with its reason."""
    why = request.POST.get("alasan", "")
    reason = say(f"office.look.{why if why in LOOKS else LOOKS[0]}")
    note_look(
        "worker.identity",
        by=actor_of(request),
        at=request.at,
        subject_type=_TABLE,
        subject_id=found.sponsorship_id,
        reason=reason,
    )
    revealed = [one for one in request.session.get(REVEALED, []) if one != found.sponsorship_id]
    request.session[REVEALED] = [*revealed, found.sponsorship_id][-MOST_REVEALED:]
    return HttpResponseRedirect(reverse("check", args=[found.sponsorship_id]) + "#data")


def _decide(request: Request, viewer: Viewer, found: Check) -> HttpResponse:
    action = request.POST.get("tindakan", "")
    changed = changed_since(found, request.POST.get(FIELD, ""))
    if changed and not _came_before(found, action):
        return _show(request, viewer, found, changed=changed, status=409)
    problems = _problems(request, action)
    if problems:
        return _show(request, viewer, found, problems=problems, status=422)
    try:
        return once(request, action=f"office.{action}", do=_doing(request, found, action))
    except (MoveNotAllowed, NotTheSponsorsOffice):
        again = check_of(viewer=viewer, sponsorship_id=found.sponsorship_id) or found
        return _show(request, viewer, again, changed=["state"], status=409)


def _came_before(found: Check, action: str) -> bool:
    """Whether the very form may be a second tap, whose first one changed what the page shows."""
    return found.state not in DECISIONS or action not in DECISIONS[found.state]


def _problems(request: Request, action: str) -> dict[str, str]:
    said = request.POST
    if action == "terima" and not said.get("pernyataan"):
        return {"pernyataan": tell("office.check.state_it")}
    if action == "perbaiki" and not (said.getlist("sebab") or said.get("pesan", "").strip()):
        return {"sebab": tell("office.check.pick_reason")}
    if action == "tolak":
        why = said.get("tolak_sebab", "")
        if why not in REFUSALS:
            return {"tolak_sebab": tell("office.check.pick_refusal")}
        if why == "other" and not said.get("tolak_pesan", "").strip():
            return {"tolak_pesan": tell("office.check.say_refusal")}
    if action not in ("terima", "perbaiki", "tolak", "ambil"):
        return {"form": tell("office.check.no_action")}
    return {}


def _doing(request: Request, found: Check, action: str) -> Callable[[], str]:
    by, at, number = actor_of(request), request.at, found.sponsorship_id
    here = reverse("check", args=[number])

    def do() -> str:
        if action == "terima":
            verify(sponsorship_ids=[number], stated_on=day_of(request), by=by, at=at)
        elif action == "ambil":
            take_over(sponsorship_id=number, by=by, at=at)
        elif action == "perbaiki":
            return_for_correction(sponsorship_id=number, reason=_reason(request), by=by, at=at)
        else:
            cancel(sponsorship_id=number, reason=_refusal(request), by=by, at=at)
        return f"{here}?selesai={action}"

    return do


def _reason(request: Request) -> str:
    """Return what to put right as the sponsor and the office read it, in Indonesian."""
    picked = [code for code in REASONS if code in request.POST.getlist("sebab")]
    words = [say(f"office.reason.{code}") for code in picked]
    return "; ".join([*words, *filter(None, [request.POST.get("pesan", "").strip()])])[:300]


def _refusal(request: Request) -> str:
    words = request.POST.get("tolak_pesan", "").strip()
    why = request.POST.get("tolak_sebab", "")
    return (words if why == "other" else f"{say(f'office.refusal.{why}')}. {words}".strip())[:300]


def _show(
    request: Request,
    viewer: Viewer,
    found: Check,
    *,
    changed: list[str] | None = None,
    problems: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    number = found.sponsorship_id
    done = request.GET.get("selesai", "")
    moved = last_move(viewer=viewer, sponsorship_id=number)
    waiting = None
    if done or changed:
        waiting = next_to_check(viewer=viewer, after=number)
    context = {
        "check": found,
        "clear": spaced(found.nik) if number in request.session.get(REVEALED, []) else "",
        "looks": [(code, tell(f"office.look.{code}")) for code in LOOKS],
        "decisions": DECISIONS.get(found.state, ()),
        "reasons": [(code, tell(f"office.reason.{code}")) for code in REASONS],
        "refusals": [(code, tell(f"office.refusal.{code}")) for code in REFUSALS],
        "flags": [(flag.level, flag.message(current())) for flag in found.flags],
        "sealed": seal_of(found),
        "changed": [tell(f"office.shown.{field}") for field in changed or ()],
        "moved": moved,
        "moved_when": "" if moved is None else said_when(moved.at),
        "busy": _busy(request, viewer, found),
        "done": done,
        "next_id": waiting,
        "problems": problems or {},
        "said": request.POST,
        "picked": request.POST.getlist("sebab"),
    }
    return render(request, "office/check.html", context, status=status)


def _busy(request: Request, viewer: Viewer, found: Check) -> OpenedBy | None:
    """Return who else is on it; where nobody is, note that this officer is, once per opening."""
    if found.state not in DECISIONS:
        return None
    by = actor_of(request)
    opened = opening_of(viewer=viewer, sponsorship_id=found.sponsorship_id, at=request.at)
    if opened is not None and opened.person_id != by.person_id:
        return opened
    if opened is None and request.method == "GET":
        open_for_checking(sponsorship_id=found.sponsorship_id, by=by, at=request.at)
        note_look(
            "sponsorship.check",
            by=by,
            at=request.at,
            subject_type=_TABLE,
            subject_id=found.sponsorship_id,
            reason=say("office.look.check"),
        )
    return None
