"""What is known of an event, put right or filled in by the officer: a new version each time."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.stages.claims.operations import write_facts
from payung.stages.claims.problems import ClaimRefused
from payung.stages.claims.queries import ClaimView, ReasonNeeded, claim_of, facts_of
from payung.stages.claims.sums.facts import Cause, Facts
from payung.web.claims.accident import told, told_questions
from payung.web.claims.death import NAME, PHONE, causes, phone_of, relations
from payung.web.claims.files import sentence
from payung.web.claims.opening import ask_why
from payung.web.claims.shown import may_of, title_of
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

_NAMES = {
    "tempat": "where",
    "kegiatan": "doing",
    "lalu_lintas": "is_traffic",
    "luka": "injury",
    "rumah_sakit": "hospital",
    "saksi": "witness",
}


@form_methods
@needs(Role.OFFICER)
def correct(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Show what was told with the questions that are open, and keep the answers."""
    try:
        claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
        seen = facts_of(viewer=viewer, claim_id=claim_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    if claim is None or seen is None:
        raise Http404
    said = Said(request)
    if said.is_sent:
        facts = _typed(said, claim, seen.facts)
        if not said.problems and (answer := keep(said, claim, facts)) is not None:
            return answer
    return ask_page(
        said,
        "claim.told",
        _questions(claim, seen.facts),
        back=reverse("claim", args=[claim_id]),
        values={"title": title_of(claim)},
        extra={"is_closed": "write_facts" not in may_of(claim, viewer.role)},
    )


def keep(said: Said, claim: ClaimView, facts: Facts, *, to: str = "") -> HttpResponse | None:
    """Keep a new version once, and go on or back to the claim; or note why it cannot be kept."""
    request = said.request

    def do() -> str:
        write_facts(claim_id=claim.claim_id, facts=facts, by=actor_of(request), at=request.at)
        messages.success(request, tell("claim.told.kept"))
        return to or reverse("claim", args=[claim.claim_id])

    try:
        return once(request, action="claim.told", do=do)
    except (ClaimRefused, MoveNotAllowed) as refusal:
        said.problems["form"] = sentence(refusal)
    return None


def _questions(claim: ClaimView, facts: Facts) -> list[Ask]:
    questions: list[Ask] = []
    if claim.kind == "jkk":
        questions += [
            replace(one, value=getattr(facts, _NAMES[one.id])) for one in told_questions()
        ]
    if not claim.is_death:
        return questions
    code = "claim.death"
    return [
        *questions,
        Ask(
            id="sebab", code=f"{code}.cause", part="choices", options=causes(), value=facts.cause
        ),
        *([] if questions else [_traffic(facts)]),
        Ask(id="keluarga", code=f"{code}.family", value=facts.family_name, maxlength=NAME,
            is_optional=True),
        Ask(id="hubungan", code="claim.heir.relation", part="select", options=relations(),
            value=facts.family_relation, is_optional=True),
        Ask(id="hp", code=f"{code}.phone", kind="tel", value=facts.family_phone, maxlength=PHONE,
            is_optional=True),
        Ask(id="wasiat", code="claim.told.will", part="tick", value=facts.has_will),
        Ask(id="tanpa_akta", code="claim.told.no_birth", part="tick",
            value=not facts.has_birth_certificates),
        Ask(id="sekolah", code="claim.told.school", part="tick",
            value=facts.has_children_at_school),
    ]  # fmt: skip


def _traffic(facts: Facts) -> Ask:
    return Ask(id="lalu_lintas", code="claim.accident.traffic", part="tick", value=facts.is_traffic)


def _typed(said: Said, claim: ClaimView, facts: Facts) -> Facts:
    if claim.kind == "jkk":
        facts = told(said, facts)
    else:
        facts = replace(facts, is_traffic=said.tick("lalu_lintas"))
    if not claim.is_death:
        return facts
    cause = said.choice("sebab", causes(), empty="claim.death.cause_empty")
    return replace(
        facts,
        cause=Cause(cause) if cause else facts.cause,
        family_name=said.text("keluarga", most=NAME),
        family_relation=said.choice("hubungan", relations()),
        family_phone=phone_of(said, "hp"),
        has_will=said.tick("wasiat"),
        has_birth_certificates=not said.tick("tanpa_akta"),
        has_children_at_school=said.tick("sekolah"),
    )
