"""Printed codes for colleagues who take part, or may, and have no password yet."""

from collections.abc import Collection
from datetime import datetime

from payung.foundation.access.operations_codes import issue_code
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.process.accounts import person_for_civil_servant


@operation
def issue_codes(
    *, civil_servant_ids: Collection[int], by: Actor, at: datetime
) -> list[tuple[int, str]]:
    """
    Return (person, code) for each of these colleagues; all of them or none.

    An account is opened where there is none. Codes stand nowhere after this: print them now.

    :raises NotTheirsToHelp: one is of another office, or has a duty beyond being a sponsor.
    :raises CodeForSelf: one is the actor.
    """
    codes = []
    for civil_servant_id in civil_servant_ids:
        person_id = person_for_civil_servant(civil_servant_id=civil_servant_id, by=by, at=at)
        codes.append((person_id, issue_code(person_id=person_id, by=by, at=at)))
    record("codes.issued", by=by, at=at, row_count=len(codes))
    return codes
