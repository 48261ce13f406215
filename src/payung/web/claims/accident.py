"""S62: the first report of an accident at work: six questions, and the number to call."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.kernel.clock import WIB
from payung.kernel.people import Role, Viewer
from payung.process.claiming import report_accident
from payung.stages.claims.problems import ClaimRefused
from payung.stages.claims.sums.facts import Facts
from payung.web.claims.known import Known, known_of
from payung.web.claims.opening import reported
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

SHORT = 120
WHEN: Final = "kapan"
_CLOCK: Final = f"{WHEN}_jam"


@form_methods
@needs(Role.SPONSOR, Role.OFFICER)
def accident(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """S62."""
    known = known_of(viewer=viewer, sponsorship_id=sponsorship_id, on=day_of(request))
    if known is None:
        raise Http404
    said = Said(request)
    if said.is_sent and (answer := _reported(said, known)) is not None:
        return answer
    warnings = [tell("claim.accident.now", phone=known.phone)]
    if not known.is_covered:
        warnings.append(tell("claim.accident.not_covered"))
    return ask_page(
        said,
        "claim.accident",
        questions_of(day_boxes(day_of(request))),
        back=reverse("claims"),
        facts=known.facts,
        values={"name": known.row.worker_name},
        warnings=warnings,
    )


def questions_of(today: tuple[str, str, str]) -> list[Ask]:
    return [
        Ask(id=WHEN, code="claim.accident.when", part="date", value=today),
        Ask(id=_CLOCK, code="claim.accident.clock", width="short", maxlength=5, is_optional=True),
        *told_questions(),
    ]


def told_questions() -> list[Ask]:
    """Return the questions whose answers can be put right later."""
    code = "claim.accident"
    return [
        Ask(id="tempat", code=f"{code}.where", maxlength=SHORT),
        Ask(id="kegiatan", code=f"{code}.doing", maxlength=SHORT),
        Ask(id="lalu_lintas", code=f"{code}.traffic", part="tick"),
        Ask(id="luka", code=f"{code}.injury", maxlength=SHORT),
        Ask(id="rumah_sakit", code=f"{code}.hospital", maxlength=SHORT, is_optional=True),
        Ask(id="saksi", code=f"{code}.witness", maxlength=SHORT, is_optional=True),
    ]


def told(said: Said, facts: Facts) -> Facts:
    """Return the facts with what was said about the accident."""
    code = "claim.accident"
    return replace(
        facts,
        where=said.text("tempat", most=SHORT, empty=f"{code}.where_empty"),
        doing=said.text("kegiatan", most=SHORT, empty=f"{code}.doing_empty"),
        is_traffic=said.tick("lalu_lintas"),
        injury=said.text("luka", most=SHORT, empty=f"{code}.injury_empty"),
        hospital=said.text("rumah_sakit", most=SHORT),
        witness=said.text("saksi", most=SHORT),
    )


def moment(said: Said, name: str, *, empty: str) -> datetime | None:
    """Return the day with the time beside it; without a time the clock runs from midnight."""
    day = said.day(name, empty=empty)
    typed = said.text(f"{name}_jam", most=5).replace(":", ".")
    try:
        hours, minutes = (typed or "0.0").split(".")
        at = time(int(hours), int(minutes))
    except ValueError:
        said.wrong(f"{name}_jam", "desk.time_unreadable")
        return None
    return None if day is None else datetime.combine(day, at, WIB)


def refused(said: Said, refusal: ClaimRefused, beside: Sequence[str], field: str) -> None:
    """Note what the stage says against it beside its box, or above the form."""
    place = field if refusal.code in beside else "form"
    said.problems.setdefault(place, refusal.message(current()))


def _reported(said: Said, known: Known) -> HttpResponse | None:
    happened_at = moment(said, WHEN, empty="claim.accident.when_empty")
    facts = told(said, Facts())
    if said.problems or happened_at is None:
        return None
    request = said.request

    def do() -> str:
        found = report_accident(
            sponsorship_id=known.row.sponsorship_id,
            happened_at=happened_at,
            facts=facts,
            by=actor_of(request),
            at=request.at,
        )
        return after(request, found.claim_id, found.is_new, _done(request, known))

    try:
        return once(request, action="claim.accident", do=do)
    except ClaimRefused as refusal:
        refused(said, refusal, ("claims.event_in_future", "claims.event_before_birth"), WHEN)
    return None


def after(request: Request, claim_id: int, is_new: bool, done: str) -> str:
    """Say that it is kept, or that it was before; return where the claim stands."""
    if is_new:
        messages.success(request, done)
    else:
        messages.info(request, tell("claim.report.known"))
    if actor_of(request).role is Role.OFFICER:
        reported(request, claim_id)
    return reverse("claim", args=[claim_id])


def _done(request: Request, known: Known) -> str:
    own = "_own" if actor_of(request).role is Role.SPONSOR else ""
    code = f"claim.accident.done{own}"
    return tell(code, name=known.row.worker_name, phone=known.phone)
