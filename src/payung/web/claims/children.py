"""S67: the children of a claim, and their school years: asked for anew each year."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.rules.benefits import Level
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.stages.claims.operations import add_child, ask_year, correct_child
from payung.stages.claims.problems import ClaimRefused
from payung.stages.claims.queries import (
    ChildRow,
    ClaimView,
    ReasonNeeded,
    YearRow,
    children_of,
    claim_of,
)
from payung.stages.claims.states import SchoolState
from payung.stages.claims.sums.heirs import ChildInput
from payung.web.claims.files import READERS, claim_url, sentence
from payung.web.claims.heirs import ACCOUNT, NAME, optional_day
from payung.web.claims.opening import ask_why
from payung.web.claims.shown import Tag, may_of, title_of
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

YEARS: Final[dict[SchoolState, tuple[str, str]]] = {
    SchoolState.ASKED: ("wait", "clock"),
    SchoolState.PAID: ("good", "check"),
    SchoolState.REFUSED: ("bad", "stop"),
}


@dataclass(frozen=True, kw_only=True)
class Years:
    """A child with its school years, and the words that stand beside them."""

    child: ChildRow
    level: str
    years: list[tuple[YearRow, Tag, str]]
    ends: list[str]
    may_ask: bool
    next_year: str
    next_on: date | None


@require_safe
@needs(*READERS)
def listed(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """S67."""
    try:
        claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
        rows = children_of(viewer=viewer, claim_id=claim_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    if claim is None:
        raise Http404
    context = {
        "claim": claim,
        "title": title_of(claim),
        "children": [_years(request, row, viewer) for row in rows],
        "paid_idr": sum(
            year.amount_idr for row in rows for year in row.years if year.state is SchoolState.PAID
        ),
        "may_add": "add_child" in may_of(claim, viewer.role),
        "is_branch": viewer.role is Role.BRANCH,
        "back": claim_url(viewer, claim_id),
    }
    return render(request, "claims/children.html", context)


def _years(request: Request, child: ChildRow, viewer: Viewer) -> Years:
    following, on = child.next, day_of(request)
    level = "" if child.level is None else tell(f"claim.level.{child.level}")
    return Years(
        child=child,
        level=level and tell("claim.children.level", level=level, grade=child.grade),
        years=[(row, _tag(row.state), school_year(row.year)) for row in child.years],
        ends=[one.text(current()) for one in child.ends],
        may_ask=bool(following and following.asked_from <= on and viewer.role is Role.OFFICER),
        next_year=school_year(following.year) if following else "",
        next_on=following.asked_from if following else None,
    )


def _tag(state: SchoolState) -> Tag:
    kind, icon_name = YEARS[state]
    return Tag(kind=kind, icon_name=icon_name, word=tell(f"claim.year.{state}"))


def school_year(year: int) -> str:
    return f"{year}/{year + 1}"


@form_methods
@needs(Role.OFFICER)
def one(
    request: Request, viewer: Viewer, claim_id: int, child_id: int | None = None
) -> HttpResponse:
    """Write a child down, or what changed: married, at work, another class."""
    claim, child = _found(request, viewer, claim_id, child_id)
    if claim is None:
        return ask_why(request, viewer, claim_id)
    said = Said(request)
    if said.is_sent and (answer := _sent(said, claim, child)) is not None:
        return answer
    return ask_page(
        said,
        "claim.child_new" if child is None else "claim.child_change",
        _questions(child),
        back=reverse("claim-children", args=[claim_id]),
        values={"name": "" if child is None else child.name},
        extra={"is_closed": "add_child" not in may_of(claim, viewer.role)},
    )


def _found(
    request: Request, viewer: Viewer, claim_id: int, child_id: int | None
) -> tuple[ClaimView | None, ChildRow | None]:
    """Return the claim and the child; no claim while nobody said why it should be opened."""
    try:
        claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
        rows = children_of(viewer=viewer, claim_id=claim_id, at=request.at)
    except ReasonNeeded:
        return None, None
    child = next((row for row in rows if row.child_id == child_id), None)
    if claim is None or (child_id is not None and child is None):
        raise Http404
    return claim, child


def levels() -> list[Option]:
    return [(level.value, tell(f"claim.level.{level}")) for level in Level]


def _questions(child: ChildRow | None) -> list[Ask]:
    code, empty = "claim.child", ("", "", "")
    born = day_boxes(child.born_on) if child else empty
    questions = [
        Ask(id="nama", code=f"{code}.name", value=child.name if child else "", maxlength=NAME),
        Ask(id="lahir", code=f"{code}.born", part="date", value=born),
        Ask(
            id="jenjang",
            code=f"{code}.level",
            part="select",
            options=levels(),
            value=(child.level or "") if child else "",
            is_optional=True,
        ),
        Ask(
            id="kelas",
            code=f"{code}.grade",
            kind="digits",
            width="short",
            maxlength=2,
            value=child.grade if child and child.level else "",
            is_optional=True,
        ),
        Ask(id="wali", code=f"{code}.guardian", maxlength=NAME, is_optional=True,
            value=child.guardian if child else ""),
        Ask(id="rekening", code=f"{code}.account", kind="digits", maxlength=ACCOUNT,
            value=child.account if child else "", is_optional=True),
    ]  # fmt: skip
    if child is not None:
        for name, value in (("menikah", child.married_on), ("bekerja", child.works_from)):
            questions.append(
                Ask(id=name, code=f"{code}.{name}", part="date", is_optional=True,
                    value=day_boxes(value) if value else empty)
            )  # fmt: skip
    return questions


def _sent(said: Said, claim: ClaimView, child: ChildRow | None) -> HttpResponse | None:
    request = said.request
    typed = _typed(said)
    if typed is None or said.problems:
        return None

    def do() -> str:
        by, at = actor_of(request), request.at
        if child is None:
            add_child(claim_id=claim.claim_id, child=typed, by=by, at=at)
        else:
            correct_child(child_id=child.child_id, child=typed, by=by, at=at)
        messages.success(request, tell("claim.child.kept", name=typed.name))
        return reverse("claim-children", args=[claim.claim_id])

    try:
        return once(request, action="claim.child", do=do)
    except (ClaimRefused, MoveNotAllowed) as refusal:
        said.problems["form"] = sentence(refusal)
    return None


def _typed(said: Said) -> ChildInput | None:
    code = "claim.child"
    name = said.text("nama", most=NAME, empty=f"{code}.name_empty")
    born_on = said.day("lahir", empty=f"{code}.born_empty")
    level = said.choice("jenjang", levels())
    grade = said.text("kelas", most=2)
    if grade and not (grade.isascii() and grade.isdigit() and int(grade)):
        said.wrong("kelas", "claim.number_wrong", most=6)
    married_on, works_from = optional_day(said, "menikah"), optional_day(said, "bekerja")
    guardian = said.text("wali", most=NAME)
    account = said.text("rekening", most=ACCOUNT).replace(" ", "")
    if said.problems or born_on is None:
        return None
    return ChildInput(
        name=name,
        born_on=born_on,
        level=Level(level) if level else None,
        grade=int(grade or 1),
        guardian=guardian,
        account=account,
        married_on=married_on,
        works_from=works_from,
    )


@form_methods
@needs(Role.OFFICER)
def year(request: Request, viewer: Viewer, claim_id: int, child_id: int) -> HttpResponse:
    """Ask the branch for the next school year of a child."""
    claim, child = _found(request, viewer, claim_id, child_id)
    if claim is None:
        return ask_why(request, viewer, claim_id)
    if child is None or child.next is None:
        raise Http404
    following = child.next
    said = Said(request)
    if said.is_sent and (answer := _year_asked(said, claim, child, following.year)) is not None:
        return answer
    return ask_page(
        said,
        "claim.ask_year",
        [
            Ask(
                id="jenjang",
                code="claim.ask_year.level",
                part="select",
                options=levels(),
                value=following.level,
            )
        ],
        back=reverse("claim-children", args=[claim_id]),
        values={"name": child.name, "year": school_year(following.year)},
    )


def _year_asked(said: Said, claim: ClaimView, child: ChildRow, wanted: int) -> HttpResponse | None:
    request = said.request
    level = said.choice("jenjang", levels(), empty="claim.ask_year.level_empty")
    if not level:
        return None

    def do() -> str:
        ask_year(
            child_id=child.child_id,
            year=wanted,
            level=Level(level),
            asked_on=day_of(request),
            by=actor_of(request),
            at=request.at,
        )
        messages.success(request, tell("claim.ask_year.done", name=child.name))
        return reverse("claim-children", args=[claim.claim_id])

    try:
        return once(request, action="claim.ask_year", do=do)
    except (ClaimRefused, MoveNotAllowed) as refusal:
        said.problems["form"] = sentence(refusal)
    return None
