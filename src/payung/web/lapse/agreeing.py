"""Consent again, where a coming tariff is above the permission or it was withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.kernel.dates import render_month
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.process.agreeing import CeilingChanged, NothingToAgree, agree_again
from payung.reports.workers.permissions import Permission, to_agree
from payung.web.access.step_up import needs_fresh
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request, actor_of, day_of

FIELD = "izin"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
@needs_fresh
def agree(request: Request, viewer: Viewer) -> HttpResponse:
    """Each permission with what the month costs and the new ceiling; all are ticked at first."""
    waiting = to_agree(viewer=viewer, on=day_of(request))
    problems: dict[str, str] = {}
    chosen = [_value(row) for row in waiting]
    if request.method == "POST":
        chosen = request.POST.getlist(FIELD)
        ceilings = _read(chosen)
        if not ceilings:
            problems[FIELD] = tell("agree.empty")
        else:
            try:
                return once(request, action="agree.again", do=lambda: _agree(request, ceilings))
            except CeilingChanged:
                problems["form"] = tell("agree.changed")
            except NothingToAgree:
                problems["form"] = tell("agree.gone")
    shown = {
        "options": [(_value(row), row.worker, _terms(row)) for row in waiting],
        "chosen": chosen,
        "problems": problems,
    }
    return render(request, "lapse/agree.html", shown, status=422 if problems else 200)


def _agree(request: Request, ceilings: dict[int, int]) -> str:
    count = agree_again(ceilings_idr=ceilings, by=actor_of(request), at=request.at)
    messages.success(request, tell("agree.done", count=count))
    return reverse("sponsor-home")


def _terms(row: Permission) -> str:
    month = render_month(row.month, current())
    due, new = render_rupiah(row.due_idr), render_rupiah(row.new_ceiling_idr)
    if row.is_withdrawn:
        return tell("agree.row_withdrawn", month=month, amount=due, new=new)
    old = render_rupiah(row.ceiling_idr)
    return tell("agree.row", month=month, amount=due, old=old, new=new)


def _value(row: Permission) -> str:
    return f"{ref_of('sponsorship', row.sponsorship_id)}-{row.new_ceiling_idr}"


def _read(chosen: list[str]) -> dict[int, int]:
    """Return sponsorship to ceiling; nothing at all where one is not ours."""
    found: dict[int, int] = {}
    for one in chosen:
        ref, _, ceiling = one.partition("-")
        if not (ceiling.isascii() and ceiling.isdigit() and len(ceiling) < 10):
            return {}
        try:
            found[id_of("sponsorship", ref)] = int(ceiling)
        except NotOurs:
            return {}
    return found
