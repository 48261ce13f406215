"""What sponsors heard, or will hear, of a coming tariff; and at which steps of a lapse."""

from dataclasses import dataclass
from datetime import date, datetime

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.models import LapseWarning, TariffNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The notice of one month's tariff; `told_at` is None until it went out."""

    month: Month
    announce_on: date
    told_at: datetime | None
    sponsors: int
    asked_again: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """One step at which people were told of a coming lapse."""

    sponsorship_id: int
    loses_on: date
    step: str
    warned_at: datetime


def notices(*, viewer: Viewer) -> dict[Month, Notice]:
    """Return the notices of the viewer's regency by the month they are about."""
    rows = TariffNotice.objects.filter(regency_id=viewer.regency_id or 0).order_by("month")
    return {
        Month.of(row.month): Notice(
            month=Month.of(row.month),
            announce_on=row.announce_on,
            told_at=row.told_at,
            sponsors=row.sponsors,
            asked_again=row.asked_again,
        )
        for row in rows
    }


def warnings_of(*, viewer: Viewer, sponsorship_ids: list[int]) -> list[Warned]:
    """Return when people were told about these sponsorships, oldest first, as far as seen."""
    seen = Sponsorship.objects.visible_to(viewer).filter(pk__in=sponsorship_ids).values("pk")
    rows = LapseWarning.objects.filter(sponsorship_id__in=seen).order_by("warned_at", "pk")
    return [
        Warned(sponsorship_id=number, loses_on=day, step=step, warned_at=at)
        for number, day, step, at in rows.values_list(
            "sponsorship_id", "loses_on", "step", "warned_at"
        )
    ]
