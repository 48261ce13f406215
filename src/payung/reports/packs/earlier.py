"""When the pack before this one was made: what was corrected after it is named in the next."""

from datetime import datetime
from typing import Final

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.monitoring.queries import freezes

LOOKED_THROUGH: Final = 60


def last_pack_at(
    *, viewer: Viewer, month: Month, agency_id: int | None, before: datetime
) -> datetime | None:
    """
    Return as of when the newest pack of an earlier month was frozen, before a moment.

    Not of the same month: one frozen a second time still names what the first one named.
    """
    found = (
        one.as_of
        for one in freezes(viewer=viewer, most=LOOKED_THROUGH)
        if one.agency_id == agency_id and one.month < month and one.as_of < before
    )
    return max(found, default=None)
