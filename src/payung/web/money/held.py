"""S49: money cut from pay and not yet paid on, by age and by reason. The goal is that none is."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.kernel.people import Role, Viewer
from payung.stages.remittance.queries import Held, held
from payung.stages.remittance.queries.held_people import held_people
from payung.stages.remittance.queries.held_reasons import HeldPart, held_parts
from payung.stages.remittance.queries.money import TOO_LONG_DAYS
from payung.stages.remittance.queries.unlisted import Unlisted, unlisted_money
from payung.web.guards import needs
from payung.web.money.people_of_book import people_page
from payung.web.paging import page_of
from payung.web.requests import Request, day_of

OLD = "lama"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One office's month on the page. `remit_url` is empty where nothing is to be paid on."""

    money: Held
    book_id: int
    parts: tuple[HeldPart, ...]
    remit_url: str


@require_safe
@needs(Role.TREASURER, Role.OFFICE_HEAD, Role.SECRETARIAT, Role.AUDITOR)
def held_money(request: Request, viewer: Viewer) -> HttpResponse:
    """S49."""
    unlisted = unlisted_money(viewer=viewer, on=day_of(request))
    everything = held(viewer=viewer, on=day_of(request))
    too_long = [money for money in everything if money.is_too_long]
    every: list[Held | Unlisted] = [*everything, *unlisted]
    is_old = request.GET.get("lihat") == OLD
    chosen = too_long if is_old else everything
    page = page_of(request, lambda skip, most: chosen[skip : skip + most])
    context = {
        "lines": _lines(viewer, list(page.rows)),
        "page": page,
        "unlisted": unlisted,
        "total_idr": sum(one.amount_idr for one in every),
        "too_long_idr": sum(one.amount_idr for one in every if one.is_too_long),
        "oldest": max((one.days for one in every), default=0),
        "most_days": TOO_LONG_DAYS,
        "is_old": is_old,
        "is_wide": viewer.sees_all_agencies,
        "may_see_people": viewer.role is not Role.SECRETARIAT,
        "may_decide": viewer.role is Role.SECRETARIAT,
        "may_ask": viewer.role is Role.TREASURER,
    }
    return render(request, "money/held.html", context)


@require_safe
@needs(Role.TREASURER, Role.OFFICE_HEAD, Role.AUDITOR)
def people(request: Request, viewer: Viewer, book_id: int) -> HttpResponse:
    """Whose money it is: the civil servants of one office's month, never a worker."""
    return people_page(
        request,
        viewer,
        book_id=book_id,
        found=lambda search, skip, most: held_people(
            viewer=viewer, book_id=book_id, search=search, skip=skip, most=most
        ),
        template="money/held_people.html",
        words={
            "caption": "money.people.title",
            "amount": "money.col.held",
            "state": "money.col.why",
            "none": "money.people.none",
            "row": "money/_held_cells.html",
        },
        back="held-money",
    )


def _lines(viewer: Viewer, rows: list[Held]) -> list[Line]:
    places = [(money.agency_id, money.month) for money in rows]
    found = held_parts(viewer=viewer, places=places) if places else {}
    return [
        Line(
            money=money,
            book_id=found[place].book_id,
            parts=found[place].parts,
            remit_url=_remit_url(viewer, money.month),
        )
        for money, place in zip(rows, places, strict=True)
        if place in found
    ]


def _remit_url(viewer: Viewer, month: object) -> str:
    if viewer.role is not Role.TREASURER:
        return ""
    return reverse("payroll-remit", kwargs={"month": month})
