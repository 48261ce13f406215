"""The heirs of a claim, with the order of the law beside them where they are written down."""

from dataclasses import fields
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.rules.benefits import Relation
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.names import fold
from payung.kernel.people import Role, Viewer
from payung.stages.claims.operations import add_heir, correct_heir, remove_heir
from payung.stages.claims.problems import ClaimRefused
from payung.stages.claims.queries import (
    HeirRow,
    HeirsSeen,
    ReasonNeeded,
    claim_of,
    facts_of,
    heirs_of,
)
from payung.stages.claims.sums.facts import Facts
from payung.stages.claims.sums.heirs import HeirInput
from payung.web.claims.death import phone_of, relations
from payung.web.claims.files import READERS, claim_url, sentence
from payung.web.claims.opening import ask_why
from payung.web.claims.shown import may_of, title_of
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

NAME, ACCOUNT, REASON = 100, 40, 150
_REMOVE: Final = "hapus"


@require_safe
@needs(*READERS)
def listed(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """Who inherits by the law, and who is written down."""
    try:
        claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
        seen = heirs_of(viewer=viewer, claim_id=claim_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    if claim is None or seen is None:
        raise Http404
    context = {
        "claim": claim,
        "title": title_of(claim),
        "seen": seen,
        "order": order_of(seen),
        "may_add": "add_heir" in may_of(claim, viewer.role),
        "back": claim_url(viewer, claim_id),
    }
    return render(request, "claims/heirs.html", context)


@form_methods
@needs(Role.OFFICER)
def one(
    request: Request, viewer: Viewer, claim_id: int, heir_id: int | None = None
) -> HttpResponse:
    """Write an heir down, or put one right."""
    try:
        claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
        seen = heirs_of(viewer=viewer, claim_id=claim_id, at=request.at)
        told = facts_of(viewer=viewer, claim_id=claim_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    heir = _of(seen, heir_id)
    if claim is None or seen is None or (heir_id is not None and heir is None):
        raise Http404
    said = Said(request)
    if said.is_sent and (answer := _sent(said, claim_id, heir)) is not None:
        return answer
    code = "claim.heir_new" if heir is None else "claim.heir_change"
    return ask_page(
        said,
        code,
        _questions(heir, _known(seen, heir, told.facts if told else Facts())),
        back=reverse("claim-heirs", args=[claim_id]),
        values={"name": "" if heir is None else heir.name},
        extra={
            "is_closed": "add_heir" not in may_of(claim, viewer.role),
            "other_button": "" if heir is None else tell("claim.heir.remove"),
            "other_name": _REMOVE,
            "preview": "claims/_order.html",
            "order": order_of(seen),
        },
    )


def order_of(seen: HeirsSeen) -> list[str]:
    """Return what the law says of who comes first, each with what is to be asked."""
    lang, said = current(), list[str]()
    for one in seen.guidance.statements:
        said += [one.text(lang), *(ask.text(lang) for ask in one.asks)]
    said += [note.text(lang) for note in seen.guidance.notes]
    return list(dict.fromkeys(said))


def _of(seen: HeirsSeen | None, heir_id: int | None) -> HeirRow | None:
    if seen is None or heir_id is None:
        return None
    return next((heir for heir in seen.heirs if heir.heir_id == heir_id), None)


def _questions(heir: HeirRow | None, known: HeirInput) -> list[Ask]:
    """Return the questions, filled in with what somebody said before."""
    code = "claim.heir"
    born = day_boxes(known.born_on) if known.born_on else ("", "", "")
    questions = [
        Ask(id="nama", code=f"{code}.name", value=known.name, maxlength=NAME),
        Ask(id="hubungan", code=f"{code}.relation", part="select", options=relations(),
            value=known.relation if known.name else ""),
        Ask(id="lahir", code=f"{code}.born", part="date", value=born, is_optional=True),
        Ask(id="hp", code=f"{code}.phone", kind="tel", value=known.phone, is_optional=True),
        Ask(id="bank", code=f"{code}.bank", value=known.bank, maxlength=ACCOUNT,
            is_optional=True),
        Ask(id="rekening", code=f"{code}.account", kind="digits", value=known.account,
            maxlength=ACCOUNT, is_optional=True),
        Ask(id="wali", code=f"{code}.guardian", value=known.guardian, maxlength=NAME,
            is_optional=True),
        Ask(id="notaris", code=f"{code}.notarial", part="tick", value=known.is_notarial),
    ]  # fmt: skip
    if heir is not None:
        questions.append(Ask(id="sebab", code=f"{code}.why", maxlength=REASON, is_optional=True))
    return questions


def _known(seen: HeirsSeen, heir: HeirRow | None, told: Facts) -> HeirInput:
    """Return what is known: the heir as written, or whom the report or the worker named."""
    if heir is not None:
        names = [field.name for field in fields(HeirInput)]
        return HeirInput(**{name: getattr(heir, name) for name in names})
    written = {fold(row.name) for row in seen.heirs}
    contact = told.family_name
    if contact and fold(contact) not in written:
        relation = told.family_relation
        kin = Relation(relation) if relation in set(Relation) else Relation.SPOUSE
        return HeirInput(name=contact, relation=kin, phone=told.family_phone)
    for row in seen.named:
        if fold(row.name) not in written:
            return HeirInput(name=row.name, relation=Relation.SPOUSE, phone=row.phone)
    return HeirInput(name="", relation=Relation.SPOUSE)


def _sent(said: Said, claim_id: int, heir: HeirRow | None) -> HttpResponse | None:
    request = said.request
    if heir is not None and request.POST.get(_REMOVE):
        return _removed(said, claim_id, heir)
    typed = _typed(said)
    if said.problems:
        return None

    def do() -> str:
        by, at = actor_of(request), request.at
        if heir is None:
            add_heir(claim_id=claim_id, heir=typed, by=by, at=at)
        else:
            correct_heir(heir_id=heir.heir_id, heir=typed, by=by, at=at)
        messages.success(request, tell("claim.heir.kept", name=typed.name))
        return reverse("claim-heirs", args=[claim_id])

    try:
        return once(request, action="claim.heir", do=do)
    except (ClaimRefused, MoveNotAllowed) as refusal:
        is_day = getattr(refusal, "code", "") == "claims.heir_dates"
        said.problems["lahir" if is_day else "form"] = sentence(refusal)
    return None


def _typed(said: Said) -> HeirInput:
    code = "claim.heir"
    name = said.text("nama", most=NAME, empty=f"{code}.name_empty")
    relation = said.choice("hubungan", relations(), empty=f"{code}.relation_empty")
    return HeirInput(
        name=name,
        relation=Relation(relation) if relation else Relation.SPOUSE,
        born_on=optional_day(said, "lahir"),
        phone=phone_of(said, "hp"),
        bank=said.text("bank", most=ACCOUNT),
        account=said.text("rekening", most=ACCOUNT).replace(" ", ""),
        guardian=said.text("wali", most=NAME),
        is_notarial=said.tick("notaris"),
    )


def optional_day(said: Said, name: str) -> date | None:
    """Return the day, None where no box was filled."""
    boxes = [said.request.POST.get(f"{name}_{part}", "") for part in ("hari", "bulan", "tahun")]
    if not any(boxes):
        said.values[name] = ("", "", "")
        return None
    return said.day(name, empty="claim.day_incomplete")


def _removed(said: Said, claim_id: int, heir: HeirRow) -> HttpResponse | None:
    request = said.request
    _typed(said)
    said.problems.clear()
    reason = said.text("sebab", most=REASON, empty="claim.heir.why_empty")
    if said.problems:
        return None

    def do() -> str:
        remove_heir(heir_id=heir.heir_id, reason=reason, by=actor_of(request), at=request.at)
        messages.success(request, tell("claim.heir.removed", name=heir.name))
        return reverse("claim-heirs", args=[claim_id])

    try:
        return once(request, action="claim.heir_removed", do=do)
    except (ClaimRefused, MoveNotAllowed) as refusal:
        said.problems["form"] = sentence(refusal)
    return None
