"""D06: participant cards, eight on a sheet, for workers who are covered on the day of printing."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.foundation.documents.signed_cards import SignedCard, signed
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.kpj import spaced
from payung.kernel.month import Month
from payung.kernel.people import Actor, Viewer
from payung.kernel.phone import render_phone
from payung.kernel.wording import catalogue, say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.stages.cover.queries import WorkerUnknown, cover_on
from payung.stages.membership.operations import issue_cards
from payung.stages.membership.queries import Card, cards_to_print

KIND: Final = "D06"
SPONSORSHIP: Final = "enrolment_sponsorship"
MOST: Final = 400
STEPS: Final = ("help", "show", "call")


@operation
def cards(*, sponsorship_ids: Collection[int], by: Actor, at: datetime) -> int:
    """
    Make the cards of these workers, up to 400, and return the id of the paper.

    Who is not covered today gets no card yet, and the sheet says how many were left out: a card
    must not comfort a family before the money has arrived.

    :raises NotYours: one of them is not the actor's to see, or has no membership that goes on.
    :raises NothingToPrint: none of them is covered today.
    """
    ids = sorted(set(sponsorship_ids))
    if len(ids) > MOST:
        raise ValueError(f"at most {MOST} cards at once")
    wanted = cards_to_print(viewer=by.viewer, sponsorship_ids=ids)
    if len(wanted) != len(ids) or not ids:
        raise NotYours
    on = today_in_wib(at)
    paid = _paid_months(by.viewer, wanted, on)
    printed = [card for card in wanted if card.sponsorship_id in paid]
    if not printed:
        raise NothingToPrint
    codes = issue_cards(sponsorship_ids=[card.sponsorship_id for card in printed], by=by, at=at)
    offices = {card.agency_id for card in wanted}
    only = ids[0] if len(ids) == 1 else None
    return make(
        kind=KIND,
        regency_id=printed[0].regency_id,
        agency_id=offices.pop() if len(offices) == 1 else by.agency_id,
        subject_type="" if only is None else SPONSORSHIP,
        subject_id=only,
        facts=card_facts(
            head_of(viewer=by.viewer, kind=KIND, on=on, regency_id=printed[0].regency_id),
            [(card, codes[card.sponsorship_id], paid[card.sponsorship_id]) for card in printed],
            left_out=len(ids) - len(printed),
            on=on,
        ),
        row_count=len(printed),
        by=by,
        at=at,
    )


def _paid_months(viewer: Viewer, wanted: list[Card], on: date) -> dict[int, Month]:
    """Return up to which month those who are covered on a day have paid, by sponsorship."""
    months = {}
    for card in wanted:
        try:
            cover = cover_on(viewer=viewer, worker_id=card.worker_id, on=on)
        except WorkerUnknown:
            continue
        if cover.until is not None:
            months[card.sponsorship_id] = Month.of(cover.until)
    return months


def card_facts(
    head: Head, printed: Sequence[tuple[Card, str, Month]], *, left_out: int, on: date
) -> dict[str, Any]:
    """Return what the sheets say; each card with its code and the month it is paid up to."""
    note = say("paper.d06.left_out", count=str(left_out)) if left_out else ""
    sentences = catalogue()
    return titled(KIND, "d06", head) | {
        "programme": say("paper.d06.programme"),
        "regency": head.regency,
        "number_label": say("paper.d06.number"),
        "paid_label": say("paper.d06.paid", date=render_date(on)),
        "qr_alt": say("paper.d06.qr_alt"),
        "back_title": say("paper.d06.back_title"),
        "steps": [
            {
                "picture": f"{step}.svg",
                "alt": say(f"paper.d06.alt_{step}"),
                "words": say(f"paper.d06.step_{step}"),
            }
            for step in STEPS
        ],
        "not_official": say("paper.d06.not_official"),
        # The sheet itself knows its number, so these two keep their braces.
        "front_note": sentences["paper.d06.front_note"]["id"].replace("{left_out}", note),
        "back_note": sentences["paper.d06.back_note"]["id"],
        "cards": [_card(card, code, paid) for card, code, paid in printed],
    }


def _card(card: Card, code: str, paid: Month) -> dict[str, str]:
    words = card.worker_name.split()
    said = SignedCard(
        code=code,
        last_digits=card.card_number[-4:],
        paid_month=paid,
        initials="".join(word[0] for word in (words[:1] + words[1:][-1:])).upper(),
    )
    return {
        "name": card.worker_name,
        "number": spaced(card.card_number),
        "paid": render_month(paid),
        "code_shown": " ".join(code[at : at + 4] for at in range(0, len(code), 4)),
        "link": f"{settings.PAYUNG_ADDRESS}/k/{code}/#{signed(said)}",
        "office": card.agency_name,
        "phone": render_phone(card.phone) if card.phone else "",
    }
