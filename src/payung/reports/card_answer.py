"""What a card's page answers to the one who knows the holder's birth date (S08a)."""

from dataclasses import dataclass
from datetime import date

from payung.foundation.audit.scope import beyond
from payung.kernel.dates import parse_date
from payung.kernel.people import Role, Viewer
from payung.stages.cover.queries import Cover, WorkerUnknown, cover_on
from payung.stages.cover.sums import DAY
from payung.stages.membership.queries import CardHolder, card_behind

CODE_AND_BIRTH = "whoever holds the card and knows the birth date may know this one answer"


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """
    Whether the holder is protected on the day asked: a day, an office and its number, no name.

    :param until: the last day of the protection, where there is one.
    :param since: the first day without it, where there was some before.
    :param is_over: it ended for good, by death or by wish.
    """

    covered: bool
    until: date | None
    since: date | None
    is_over: bool
    office: str
    phone: str
    hours: str


def card_answer(*, viewer: Viewer, code: str, born_on: date, on: date) -> CardAnswer | None:
    """
    Return the answer, or None for everything that does not fit; never says which.

    An unknown code, a revoked card, another birth date and one that is not known all cost the
    same one question to the database.
    """
    with beyond(CODE_AND_BIRTH):
        holder = card_behind(viewer=viewer, code=code)
        if holder is None or holder.is_revoked or holder.born_on != born_on:
            return None
        return _answer(holder, on)


def _answer(holder: CardHolder, on: date) -> CardAnswer | None:
    there = Viewer(Role.SYSTEM, None, holder.regency_id, None)
    try:
        cover = cover_on(viewer=there, worker_id=holder.worker_id, on=on)
    except WorkerUnknown:
        return None
    return CardAnswer(
        covered=cover.covered,
        until=cover.until,
        since=None if cover.covered else _since(cover),
        is_over=cover.status == "finished",
        office=holder.agency_name,
        phone=holder.phone,
        hours=holder.hours,
    )


def _since(cover: Cover) -> date | None:
    """Return the first day after the last protection, as the reasons of the answer know it."""
    last = next((why.values["until"] for why in cover.why if why.code == "cover.was_until"), None)
    return None if last is None else parse_date(last) + DAY
