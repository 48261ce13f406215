"""S63: the report of a death. What is known is enough; nothing in it presses the family."""

from datetime import date, datetime, time
from typing import Final

from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.foundation.rules.benefits import Relation
from payung.kernel.clock import WIB
from payung.kernel.dates import render_date_long
from payung.kernel.findings import Unreadable
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import parse_phone
from payung.process.claiming import Reported, report_death
from payung.stages.claims.problems import ClaimRefused
from payung.stages.claims.queries import claims_of
from payung.stages.claims.states import State
from payung.stages.claims.sums.facts import Cause, Facts
from payung.web.access.step_up import needs_fresh
from payung.web.claims.accident import after, refused
from payung.web.claims.known import Known, known_of
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page
from payung.web.secretariat.offices import form_methods

NAME, PHONE = 100, 20
_DAY: Final = "meninggal"
_ACCIDENT: Final = "kecelakaan"
_BESIDE_DAY: Final = (
    *("claims.event_in_future", "claims.event_before_birth", "claims.died_on_other_day"),
    *("claims.died_before_accident",),
)


@form_methods
@needs(Role.SPONSOR, Role.OFFICER)
@needs_fresh
def death(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """S63."""
    known = known_of(viewer=viewer, sponsorship_id=sponsorship_id, on=day_of(request))
    if known is None:
        raise Http404
    accident_on = _accident_of(request, viewer, sponsorship_id)
    said = Said(request)
    if said.is_sent and (answer := _reported(said, known, accident_on)) is not None:
        return answer
    facts = list(known.facts)
    if accident_on is not None:
        day = render_date_long(accident_on, current())
        facts.append(Fact(tell("claim.known.accident"), day))
    return ask_page(
        said,
        "claim.death",
        _questions(asks_accident=accident_on is None),
        back=reverse("claims"),
        facts=facts,
        values={"name": known.row.worker_name},
        warnings=[tell("claim.death.effect")],
        extra={"is_calm": True},
    )


def causes() -> list[Option]:
    return [(cause.value, tell(f"claim.cause.{cause}")) for cause in Cause]


def _questions(*, asks_accident: bool) -> list[Ask]:
    accident = Ask(id=_ACCIDENT, code="claim.death.accident", part="date", is_optional=True)
    return [
        Ask(id=_DAY, code="claim.death.day", part="date"),
        Ask(id="sebab", code="claim.death.cause", part="choices", options=causes()),
        *([accident] if asks_accident else []),
        Ask(id="keluarga", code="claim.death.family", maxlength=NAME, is_optional=True),
        Ask(
            id="hubungan",
            code="claim.heir.relation",
            part="select",
            options=relations(),
            is_optional=True,
        ),
        Ask(id="hp", code="claim.death.phone", kind="tel", maxlength=PHONE, is_optional=True),
        Ask(id="pasti", code="claim.death.sure", part="tick"),
    ]


def _accident_of(request: Request, viewer: Viewer, sponsorship_id: int) -> date | None:
    """Return the day of an accident that was reported: then nobody is asked for it again."""
    rows = claims_of(viewer=viewer, sponsorship_id=sponsorship_id, at=request.at)
    accidents = [row for row in rows if row.kind == "jkk" and row.state != State.WITHDRAWN]
    return accidents[0].event_on if accidents else None


def relations() -> list[Option]:
    """Return how somebody can stand to the worker, the order of the law first."""
    return [(one.value, tell(f"claim.relation.{one}")) for one in Relation]


def phone_of(said: Said, name: str) -> str:
    """Return the number as it is kept; nothing where none was typed, or with its problem noted."""
    typed = said.text(name, most=PHONE)
    try:
        return str(parse_phone(typed)) if typed else ""
    except Unreadable as unreadable:
        said.problems.setdefault(name, unreadable.finding.message(current()))
        return ""


def _reported(said: Said, known: Known, accident_on: date | None) -> HttpResponse | None:
    died_on = said.day(_DAY, empty="claim.death.day_empty")
    cause = said.choice("sebab", causes(), empty="claim.death.cause_empty")
    if cause != Cause.WORK_ACCIDENT:
        accident_on = None
    elif accident_on is None:
        accident_on = said.day(_ACCIDENT, empty="claim.death.accident_empty")
    facts = Facts(
        cause=Cause(cause or Cause.UNKNOWN),
        family_name=said.text("keluarga", most=NAME),
        family_relation=said.choice("hubungan", relations()),
        family_phone=phone_of(said, "hp"),
    )
    if not said.tick("pasti"):
        said.wrong("pasti", "claim.death.sure_empty")
    if said.problems or died_on is None:
        return None
    request = said.request

    def do() -> str:
        found = report_death(
            sponsorship_id=known.row.sponsorship_id,
            died_on=died_on,
            facts=facts,
            accident_at=datetime.combine(accident_on, time(), WIB) if accident_on else None,
            by=actor_of(request),
            at=request.at,
        )
        return after(request, found.claim_id, found.is_new, _done(request, known, found))

    try:
        return once(request, action="claim.death", do=do)
    except ClaimRefused as refusal:
        refused(said, refusal, _BESIDE_DAY, _DAY)
    return None


def _done(request: Request, known: Known, found: Reported) -> str:
    own = "_own" if actor_of(request).role is Role.SPONSOR else ""
    done = tell(f"claim.death.done{own}", name=known.row.worker_name)
    return done if found.ending is None else f"{done} {found.ending.message(current())}"
