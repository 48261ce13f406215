"""Questions about printed cards: what stands on them, and whose a code is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.models import Card as CardRow
from payung.stages.membership.models import Payer
from payung.stages.registry.models import AgencyContact


@dataclass(frozen=True, slots=True)
class Card:
    """What one card says. `code` is empty while no card is in force."""

    sponsorship_id: int
    worker_id: int
    worker_name: str
    card_number: str
    agency_id: int
    agency_name: str
    regency_id: int
    phone: str
    code: str


@dataclass(frozen=True, slots=True)
class CardHolder:
    """Who stands behind a code, for the one question that its page asks; nothing of it is shown."""

    worker_id: int
    born_on: date | None
    regency_id: int
    agency_name: str
    phone: str
    hours: str
    is_revoked: bool


def cards_to_print(*, viewer: Viewer, sponsorship_ids: Collection[int]) -> list[Card]:
    """Return the cards of these sponsorships that the viewer may see, by worker's name."""
    live = CardRow.objects.filter(spell_id=OuterRef("spell_id"), revoked_at=None).values("code")
    rows = _paying(viewer, sponsorship_ids).annotate(
        phone=_phone("sponsorship__agency_id"), code=Subquery(live[:1])
    )
    fields = (
        *("sponsorship_id", "worker_id", "worker__name", "spell__card_number"),
        *("sponsorship__agency_id", "sponsorship__agency__name", "sponsorship__regency_id"),
        *("phone", "code"),
    )
    found = rows.order_by("worker__folded", "sponsorship_id").values_list(*fields)
    return [
        Card(thing, worker_id, name, number, office_id, office, regency_id, phone or "", code or "")
        for thing, worker_id, name, number, office_id, office, regency_id, phone, code in found
    ]


def live_card(*, viewer: Viewer, sponsorship_id: int) -> str | None:
    """Return the code of the card in force, where the viewer may see the sponsorship."""
    spells = _paying(viewer, [sponsorship_id]).values("spell_id")
    live = CardRow.objects.filter(spell_id__in=spells, revoked_at=None)
    return live.values_list("code", flat=True).first()


def card_behind(*, viewer: Viewer, code: str) -> CardHolder | None:
    """
    Return whose card carries `code`, with the office that looks after them; revoked ones too.

    Nothing of it is shown before the birth date fits: `payung.reports.card_answer`.
    """
    newest = Payer.objects.filter(spell_id=OuterRef("spell_id")).order_by("-from_month", "-pk")
    office = newest.values("sponsorship__agency_id")[:1]
    rows = CardRow.objects.filter(code=code).annotate(
        agency=Subquery(office),
        agency_name=Subquery(newest.values("sponsorship__agency__name")[:1]),
        regency=Subquery(newest.values("sponsorship__regency_id")[:1]),
    )
    if viewer.regency_id is not None:
        rows = rows.filter(regency=viewer.regency_id)
    contact = AgencyContact.objects.filter(agency_id=OuterRef("agency"))
    found = (
        rows.annotate(
            phone=Subquery(contact.values("phone")[:1]), hours=Subquery(contact.values("hours")[:1])
        )
        .values_list(
            *("spell__worker_id", "spell__worker__born_on", "regency", "agency_name", "phone"),
            *("hours", "revoked_at"),
        )
        .first()
    )
    if found is None:
        return None
    worker_id, born_on, regency_id, agency_name, phone, hours, revoked_at = found
    return CardHolder(
        worker_id=worker_id,
        born_on=born_on,
        regency_id=regency_id,
        agency_name=agency_name or "",
        phone=phone or "",
        hours=hours or "",
        is_revoked=revoked_at is not None,
    )


def _paying(viewer: Viewer, sponsorship_ids: Collection[int]) -> QuerySet[Payer]:
    """Return who pays a membership that goes on, each sponsorship once."""
    seen = Sponsorship.objects.visible_to(viewer).filter(pk__in=list(sponsorship_ids))
    later = Payer.objects.filter(
        sponsorship_id=OuterRef("sponsorship_id"), from_month__gt=OuterRef("from_month")
    )
    rows = Payer.objects.filter(sponsorship_id__in=seen.values("pk"), spell__ends_on=None)
    return rows.filter(~Exists(later))


def _phone(agency: str) -> Subquery:
    contact = AgencyContact.objects.filter(agency_id=OuterRef(agency))
    return Subquery(contact.values("phone")[:1])
