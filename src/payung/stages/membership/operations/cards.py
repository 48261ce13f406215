"""Printed participant cards: one in force per membership, under a code of 80 random bits."""

import secrets
from base64 import b32encode
from collections.abc import Collection
from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.models import Card, Payer
from payung.stages.membership.problems import NoLiveCard, NoMembership


@operation
def issue_cards(*, sponsorship_ids: Collection[int], by: Actor, at: datetime) -> dict[int, str]:
    """
    Give each of these workers a card, and keep the one in force; return code by sponsorship.

    :raises NoMembership: one of them is not the actor's to see, or pays no membership that goes
        on; no card is issued then.
    """
    wanted = set(sponsorship_ids)
    spells = _spells(wanted, by)
    if set(spells) != wanted:
        raise NoMembership
    before = Card.objects.filter(spell_id__in=spells.values(), revoked_at=None).count()
    new = [
        Card(spell_id=spell_id, code=_code(), issued_at=at, issued_by_id=by.person_id)
        for spell_id in sorted(set(spells.values()))
    ]
    # A card in force stays; a twin of this request that was quicker has made the same ones.
    Card.objects.bulk_create(new, ignore_conflicts=True)
    live = Card.objects.filter(spell_id__in=spells.values(), revoked_at=None)
    codes = dict(live.values_list("spell_id", "code"))
    record("cards.issued", by=by, at=at, row_count=len(codes) - before, kept=before)
    return {sponsorship_id: codes[spell_id] for sponsorship_id, spell_id in spells.items()}


@operation
def revoke_card(*, sponsorship_id: int, reason: str, by: Actor, at: datetime) -> None:
    """
    End the card in force, because it is lost or names something wrong; a new one has a new code.

    :raises NoLiveCard: there is none, or it is not the actor's to see.
    """
    spells = _spells({sponsorship_id}, by).values()
    card = Card.objects.select_for_update().filter(spell_id__in=spells, revoked_at=None).first()
    if card is None:
        raise NoLiveCard(sponsorship_id)
    card.revoked_at, card.revoked_because = at, reason[:100]
    card.save(update_fields=["revoked_at", "revoked_because"])
    record("card.revoked", target=card, by=by, at=at, reason=reason)


def _spells(sponsorship_ids: Collection[int], by: Actor) -> dict[int, int]:
    """Return the membership that goes on, by the sponsorship that pays it."""
    seen = Sponsorship.objects.visible_to(by.viewer).filter(pk__in=sponsorship_ids)
    rows = Payer.objects.filter(sponsorship_id__in=seen.values("pk"), spell__ends_on=None)
    return dict(rows.order_by("from_month", "pk").values_list("sponsorship_id", "spell_id"))


def _code() -> str:
    """Return 16 signs: 80 random bits, told apart when read aloud."""
    return b32encode(secrets.token_bytes(10)).decode()
