"""A monthly staff list, and at once the sponsorships of those who moved to another office."""

from collections.abc import Collection
from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor
from payung.kernel.reporting import FileReport
from payung.stages.enrolment.operations import follow_sponsors
from payung.stages.registry.files import import_staff


@operation
def take_staff(
    *,
    content: bytes,
    name: str,
    regency_id: int,
    apart: Collection[str] = (),
    by: Actor,
    at: datetime,
) -> FileReport:
    """
    Let a staff list take effect, and open sponsorships follow sponsors who moved (C7).

    :param apart: NIPs of new rows of which a person said that they are nobody known.
    :raises FileRefused: the file as a whole is not taken.
    """
    report = import_staff(
        content=content,
        name=name,
        regency_id=regency_id,
        apply=True,
        apart=apart,
        by=by,
        at=at,
    )
    follow_sponsors(regency_id=regency_id, by=by, at=at)
    return report
