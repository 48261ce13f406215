"""On which day the sponsors of a regency hear what a coming month will cost."""

from datetime import date, datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.membership.models import TariffNotice
from payung.stages.membership.problems import DayNotPossible, NoticeSent, NotTheirsToAnnounce


@operation
def choose_notice_day(*, month: Month, announce_on: date, by: Actor, at: datetime) -> None:
    """
    Choose, or move, the day on which sponsors hear of the tariff of `month`.

    :raises NotTheirsToAnnounce: `by` is not the secretariat of a regency.
    :raises DayNotPossible: the day lies behind, or the month has begun by then.
    :raises NoticeSent: they have heard of it.
    """
    if by.role is not Role.SECRETARIAT or by.regency_id is None:
        raise NotTheirsToAnnounce
    if not today_in_wib(at) <= announce_on < month.first_day:
        raise DayNotPossible
    TariffNotice.objects.bulk_create(
        [
            TariffNotice(
                regency_id=by.regency_id,
                month=month.first_day,
                announce_on=announce_on,
                chosen_by_id=by.person_id,
                chosen_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    notice = TariffNotice.objects.select_for_update().get(
        regency_id=by.regency_id, month=month.first_day
    )
    if notice.told_at is not None:
        raise NoticeSent
    notice.announce_on, notice.chosen_by_id, notice.chosen_at = announce_on, by.person_id, at
    notice.save(update_fields=["announce_on", "chosen_by_id", "chosen_at"])
    record(
        "tariff.notice_chosen",
        target=notice,
        by=by,
        at=at,
        month=str(month),
        on=announce_on.isoformat(),
    )


@operation
def take_notice(*, regency_id: int, by: Actor, at: datetime) -> list[tuple[int, Month]]:
    """
    Return the notices whose day has come and that nobody sent: (id, month), held till the end.

    Another run waits here and then finds them sent. A month that has begun is not announced.
    """
    on = today_in_wib(at)
    due = TariffNotice.objects.select_for_update().filter(
        regency_id=regency_id, told_at=None, announce_on__lte=on, month__gt=on
    )
    found = [(int(row.pk), Month.of(row.month)) for row in due.order_by("month")]
    record("tariff.notices_taken", by=by, at=at, row_count=len(found), regency=regency_id)
    return found


@operation
def note_told(*, notice_id: int, sponsors: int, asked_again: int, by: Actor, at: datetime) -> None:
    """Keep that a notice went out, to how many, and how many of them must consent again."""
    TariffNotice.objects.filter(pk=notice_id, told_at=None).update(
        told_at=at, sponsors=sponsors, asked_again=asked_again
    )
    record("tariff.announced", by=by, at=at, row_count=sponsors, again=asked_again)
