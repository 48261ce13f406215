"""What stands on a share card: the same words as beside it, and no figure without its whole."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import quote

from django.conf import settings

from payung.foundation.rules import Sector
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_month, render_time
from payung.kernel.people import Viewer
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import LANGUAGES, say
from payung.reports.homes.places import place_of
from payung.stages.monitoring.queries import latest_closed, totals_of
from payung.stages.outreach.queries import sessions_from
from payung.web.public.tariffs import tariff_on
from payung.web.templatetags.words import percent

_LANG: Final = LANGUAGES[0]
"""Cards are read by civil servants in Indonesia, whatever language the sender's screen speaks."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card. `big` is read from across a room, `lines` beneath it, `small` is the source."""

    slug: str
    head: str
    big: str
    lines: tuple[str, ...]
    small: str
    link: str

    @property
    def text(self) -> str:
        """Return all that the card says, to be sent as words."""
        return "\n".join((self.head, self.big, *self.lines, self.small, self.link))

    @property
    def alt(self) -> str:
        return " ".join((self.head, self.big, *self.lines, self.small))

    @property
    def whatsapp(self) -> str:
        return f"https://wa.me/?text={quote(self.text)}"


def cards_of(*, viewer: Viewer, at: datetime) -> list[Card]:
    """Return the cards that can be made today; one without its figures is left out."""
    on = in_wib(at).date()
    place = place_of(viewer=viewer)
    regency = "" if place is None else place.regency
    made = (_invitation(regency, on), _numbers(viewer, regency, on), _session(viewer, regency, at))
    return [card for card in made if card is not None]


def _invitation(regency: str, on: date) -> Card | None:
    tariff = tariff_on(on, Sector.OTHER)
    if tariff is None:
        return None
    until = "" if tariff.until is None else render_date(tariff.until)
    then = "" if tariff.then_idr is None else render_rupiah(tariff.then_idr)
    changes = bool(until and then)
    return Card(
        slug="ajakan",
        head=regency,
        big=_say("card.invite.big"),
        lines=(
            _say("card.invite.price", price=render_rupiah(tariff.amount_idr)),
            _say("card.invite.benefits"),
            _say("card.invite.free"),
        ),
        small=_say("card.invite.until", until=until, then=then) if changes else "",
        link=_start(),
    )


def _numbers(viewer: Viewer, regency: str, on: date) -> Card | None:
    month = latest_closed(viewer=viewer, on=on)
    numbers = None if month is None else totals_of(viewer=viewer, month=month)
    if month is None or numbers is None:
        return None
    share = numbers.participation.percent
    if numbers.is_provisional or numbers.closed_on is None or share is None:
        return None
    return Card(
        slug="angka",
        head=regency,
        big=_say("card.numbers.big", covered=_grouped(numbers.covered)),
        lines=(
            _say("card.numbers.month", month=render_month(month)),
            _say(
                "card.numbers.joined",
                joined=_grouped(numbers.joined),
                asn=_grouped(numbers.asn),
                share=percent(share, _LANG),
            ),
        ),
        small=_say("card.numbers.source", day=render_date(numbers.closed_on)),
        link=_start(),
    )


def _session(viewer: Viewer, regency: str, at: datetime) -> Card | None:
    found = sessions_from(viewer=viewer, since=at, most=1)
    if not found:
        return None
    ahead = found[0]
    return Card(
        slug="sosialisasi",
        head=regency,
        big=ahead.title,
        lines=(
            _say(
                "card.session.when",
                day=render_date(in_wib(ahead.starts_at).date()),
                time=render_time(ahead.starts_at),
            ),
            ahead.place,
            _say("card.session.who"),
        ),
        small=_say("card.session.bring"),
        link=_start(),
    )


def _say(code: str, **values: str) -> str:
    return say(code, _LANG, **values)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _start() -> str:
    return f"{settings.PAYUNG_ADDRESS}/"
