"""What the doctor declared after an accident, and what it cost: the facts of stage II."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.kernel.findings import Unreadable
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import parse_rupiah, render_rupiah
from payung.stages.claims.queries import ClaimView, ReasonNeeded, claim_of, facts_of
from payung.stages.claims.sums.facts import Facts, Outcome
from payung.web.claims.accident import moment
from payung.web.claims.heirs import optional_day
from payung.web.claims.losses import MORE, loss_questions, losses_in
from payung.web.claims.opening import ask_why
from payung.web.claims.shown import may_of, title_of
from payung.web.claims.told import keep
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.requests import Request
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes, moment_boxes
from payung.web.secretariat.offices import form_methods

COSTS: Final = (
    *("land", "sea", "air", "home_care", "dentures", "hearing_aid", "glasses", "prosthesis"),
)
_EMPTY: Final = ("", "", "")
MOST_DIGITS: Final = 15


@form_methods
@needs(Role.OFFICER)
def outcome(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    try:
        claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
        seen = facts_of(viewer=viewer, claim_id=claim_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    if claim is None or seen is None or claim.kind != "jkk":
        raise Http404
    said = Said(request)
    if said.is_sent:
        facts = typed(said, seen.facts)
        to = request.path if said.tick(MORE) else ""
        if not said.problems and (answer := keep(said, claim, facts, to=to)) is not None:
            return answer
    return ask_page(
        said,
        "claim.outcome_form",
        list(questions(claim, seen.facts, may_add=True)),
        back=reverse("claim", args=[claim_id]),
        values={"title": title_of(claim)},
        extra={"is_closed": "write_facts" not in may_of(claim, viewer.role)},
    )


def _outcomes() -> list[Option]:
    said = (Outcome.PENDING, Outcome.RECOVERED, Outcome.PARTIAL, Outcome.TOTAL)
    return [(one.value, tell(f"claim.outcome.{one}")) for one in said]


def questions(claim: ClaimView, facts: Facts, *, may_add: bool = False) -> Iterator[Ask]:
    """
    Yield what the doctor's letter and the receipts say.

    :param may_add: the form comes back with room for another disability to whoever asks for it.
    """
    code = "claim.outcome_form"
    if not claim.is_death:
        at = facts.declared_at
        boxes, clock = moment_boxes(at) if at else (_EMPTY, "")
        yield Ask(id="hasil", code=f"{code}.what", part="choices", options=_outcomes(),
                  value=facts.outcome)  # fmt: skip
        yield Ask(id="dinyatakan", code=f"{code}.declared", part="date", value=boxes,
                  is_optional=True)  # fmt: skip
        yield Ask(id="dinyatakan_jam", code="claim.accident.clock", width="short", maxlength=5,
                  value=clock, is_optional=True)  # fmt: skip
        yield from loss_questions(claim, facts, may_add=may_add)
    for name, value in (("mulai", facts.unable_from), ("selesai", facts.unable_until)):
        yield Ask(id=name, code=f"{code}.{name}", part="date", is_optional=True,
                  value=day_boxes(value) if value else _EMPTY)  # fmt: skip
    for name in COSTS:
        spent = facts.costs_idr.get(name)
        yield Ask(
            id=f"biaya_{name}",
            code=f"{code}.cost_{name}",
            kind="digits",
            value=render_rupiah(spent).removeprefix("Rp") if spent else "",
            maxlength=MOST_DIGITS,
            is_optional=True,
        )


def typed(said: Said, facts: Facts) -> Facts:
    what = said.choice("hasil", _outcomes()) or facts.outcome
    declared_at = facts.declared_at
    if said.request.POST.get("dinyatakan_hari") or what not in (Outcome.PENDING, Outcome.DIED):
        declared_at = moment(said, "dinyatakan", empty="claim.outcome_form.declared_empty")
    losses = tuple(losses_in(said)) if what == Outcome.PARTIAL else ()
    if what == Outcome.PARTIAL and not losses:
        said.wrong("bagian_1", "claim.outcome_form.part_empty")
    unable_from, unable_until = optional_day(said, "mulai"), optional_day(said, "selesai")
    if unable_from and unable_until and unable_until < unable_from:
        said.wrong("selesai", "claim.outcome_form.days_wrong")
    return replace(
        facts,
        outcome=Outcome(what),
        declared_at=declared_at,
        losses=losses,
        is_left_handed=said.tick("kidal"),
        unable_from=unable_from,
        unable_until=unable_until,
        costs_idr=_costs(said),
    )


def _costs(said: Said) -> Mapping[str, int]:
    found = {name: amount_of(said, f"biaya_{name}") for name in COSTS}
    return {name: amount for name, amount in found.items() if amount}


def amount_of(said: Said, name: str, *, empty: str = "") -> int:
    """Return what was typed as rupiah; nothing where nothing was, or with its problem noted."""
    typed = said.text(name, most=20, empty=empty)
    try:
        return int(parse_rupiah(typed)) if typed else 0
    except Unreadable as unreadable:
        said.problems.setdefault(name, unreadable.finding.message(current()))
        return 0
