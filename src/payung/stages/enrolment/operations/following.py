"""One sponsor's sponsorships follow them into another office."""

from datetime import datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.stages.enrolment.states import OPEN

_FOLLOW: Final = """
    UPDATE enrolment_sponsorship s SET agency_id = c.agency_id, regency_id = c.regency_id
    FROM registry_civilservant c
    WHERE c.id = %s AND s.sponsor_id = c.id AND c.agency_id <> s.agency_id AND s.state = ANY(%s)
"""


@operation
def follow_sponsor(*, civil_servant_id: int, by: Actor, at: datetime) -> int:
    """
    Let one sponsor's open sponsorships follow to the office they belong to now; return how many.

    Consent, spell and paid months stay as they are: only the office that bills changes (C7).
    """
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, [civil_servant_id, list(OPEN)])
        count = int(cursor.rowcount)
    record("sponsorships.followed", by=by, at=at, row_count=count, sponsor=civil_servant_id)
    return count
