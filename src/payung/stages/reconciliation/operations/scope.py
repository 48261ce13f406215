"""Which lists an actor may answer, and their books held while it happens."""

from collections.abc import Sequence

from payung.foundation.ledger.posting import lock_books
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.deductions.models import DeductionList
from payung.stages.reconciliation.problems import NotYourList


def held_lists(list_ids: Sequence[int], by: Actor) -> list[DeductionList]:
    """
    Return the lists in the order of their numbers; their books are held until the end.

    Whoever answers the same list waits here, and then sees what the one before has done.

    :raises NotYourList: one of them is not the actor's.
    :raises BookClosed: a month is closed.
    """
    lists = list(DeductionList.objects.visible_to(by.viewer).filter(pk__in=list_ids).order_by("pk"))
    if not lists or len(lists) != len(set(list_ids)):
        raise NotYourList
    for day in sorted({kept.month for kept in lists}):
        agencies = [kept.agency_id for kept in lists if kept.month == day]
        lock_books(agencies, Month.of(day))
    return lists


def held_list(list_id: int, by: Actor) -> DeductionList:
    """Return one list, as `held_lists` does."""
    (kept,) = held_lists([list_id], by)
    return kept
