"""S64: the papers of a claim, each there, not yet or later; a photo of one; opening a photo."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.moves import MoveNotAllowed
from payung.kernel.people import Role, Viewer
from payung.stages.claims.operations import keep_file, mark_papers
from payung.stages.claims.problems import ClaimRefused
from payung.stages.claims.queries import (
    ClaimView,
    PaperRow,
    PapersSeen,
    ReasonNeeded,
    claim_of,
    file_of,
    papers_of,
)
from payung.stages.claims.sums.papers import Mark
from payung.stages.intake.problems import FileRefused
from payung.web.claims.opening import ask_why
from payung.web.claims.shown import may_of, title_of
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.scans import ACCEPT, scan_file, sent_scan
from payung.web.secretariat.asking import UNPROCESSABLE
from payung.web.secretariat.offices import form_methods

READERS: Final = (Role.OFFICER, Role.BRANCH, Role.SECRETARIAT, Role.AUDITOR)
PHOTO: Final = "foto"


@dataclass(frozen=True, kw_only=True)
class Words:
    """A paper in words: what it is, what one brings for it, where one gets it."""

    name: str
    needs: str
    issuer: str
    form: str
    only_if: str
    asks: tuple[str, ...]


@form_methods
@needs(*READERS)
def papers(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    """S64."""
    try:
        claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
        seen = papers_of(viewer=viewer, claim_id=claim_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    if claim is None or seen is None:
        raise Http404
    problems: dict[str, str] = {}
    may_mark = "mark_papers" in may_of(claim, viewer.role)
    if request.method == "POST" and may_mark:
        answer = _marked(request, claim, seen, problems)
        if answer is not None:
            return answer
    context = {
        "claim": claim,
        "title": title_of(claim),
        "seen": seen,
        "groups": _groups(seen),
        "marks": [(mark.value, tell(f"claim.papers.{mark}")) for mark in Mark],
        "may_mark": may_mark,
        "problems": problems,
        "back": claim_url(viewer, claim_id),
    }
    return render(request, "claims/papers.html", context, status=UNPROCESSABLE if problems else 200)


def claim_url(viewer: Viewer, claim_id: int) -> str:
    """Return the claim's own page, as this person reads it."""
    name = "branch-claim" if viewer.role is Role.BRANCH else "claim"
    return reverse(name, args=[claim_id])


def _groups(seen: PapersSeen) -> list[tuple[str, list[tuple[PaperRow, Words]]]]:
    """Return the papers by when they are wanted, in that order."""
    found: dict[str, list[tuple[PaperRow, Words]]] = {}
    for row in seen.rows:
        found.setdefault(row.needed.group, []).append((row, words_of(row)))
    return list(found.items())


def words_of(row: PaperRow) -> Words:
    """Return what is said of a paper, in the language of the page."""
    needed, lang = row.needed, current()
    return Words(
        name=needed.text(lang),
        needs=needed.needs(lang),
        issuer=needed.issuer(lang),
        form=needed.form(lang),
        only_if=needed.only_if(lang),
        asks=tuple(ask.text(lang) for ask in needed.asks),
    )


def _marked(
    request: Request, claim: ClaimView, seen: PapersSeen, problems: dict[str, str]
) -> HttpResponse | None:
    said = {row.needed.code: request.POST.get(f"surat_{row.needed.code}", "") for row in seen.rows}
    marks = {code: Mark(word) for code, word in said.items() if word in set(Mark)}

    def do() -> str:
        by, at = actor_of(request), request.at
        mark_papers(claim_id=claim.claim_id, marks=marks, by=by, at=at)
        messages.success(request, tell("claim.papers.kept"))
        return reverse("claim-papers", args=[claim.claim_id])

    try:
        return once(request, action="claim.papers", do=do)
    except (ClaimRefused, MoveNotAllowed) as refusal:
        problems["form"] = sentence(refusal)
    return None


def sentence(refusal: ClaimRefused | MoveNotAllowed) -> str:
    """Return what the stage says; a step that came too late has words of its own."""
    if isinstance(refusal, ClaimRefused):
        return refusal.message(current())
    return tell("claim.moved_on")


@form_methods
@needs(Role.OFFICER)
def paper(request: Request, viewer: Viewer, claim_id: int, code: str) -> HttpResponse:
    """One paper: where to get it, what to look at, and its photos."""
    claim = claim_of(viewer=viewer, claim_id=claim_id, at=request.at)
    seen = papers_of(viewer=viewer, claim_id=claim_id, at=request.at)
    if claim is None or seen is None:
        raise Http404
    row = next((row for row in seen.rows if row.needed.code == code), None)
    if row is None:
        raise Http404
    problems: dict[str, str] = {}
    if request.method == "POST":
        content = sent_scan(request, PHOTO, problems, empty="claim.photo.empty")
        if content and (answer := _kept(request, claim, row, content, problems)) is not None:
            return answer
    words = words_of(row)
    context = {
        "claim": claim,
        "row": row,
        "words": words,
        "facts": _facts(words),
        "accept": ACCEPT,
        "may_keep": "keep_file" in may_of(claim, viewer.role),
        "problems": problems,
    }
    return render(request, "claims/paper.html", context, status=UNPROCESSABLE if problems else 200)


def _facts(words: Words) -> list[Fact]:
    facts = [
        Fact(tell("claim.papers.issuer"), words.issuer),
        Fact(tell("claim.papers.form"), words.form),
    ]
    if words.only_if:
        facts.append(Fact(tell("claim.papers.only_if"), words.only_if))
    return facts


def _kept(
    request: Request, claim: ClaimView, row: PaperRow, content: bytes, problems: dict[str, str]
) -> HttpResponse | None:
    claim_id, code = claim.claim_id, row.needed.code

    def do() -> str:
        by, at = actor_of(request), request.at
        keep_file(claim_id=claim_id, code=code, content=content, by=by, at=at)
        messages.success(request, tell("claim.photo.kept", paper=row.needed.text(current())))
        return reverse("claim-papers", args=[claim_id])

    try:
        return once(request, action="claim.photo", do=do)
    except FileRefused as refusal:
        problems[PHOTO] = refusal.finding.message(current())
    except (ClaimRefused, MoveNotAllowed) as refusal:
        problems["form"] = sentence(refusal)
    return None


@require_safe
@needs(*READERS)
def picture(request: Request, viewer: Viewer, claim_id: int, file_id: int) -> HttpResponse:
    """Hand a photo out as a file, to whoever said why; the stage keeps the look."""
    try:
        if claim_of(viewer=viewer, claim_id=claim_id, at=request.at) is None:
            raise Http404
        found = file_of(viewer=viewer, file_id=file_id, at=request.at)
    except ReasonNeeded:
        return ask_why(request, viewer, claim_id)
    if found is None:
        raise Http404
    return scan_file(found.content, kind=found.kind, number=found.name)
