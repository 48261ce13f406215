"""Questions about spells: who is insured under which number, and what is due in a month."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.models import Payer, Spell


@dataclass(frozen=True, slots=True)
class SpellRow:
    """One spell `[starts_on, ends_on)` of a worker under one participant number."""

    spell_id: int
    worker_id: int
    card_number: str
    starts_on: date
    first_month: Month
    ends_on: date | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class PayerRow:
    """Who pays a worker's months `[from_month, until_month)`."""

    sponsorship_id: int
    sponsor_id: int
    worker_id: int
    from_month: Month
    until_month: Month | None


@dataclass(frozen=True, slots=True)
class DueRow:
    """One worker's month that a sponsor of an office owes."""

    sponsorship_id: int
    sponsor_id: int
    agency_id: int
    worker_id: int
    spell_id: int


def spells_of(*, viewer: Viewer, worker_id: int) -> list[SpellRow]:
    """Return a worker's spells, oldest first, where the viewer may see a sponsorship of them."""
    seen = Sponsorship.objects.visible_to(viewer).filter(worker_id=worker_id)
    rows = Spell.objects.filter(worker_id__in=seen.values("worker_id")).order_by("starts_on", "pk")
    fields = ("pk", "worker_id", "card_number", "starts_on", "first_month", "ends_on", "end_reason")
    return [
        SpellRow(pk, worker, card, start, Month.of(first), end, reason)
        for pk, worker, card, start, first, end, reason in rows.values_list(*fields)
    ]


def payers_of(*, viewer: Viewer, worker_id: int) -> list[PayerRow]:
    """Return who paid a worker from which month, oldest first, as far as the viewer may see."""
    seen = Sponsorship.objects.visible_to(viewer).values("pk")
    rows = Payer.objects.filter(worker_id=worker_id, sponsorship_id__in=seen)
    fields = ("sponsorship_id", "sponsor_id", "worker_id", "from_month", "until_month")
    return [
        PayerRow(
            sponsorship, sponsor, worker, Month.of(start), None if end is None else Month.of(end)
        )
        for sponsorship, sponsor, worker, start, end in rows.order_by(
            "from_month", "pk"
        ).values_list(*fields)
    ]


def open_due(
    *, viewer: Viewer, month: Month, agency_id: int | None = None, after: int = 0, most: int = 5000
) -> list[DueRow]:
    """
    Return the workers whose contribution for `month` is due, by sponsorship, from `after` on.

    A month is due while the spell lasts on one of its days and someone pays it.
    """
    rows = _due(viewer, month).filter(sponsorship_id__gt=after)
    if agency_id is not None:
        rows = rows.filter(sponsorship__agency_id=agency_id)
    fields = ("sponsorship_id", "sponsor_id", "sponsorship__agency_id", "worker_id", "spell_id")
    found = rows.order_by("sponsorship_id").values_list(*fields)[:most]
    return [DueRow(*row) for row in found]


def due_counts(*, viewer: Viewer, month: Month) -> dict[int, int]:
    """Return how many workers' months each office owes for `month`."""
    rows = _due(viewer, month).order_by().annotate(agency=F("sponsorship__agency_id"))
    return dict(rows.values("agency").annotate(n=Count("pk")).values_list("agency", "n"))


def _due(viewer: Viewer, month: Month) -> QuerySet[Payer]:
    day = month.first_day
    seen = Sponsorship.objects.visible_to(viewer).values("pk")
    return Payer.objects.filter(
        Q(until_month=None) | Q(until_month__gt=day),
        Q(spell__ends_on=None) | Q(spell__ends_on__gt=day),
        from_month__lte=day,
        sponsorship_id__in=seen,
    )
