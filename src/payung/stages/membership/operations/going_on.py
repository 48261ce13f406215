"""Somebody new pays a spell whose payer has stopped, and the spell goes on."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.models import Payer
from payung.stages.membership.problems import SpellOver


@operation
def go_on_paying(
    *, old_sponsorship_id: int, new_sponsorship_id: int, from_month: Month, by: Actor, at: datetime
) -> Month:
    """
    Let the new sponsorship pay where the old one leaves off; return its first month.

    Where the old one pays to a later month than `from_month`, the new one begins there: no month
    has two payers, and none between them has nobody. Months that nobody paid stay unpaid.

    :raises SpellOver: the spell has ended, or another sponsorship pays after the old one.
    """
    rows = Payer.objects.select_for_update().filter(sponsorship_id=old_sponsorship_id)
    last = rows.order_by("-from_month", "-pk").first()
    if last is None or last.spell.ends_on is not None:
        raise SpellOver
    until = last.until_month
    later = Payer.objects.filter(spell_id=last.spell_id, from_month__gte=last.from_month)
    if later.exclude(pk=last.pk).exists():
        raise SpellOver
    if until is None:
        until = max(last.from_month, from_month.first_day)
        last.until_month = until
        last.save(update_fields=["until_month"])
    new = Sponsorship.objects.get(pk=new_sponsorship_id)
    payer = Payer.objects.create(
        spell_id=last.spell_id,
        worker_id=last.worker_id,
        sponsor_id=new.sponsor_id,
        sponsorship=new,
        from_month=max(until, from_month.first_day),
    )
    record(
        "payer.followed",
        target=payer,
        by=by,
        at=at,
        before=last.pk,
        month=payer.from_month.isoformat(),
    )
    return Month.of(payer.from_month)
