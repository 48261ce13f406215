"""Which lists somebody stands on since a moment: what was printed there stays."""

from datetime import datetime

from payung.foundation.audit.scope import beyond
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.deductions.models import DeductionLine, DeductionList


def months_printed_since(*, viewer: Viewer, civil_servant_id: int, moment: datetime) -> list[Month]:
    """Return the months whose lists, locked after `moment`, ask for this person's money."""
    lists = DeductionList.objects.visible_to(viewer).filter(locked_at__gt=moment)
    seen = dict(lists.values_list("pk", "month"))
    with beyond("who stands on the office's list stays on it after moving to another office"):
        on = DeductionLine.objects.filter(list_id__in=list(seen), sponsor_id=civil_servant_id)
        found = set(on.values_list("list_id", flat=True))
    return sorted({Month.of(seen[number]) for number in found})
