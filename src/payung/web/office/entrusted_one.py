"""One thing that a sponsor left with the officer, opened, dealt with and settled."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from payung.foundation.audit.looks import note_look
from payung.kernel.dates import render_date_long, render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.names import shown as shown_text
from payung.kernel.nik import spaced
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import render_phone
from payung.stages.enrolment.operations.entrusting import settle
from payung.stages.enrolment.queries.entrusted import LeftRow, entrusted_one
from payung.stages.enrolment.sums.entrusted import LONGEST_OUTCOME, Kind
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.sponsor.answers import born_on, occupation_of, relation_of

OUTCOMES: Final = ("done", "told", "not_possible")
OWN_WORDS: Final = "words"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.OFFICER)
def left_one(request: Request, viewer: Viewer, entrusted_id: int) -> HttpResponse:
    """One of them, opened; that it was opened is kept, and why."""
    row = entrusted_one(viewer=viewer, entrusted_id=entrusted_id)
    if row is None:
        raise Http404
    problems: dict[str, str] = {}
    if request.method == "POST":
        outcome = _outcome(request, problems)
        if not problems:
            return _settle(request, row, outcome)
    else:
        note_look(
            "left.entry",
            by=actor_of(request),
            at=request.at,
            subject_type="registry_civilservant",
            subject_id=row.sponsor_id,
            reason=tell("office.left.reason"),
        )
    shown = {
        "row": row,
        "kind": tell(f"office.left.kind.{row.kind}"),
        "facts": _facts(request, row),
        "outcomes": [
            *((code, tell(f"office.left.{code}")) for code in OUTCOMES),
            (OWN_WORDS, tell("office.left.words")),
        ],
        "values": {name: request.POST.get(name, "") for name in ("hasil", "catatan")},
        "problems": problems,
    }
    return render(request, "office/entrusted_one.html", shown, status=422 if problems else 200)


def _outcome(request: Request, problems: dict[str, str]) -> str:
    """Return one of the codes, or the officer's own words."""
    chosen = request.POST.get("hasil", "")
    if chosen in OUTCOMES:
        return chosen
    words = shown_text(request.POST.get("catatan", ""))
    if chosen != OWN_WORDS:
        problems["hasil"] = tell("office.left.pick")
    elif not words:
        problems["catatan"] = tell("office.left.words_empty")
    elif len(words) > LONGEST_OUTCOME:
        problems["catatan"] = tell("office.left.words_long", most=LONGEST_OUTCOME)
    return words


def _settle(request: Request, row: LeftRow, outcome: str) -> HttpResponse:
    def do() -> str:
        by, at = actor_of(request), request.at
        settle(entrusted_id=row.entrusted_id, outcome=outcome, by=by, at=at)
        messages.success(request, tell("office.left.settled"))
        return reverse("entrusted")

    try:
        return once(request, action="office.settle", do=do)
    except ObjectDoesNotExist:
        # A colleague settled it between our reading and the lock.
        messages.warning(request, tell("office.left.gone"))
        return HttpResponseRedirect(reverse("entrusted"))


def _facts(request: Request, row: LeftRow) -> list[Fact]:
    left = row.left
    facts = [Fact(tell("office.left.by"), left.sponsor_name)]
    if row.kind is Kind.WORKER:
        facts += _answers(request, row)
    if row.kind is Kind.EVENT:
        facts.append(Fact(tell("office.left.what"), tell(f"sponsor.event.{left.code}")))
    if row.kind is Kind.DEDUCTION:
        facts.append(Fact(tell("office.left.month"), _month(left.code)))
    if left.words:
        facts.append(Fact(tell("office.left.said"), left.words))
    return facts


def _answers(request: Request, row: LeftRow) -> list[Fact]:
    """What the sponsor had answered on the way to the page that ends it."""
    answers = row.left.answers
    phone = answers.get("telepon", "")
    born = born_on(answers, day_of(request))
    told = {
        "nik": spaced(answers["nik"]) if "nik" in answers else "",
        "nama": answers.get("nama", ""),
        "lahir": "" if born is None else render_date_long(born),
        "hubungan": relation_of(answers),
        "pekerjaan": occupation_of(answers),
        "alamat": answers.get("alamat_lengkap", ""),
        "kontak": render_phone(phone) if phone else "",
    }
    return [Fact(tell(f"sponsor.fact.{name}"), value) for name, value in told.items() if value]


def _month(text: str) -> str:
    try:
        return render_month(Month.parse(text))
    except Unreadable:
        return text
