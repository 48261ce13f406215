"""A spell that ended for a death that never was: its end is taken back, and it is paid on."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.models import Payer, Spell
from payung.stages.membership.problems import SpellOver

DIED = "died"


@operation
def take_back_end(
    *,
    old_sponsorship_id: int,
    new_sponsorship_id: int,
    from_month: Month,
    by: Actor,
    at: datetime,
) -> None:
    """
    Let the spell go on as if it had not ended; the new sponsorship pays from `from_month` on.

    The old one pays up to it, so that no month in between has nobody.

    :raises SpellOver: the old one's last spell did not end for a death, or another one follows.
    """
    payers = Payer.objects.select_for_update().filter(sponsorship_id=old_sponsorship_id)
    old = payers.order_by("-from_month", "-pk").first()
    if old is None:
        raise SpellOver
    spell = Spell.objects.select_for_update().get(pk=old.spell_id)
    later = Spell.objects.filter(worker_id=spell.worker_id, starts_on__gt=spell.starts_on)
    if spell.end_reason != DIED or later.exists():
        raise SpellOver
    spell.ends_on, spell.end_reason = None, ""
    spell.save(update_fields=["ends_on", "end_reason"])
    begins_on = max(old.from_month, from_month.first_day)
    old.until_month = begins_on
    old.save(update_fields=["until_month"])
    new = Sponsorship.objects.get(pk=new_sponsorship_id)
    payer = Payer.objects.create(
        spell=spell,
        worker_id=old.worker_id,
        sponsor_id=new.sponsor_id,
        sponsorship=new,
        from_month=begins_on,
    )
    record("spell.end_taken_back", target=payer, by=by, at=at, month=begins_on.isoformat())
