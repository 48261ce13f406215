"""S44: who was not cut as listed, one reason each, and what the file said beside it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.kernel.month import Month
from payung.kernel.names import shown
from payung.kernel.people import Viewer
from payung.reports.payroll.trace import trace_of
from payung.stages.deductions.files.routes import routed_list
from payung.stages.reconciliation.operations import give_reason
from payung.stages.reconciliation.queries import differences, parked_rows
from payung.stages.reconciliation.queries.file_findings import FileFindings, file_findings
from payung.stages.reconciliation.queries.over_cut_requests import over_cuts_asked
from payung.stages.reconciliation.sums import NotCut
from payung.stages.remittance.queries.unlisted import unlisted_money
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.payroll.desk import (
    REFUSALS,
    ROLES,
    UNPROCESSABLE,
    Desk,
    desk_of,
    refusal_words,
    shows_and_takes,
)
from payung.web.payroll.people import Differing, people_of
from payung.web.requests import Request, actor_of

LONGEST: Final = 200


@dataclass(frozen=True)
class Chosen:
    """A reason as the form says it, for one person."""

    person: Differing
    code: str
    words: str

    @property
    def is_new(self) -> bool:
        return (self.code, self.words) != (self.person.given, self.person.words)


@dataclass(frozen=True)
class Row:
    """One person with what was chosen for them, and what is to be put right."""

    person: Differing
    code: str
    words: str
    problem: str
    is_asked: bool
    route: str
    """The payroll list or lists the person is cut through; "" where the office has but one."""


@shows_and_takes
@needs(*ROLES)
def differing(request: Request, viewer: Viewer, month: Month) -> HttpResponse:
    desk = desk_of(request, viewer, month)
    people = _people(viewer, desk)
    if request.method != "POST":
        return _show(request, viewer, desk, people, {})
    chosen = [one for person in people if (one := _chosen(request, person)) is not None]
    problems = _problems(chosen)
    if not chosen and not problems:
        problems["form"] = tell("payroll.differ.nothing")
    if problems:
        return _show(request, viewer, desk, people, problems)
    try:
        return once(
            request, action="payroll.reasons", do=lambda: _given(request, desk, people, chosen)
        )
    except REFUSALS as refusal:
        again = _people(viewer, desk)
        return _show(request, viewer, desk, again, {"form": refusal_words(refusal, month)})


def _people(viewer: Viewer, desk: Desk) -> list[Differing]:
    if desk.asked is None or desk.state is None or not _is_answered(viewer, desk):
        return []
    return people_of(differences(viewer=viewer, list_id=desk.asked.list_id))


def _is_answered(viewer: Viewer, desk: Desk) -> bool:
    trace = trace_of(viewer=viewer, agency_id=desk.agency_id, month=desk.month)
    return trace.standing is not None


def _chosen(request: Request, person: Differing) -> Chosen | None:
    """Return what the form says of a person; nothing where it says what is known, or nothing."""
    code = request.POST.get(f"sebab_{person.field}", "")
    words = shown(request.POST.get(f"kata_{person.field}", ""))
    if person.is_payrolls or code not in set(NotCut):
        return None
    chosen = Chosen(person, code, words if code == NotCut.OTHER else "")
    return chosen if chosen.is_new else None


def _problems(chosen: Sequence[Chosen]) -> dict[str, str]:
    problems = {}
    for one in chosen:
        name = f"kata_{one.person.field}"
        if one.code == NotCut.OTHER and not one.words:
            problems[name] = tell("payroll.differ.words_missing", name=one.person.name)
        elif len(one.words) > LONGEST:
            problems[name] = tell("payroll.differ.words_long", most=LONGEST)
    return problems


def _given(
    request: Request, desk: Desk, people: Sequence[Differing], chosen: Sequence[Chosen]
) -> str:
    """Give each reason once, to everybody it was chosen for."""
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in chosen:
        alike[one.code, one.words] += one.person.line_ids
    for (code, words), line_ids in alike.items():
        give_reason(
            result_line_ids=line_ids, code=code, words=words, by=actor_of(request), at=request.at
        )
    done = {one.person.sponsor_id for one in chosen}
    left = [one for one in people if one.needs_reason and one.sponsor_id not in done]
    if left:
        messages.success(request, tell("payroll.differ.some", count=len(left)))
        return reverse("payroll-differences", args=[desk.month])
    messages.success(request, tell("payroll.differ.all"))
    return reverse("payroll-remit", args=[desk.month])


def _show(
    request: Request,
    viewer: Viewer,
    desk: Desk,
    people: Sequence[Differing],
    problems: dict[str, str],
) -> HttpResponse:
    list_id = desk.asked.list_id if desk.asked else 0
    trace = trace_of(viewer=viewer, agency_id=desk.agency_id, month=desk.month)
    answered = trace.standing is not None
    asked = over_cuts_asked(viewer=viewer, list_id=list_id)
    found = file_findings(viewer=viewer, list_id=list_id) if answered else None
    routes = _routes(viewer, list_id) if people else {}
    context = {
        "desk": desk,
        "month": desk.month,
        "asked": desk.asked,
        "standing": trace.standing,
        "previous": trace.answers[1] if len(trace.answers) > 1 else None,
        "rows": [
            _row(request, person, problems, asked.keys(), routes)
            for person in sorted(people, key=lambda one: _place(one, routes))
        ],
        "needing": sum(person.needs_reason for person in people),
        "missing_idr": sum(person.asked_idr for person in people if not person.is_allowed),
        "reasons": [(code.value, tell(f"reconciliation.reason.{code}")) for code in NotCut],
        "parked": parked_rows(viewer=viewer, list_id=list_id) if answered else [],
        "unlisted": unlisted_money(
            viewer=viewer, on=desk.on, agency_id=desk.agency_id, month=desk.month
        ),
        "found": found,
        "remarks": _remarks(found),
        "problems": problems,
    }
    status = UNPROCESSABLE if problems else 200
    return render(request, "payroll/differences.html", context, status=status)


def _routes(viewer: Viewer, list_id: int) -> dict[int, tuple[int, str]]:
    """Return by civil servant where their route stands on S42, and its name; nothing for one."""
    parts = routed_list(viewer=viewer, list_id=list_id)
    found: dict[int, tuple[int, str]] = {}
    for place, part in enumerate(parts if len(parts) > 1 else []):
        for share in part.shares:
            first, named = found.get(share.sponsor_id, (place, ""))
            name = f"{named}, {part.route.name}" if named else part.route.name
            found[share.sponsor_id] = (first, name)
    return found


def _place(person: Differing, routes: Mapping[int, tuple[int, str]]) -> tuple[int, bool]:
    """Return the order of S44: route by route as on S42, in each who needs a reason first."""
    place, _ = routes.get(person.sponsor_id, (0, ""))
    return place, not person.needs_reason


def _row(
    request: Request,
    person: Differing,
    problems: dict[str, str],
    asked: Collection[int],
    routes: Mapping[int, tuple[int, str]],
) -> Row:
    return Row(
        person=person,
        code=request.POST.get(f"sebab_{person.field}", person.given),
        words=request.POST.get(f"kata_{person.field}", person.words),
        problem=problems.get(f"kata_{person.field}", ""),
        is_asked=person.sponsor_id in asked,
        route=routes.get(person.sponsor_id, (0, ""))[1],
    )


def _remarks(found: FileFindings | None) -> list[tuple[str, str]]:
    """Return each sentence about rows of the file, with the rows it is said of."""
    alike: dict[str, list[int]] = defaultdict(list)
    for one in found.problems if found else []:
        if one.row not in alike[words := one.finding.message(current())]:
            alike[words].append(one.row)
    return [(", ".join(map(str, rows)), words) for words, rows in alike.items()]
