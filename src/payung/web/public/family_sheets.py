"""D08 and D09 as PDF for anybody: blank sheets, by the answers in the address, kept nowhere."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Final

from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect

from payung.foundation.documents.typesetting import SIZES, loose_pdf
from payung.foundation.rules.benefits import Cause, ClaimCase, Scheme
from payung.kernel.canonical import digest
from payung.kernel.clock import WIB
from payung.kernel.wording import say
from payung.process.papers.claim_checklists import Checklist, checklist_facts
from payung.process.papers.head import Head, head_of
from payung.reports.homes.places import Place
from payung.stages.registry.queries.hospitals import hospitals
from payung.web.language import tell
from payung.web.public.family_answers import CERTIFICATES, answers_in
from payung.web.public.open import chosen_place, open_to_all
from payung.web.requests import Request, day_of, public

TEMPLATE: Final = "claim_checklist.typ"
KEPT_SECONDS: Final = 6 * 3600
"""Setting a page in type is work: the same sheet is made once a quarter of a day for everybody."""
_ACCIDENT: Final = ClaimCase(
    Scheme.JKK, is_death=False, cause=Cause.WORK_ACCIDENT, heir_relation=""
)


@open_to_all
def accident_sheet(request: Request) -> HttpResponse:
    """D08, blank."""
    return _sheet(request, Checklist(case=_ACCIDENT, on=day_of(request)))


@open_to_all
def death_sheet(request: Request) -> HttpResponse:
    """D09 (after an accident at work D08) for the three answers."""
    answers = answers_in(request.GET)
    if answers.missing:
        chosen_place(request)
        return HttpResponseRedirect(answers.next_page())
    has_certificate = answers.akta == CERTIFICATES[0]
    there = frozenset({"death_certificate"} if has_certificate else ())
    return _sheet(request, Checklist(case=answers.case, on=day_of(request), there=there))


def _sheet(request: Request, sheet: Checklist) -> HttpResponse:
    place = chosen_place(request)
    if place is not None:
        found = hospitals(viewer=public(place.regency_id), on=sheet.on)
        sheet = replace(sheet, place=place, hospitals=found)
    facts = checklist_facts(_head(place, sheet.kind, day_of(request)), sheet)
    asked = request.GET.get("kertas", "")
    content = _made(request, facts, asked if asked in SIZES else SIZES[0])
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{tell(f'papers.file.{sheet.kind}')}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _made(request: Request, facts: Mapping[str, Any], size: str) -> bytes:
    """Return the sheet as of this day's morning, so that it is the same for everybody."""
    morning = datetime.combine(day_of(request), time(6), WIB)
    key = f"sheet:{digest(dict(facts))}:{size}:{day_of(request)}"
    made: bytes | None = cache.get(key)
    if made is None:
        made = loose_pdf(TEMPLATE, facts=facts, at=morning, size=size)
        cache.set(key, made, KEPT_SECONDS)
    return made


def _head(place: Place | None, kind: str, on: date) -> Head:
    if place is None:
        return Head(
            regency="",
            office=say("paper.claim.family"),
            branch="",
            phone="",
            parts={"government": say("paper.claim.programme")},
            letter={},
            values={},
        )
    viewer = public(place.regency_id)
    return head_of(viewer=viewer, kind=kind, on=on, regency_id=place.regency_id)
