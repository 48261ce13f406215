"""S38a: another NIP for a colleague. The person stays, and so does all that hangs on them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, TypedDict

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.kernel.dates import render_month
from payung.kernel.findings import Unreadable
from payung.kernel.nip import Nip, NipKind, parse_nip, spaced
from payung.kernel.people import Role, Viewer
from payung.process.new_nip import give_new_nip, undo_new_nip
from payung.stages.deductions.queries.printed import months_printed_since
from payung.stages.registry.problems import NewNipRefused, NipOfAnother, OwnRecord
from payung.stages.registry.queries.nips import NipChangeRow, StaffFound, member, nip_changes
from payung.stages.registry.sums.nips import Cause
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page

CHOICES: Final = (Cause.APPOINTED, Cause.CONTRACT, Cause.CORRECTED)
MOST_WORDS: Final = 200
SEEN: Final = "sekarang"
_TAKEN: Final[dict[type[Exception], tuple[str, str]]] = {
    NipOfAnother: ("nip", "nip.form.taken"),
    OwnRecord: ("form", "nip.form.own"),
}
_methods = require_http_methods(["GET", "HEAD", "POST"])


@_methods
@needs(Role.OFFICER)
@needs_fresh
def of_office(request: Request, viewer: Viewer, civil_servant_id: int) -> HttpResponse:
    """S38a for the officer: somebody of the own office."""
    return _change(request, viewer, civil_servant_id, base="colleague", back="colleagues")


@_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def of_regency(request: Request, viewer: Viewer, civil_servant_id: int) -> HttpResponse:
    """S38a for the secretariat: anybody on the regency's staff list."""
    return _change(request, viewer, civil_servant_id, base="manage-staff", back="manage-staff-find")


@_methods
@needs(Role.OFFICER)
@needs_fresh
def back_of_office(request: Request, viewer: Viewer, civil_servant_id: int) -> HttpResponse:
    """Take the last change back, as the officer: before a list has it."""
    return _take_back(request, viewer, civil_servant_id, base="colleague")


@_methods
@needs(Role.SECRETARIAT)
@needs_fresh
def back_of_regency(request: Request, viewer: Viewer, civil_servant_id: int) -> HttpResponse:
    """Take the last change back, as the secretariat."""
    return _take_back(request, viewer, civil_servant_id, base="manage-staff")


def _change(
    request: Request, viewer: Viewer, civil_servant_id: int, *, base: str, back: str
) -> HttpResponse:
    who, said = _who(viewer, civil_servant_id), Said(request)
    here = reverse(f"{base}-nip", args=[civil_servant_id])
    if said.is_sent and (change := _read(said)) is not None:

        def do() -> str:
            by, at = actor_of(request), request.at
            seen = request.POST.get(SEEN, "")
            give_new_nip(civil_servant_id=civil_servant_id, **change, seen_nip=seen, by=by, at=at)
            messages.success(request, tell("nip.form.done", name=who.name))
            return here

        answer = _once(said, "nip.change", do, field="nip")
        if answer is not None:
            return answer
    changes = nip_changes(viewer=viewer, civil_servant_id=civil_servant_id)
    shown = {
        "hidden": {SEEN: who.nip},
        "preview": "colleagues/_nip_changes.html",
        "changes": changes,
        "last": _last(changes, request),
        "back_to": reverse(f"{base}-nip-back", args=[civil_servant_id]),
    }
    return ask_page(
        said,
        "nip.form",
        _questions(),
        back=reverse(back),
        facts=_facts(who, base),
        values={"name": who.name},
        extra=shown,
    )


class _Change(TypedDict):
    """What the form says, once all of it can be read."""

    nip: Nip
    kind: NipKind
    cause: Cause
    counts_from: date
    reason: str


def _read(said: Said) -> _Change | None:
    nip = _nip(said)
    kind = said.choice("jenis", _kinds(), empty="nip.form.kind_empty")
    cause = said.choice("sebab", _causes(), empty="nip.form.cause_empty")
    counts_from = said.day("berlaku", empty="nip.form.from_empty")
    reason = said.text("alasan", most=MOST_WORDS, empty="nip.form.reason_empty")
    if said.problems or nip is None or counts_from is None:
        return None
    return _Change(
        nip=nip, kind=NipKind(kind), cause=Cause(cause), counts_from=counts_from, reason=reason
    )


def _once(said: Said, action: str, do: Callable[[], str], *, field: str) -> HttpResponse | None:
    """Do it once; a refusal stands beside the question that it is about."""
    try:
        with said.refusing(_TAKEN):
            return once(said.request, action=action, do=do)
    except NewNipRefused as refused:
        of_the_day = refused.finding.code in _OF_THE_DAY
        said.problems["berlaku" if of_the_day else field] = refused.finding.message(current())
    return None


_OF_THE_DAY: Final = frozenset({"nip_new_not_yet", "nip_new_before_last"})


def _take_back(
    request: Request, viewer: Viewer, civil_servant_id: int, *, base: str
) -> HttpResponse:
    who, said = _who(viewer, civil_servant_id), Said(request)
    last = _last(nip_changes(viewer=viewer, civil_servant_id=civil_servant_id), request)
    if last is None:
        raise Http404
    here = reverse(f"{base}-nip", args=[civil_servant_id])
    if said.is_sent:
        reason = said.text("alasan", most=MOST_WORDS, empty="nip.form.reason_empty")
        if not said.problems:

            def do() -> str:
                undo_new_nip(
                    civil_servant_id=civil_servant_id,
                    change_id=last.change_id,
                    reason=reason,
                    by=actor_of(request),
                    at=request.at,
                )
                messages.success(request, tell("nip.back.done", name=who.name))
                return here

            answer = _once(said, "nip.take_back", do, field="form")
            if answer is not None:
                return answer
    printed = months_printed_since(viewer=viewer, civil_servant_id=civil_servant_id, moment=last.at)
    return ask_page(
        said,
        "nip.back",
        [Ask(id="alasan", code="nip.back.reason", maxlength=MOST_WORDS)],
        back=here,
        facts=[*_facts(who), Fact(tell("nip.fact.becomes"), spaced(last.before))],
        values={"name": who.name},
        warnings=[
            tell("nip.back.printed", month=render_month(month, current())) for month in printed
        ],
        is_danger=True,
    )


def _who(viewer: Viewer, civil_servant_id: int) -> StaffFound:
    found = member(viewer=viewer, civil_servant_id=civil_servant_id)
    if found is None:
        raise Http404
    return found


def _nip(said: Said) -> Nip | None:
    typed = said.text("nip", most=40, empty="nip.form.nip_empty")
    try:
        return parse_nip(typed) if typed else None
    except Unreadable as reason:
        said.problems["nip"] = reason.finding.message(current())
        return None


def _last(changes: Sequence[NipChangeRow], request: Request) -> NipChangeRow | None:
    """Return the change that can be taken back today, if there is one."""
    last = next((one for one in changes if not one.is_taken_back), None)
    return last if last is not None and last.may_be_taken_back(request.at) else None


def _facts(who: StaffFound, base: str = "") -> list[Fact]:
    """Return who it is; with `base`, the ways to another office and out stand beside."""
    move, leave = (
        reverse(f"{base}-{way}", args=[who.civil_servant_id]) if base else ""
        for way in ("move", "leave")
    )
    return [
        Fact(tell("nip.fact.now"), spaced(who.nip)),
        Fact(tell("nip.fact.kind"), tell(f"nip.kind.{who.kind}")),
        Fact(tell("nip.fact.office"), who.agency, move, tell("leaving.to_move")),
        Fact(tell("nip.fact.standing"), tell("nip.fact.present"), leave, tell("leaving.to_leave")),
    ]


def _questions() -> list[Ask]:
    return [
        Ask(id="nip", code="nip.form.nip", kind="digits", width="medium", maxlength=40),
        Ask(id="jenis", code="nip.form.kind", part="choices", options=_kinds()),
        Ask(id="sebab", code="nip.form.cause", part="choices", options=_causes()),
        Ask(id="berlaku", code="nip.form.from", part="date"),
        Ask(id="alasan", code="nip.form.reason", maxlength=MOST_WORDS),
    ]


def _kinds() -> list[Option]:
    return [(kind.value, tell(f"nip.kind.{kind.value}")) for kind in NipKind]


def _causes() -> list[Option]:
    return [(cause.value, tell(f"nip.cause.{cause.value}")) for cause in CHOICES]
