"""Pages without sign-in: the start page, what the programme is, the officers, and help."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from payung.foundation.outbox.texts import wa_link
from payung.foundation.rules import Sector
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.phone import parse_phone, render_phone
from payung.reports.homes.places import Contact, Place, contacts, secretariat_contact
from payung.reports.published.months import PublicMonth, headline
from payung.web.language import current
from payung.web.public.kept import kept
from payung.web.public.open import chosen_place, open_to_all
from payung.web.public.tariffs import (
    ages_on,
    contribution_on,
    death_benefit_on,
    funeral_amount_on,
    tariff_on,
)
from payung.web.requests import Request, day_of, public

MOST_OFFICES = 60


@dataclass(frozen=True, kw_only=True)
class Reach:
    """An office as a page shows it: how it is called, and its number ready for a link."""

    contact: Contact
    number: str
    shown: str
    whatsapp: str


@kept
@open_to_all
def start(request: Request) -> HttpResponse:
    """S01."""
    on = day_of(request)
    place = chosen_place(request)
    benefit = death_benefit_on(on)
    return render(
        request,
        "public/start.html",
        {
            "chosen": place,
            "opens_on": _opens_on(place, on),
            "tariff": tariff_on(on, Sector.OTHER),
            "transport": tariff_on(on, Sector.TRANSPORT),
            "benefit_idr": None if benefit is None else int(benefit.total_idr),
            "funeral_idr": funeral_amount_on(on),
            "numbers": _published(place, on),
            "year_end": Month(on.year, 12).last_day,
        },
    )


@kept
@open_to_all
def about(request: Request) -> HttpResponse:
    """S02."""
    on = day_of(request)
    cost, benefit = contribution_on(on, Sector.OTHER), death_benefit_on(on)
    language = current()
    return render(
        request,
        "public/about.html",
        {
            "chosen": chosen_place(request),
            "on": on,
            "month": Month.of(on),
            "ages": ages_on(on),
            "cost": [(line.text(language), line.amount_idr, line.source) for line in cost.lines]
            if cost
            else [],
            "cost_idr": cost and cost.total_idr,
            "benefit": [
                (line.text(language), line.amount_idr, line.source) for line in benefit.lines
            ]
            if benefit
            else [],
            "benefit_idr": benefit and benefit.total_idr,
            "questions": ("1", "2", "3", "4", "5", "6"),
        },
    )


@open_to_all
def officers(request: Request) -> HttpResponse:
    """S07."""
    on, place = day_of(request), chosen_place(request)
    named = request.GET.get("kantor", "")[:100]
    viewer = public(place.regency_id) if place else None
    found = contacts(viewer=viewer, on=on, named=named) if viewer else []
    desk = secretariat_contact(viewer=viewer, on=on) if viewer else None
    return render(
        request,
        "public/officers.html",
        {
            "chosen": place,
            "named": named,
            "found": [_reach(contact) for contact in found],
            "is_cut": len(found) == MOST_OFFICES,
            "desk": None if desk is None else _reach(desk),
        },
    )


@kept
@open_to_all
def help_page(request: Request) -> HttpResponse:
    """S09."""
    return render(request, "public/help.html")


def _opens_on(place: Place | None, on: date) -> date | None:
    """Return the day on which registration opens, while that is still ahead."""
    return None if place is None or place.joined_on <= on else place.joined_on


def _published(place: Place | None, on: date) -> PublicMonth | None:
    """Return the headline; nothing where a count is so small that it could point at a person."""
    found = None if place is None else headline(viewer=public(place.regency_id), on=on)
    return found if found and found.covered is not None and found.joined is not None else None


def _reach(contact: Contact) -> Reach:
    try:
        number = parse_phone(contact.phone)
    except Unreadable:
        return Reach(contact=contact, number="", shown="", whatsapp="")
    link = wa_link("", number) if number.is_mobile else ""
    return Reach(contact=contact, number=number, shown=render_phone(number), whatsapp=link)
