"""S86: what BPJS decides, part by part, beside what the rules compute; a difference says why."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.stages.claims.operations import decide
from payung.stages.claims.queries import award_of
from payung.stages.claims.sums.awards import Award
from payung.stages.claims.sums.decided import OTHER, DecidedLine
from payung.web.access.step_up import needs_fresh
from payung.web.claims.moving import carried_out, claim_or_404
from payung.web.claims.opening import ask_why
from payung.web.claims.outcome import amount_of
from payung.web.claims.shown import title_of
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import UNPROCESSABLE, Said, day_boxes
from payung.web.secretariat.offices import form_methods

MOST_WHY = 200


@dataclass(frozen=True, kw_only=True)
class Part:
    """One row of the form: the box for the amount and the one for the reason of a difference."""

    code: str
    amount_id: str
    why_id: str
    label: str
    arithmetic: str
    computed_idr: int
    amount: str
    why: str
    amount_problem: str
    why_problem: str


@form_methods
@needs(Role.BRANCH)
@needs_fresh
def deciding(request: Request, viewer: Viewer, claim_id: int) -> HttpResponse:
    claim = claim_or_404(request, viewer, claim_id)
    award = award_of(viewer=viewer, claim_id=claim_id, at=request.at)
    if award is None:
        return ask_why(request, viewer, claim_id)
    said = Said(request)
    if said.is_sent:
        lines = _typed(said, award)
        decided_on = said.day("tanggal", empty="claim.decide.day_empty")
        if not said.problems and decided_on is not None:

            def do() -> None:
                decide(
                    claim_id=claim_id,
                    lines=lines,
                    decided_on=decided_on,
                    by=actor_of(request),
                    at=request.at,
                )

            beside = {"claims.day_wrong": "tanggal"}
            answer = carried_out(said, claim, "claim.decide", do, beside)
            if answer is not None:
                return answer
    day = said.values.get("tanggal", day_boxes(day_of(request)))
    context = {
        "claim": claim,
        "title": title_of(claim),
        "rows": _rows(said, award),
        "computed_idr": 0 if award is None else award.total_idr,
        "day": day,
        "is_closed": "decide" not in claim.actions,
        "back": reverse("branch-claim", args=[claim_id]),
        "problems": said.problems,
    }
    status = UNPROCESSABLE if said.problems else 200
    return render(request, "claims/decide.html", context, status=status)


def _rows(said: Said, award: Award | None) -> list[Part]:
    """Return a row per computed part, and one for what the rules do not know."""
    rows = [
        _row(
            said,
            number,
            one.key,
            one.line.text(current()),
            one.line.arithmetic.text(current()) if one.line.arithmetic else "",
            int(one.line.amount_idr),
        )
        for number, one in enumerate(award.lines if award else (), start=1)
    ]
    return [*rows, _row(said, 0, OTHER, tell("claims.line.other"), "", 0)]


def _row(
    said: Said, number: int, code: str, label: str, arithmetic: str, computed_idr: int
) -> Part:
    amount_id, why_id = f"jumlah_{number}", f"sebab_{number}"
    usual = render_rupiah(computed_idr).removeprefix("Rp") if computed_idr else ""
    return Part(
        code=code,
        amount_id=amount_id,
        why_id=why_id,
        label=label,
        arithmetic=arithmetic,
        computed_idr=computed_idr,
        amount=str(said.values.get(amount_id, usual)),
        why=str(said.values.get(why_id, "")),
        amount_problem=said.problems.get(amount_id, ""),
        why_problem=said.problems.get(why_id, ""),
    )


def _typed(said: Said, award: Award | None) -> list[DecidedLine]:
    lines: list[DecidedLine] = []
    parts = [(one.key, int(one.line.amount_idr)) for one in award.lines] if award else []
    for number, (code, computed_idr) in enumerate(parts, start=1):
        stated = amount_of(said, f"jumlah_{number}", empty="claim.decide.amount_empty")
        why = said.text(f"sebab_{number}", most=MOST_WHY)
        if stated != computed_idr and not why and f"jumlah_{number}" not in said.problems:
            said.wrong(f"sebab_{number}", "claim.decide.why_empty")
        lines.append(DecidedLine(code=code, stated_idr=stated, why=why))
    other = amount_of(said, "jumlah_0")
    why = said.text("sebab_0", most=MOST_WHY)
    if other and not why:
        said.wrong("sebab_0", "claim.decide.why_empty")
    if other:
        lines.append(DecidedLine(code=OTHER, stated_idr=other, why=why))
    return lines
