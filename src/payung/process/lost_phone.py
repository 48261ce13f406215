"""An officer says that a colleague lost the telephone; the secretariat is the second person."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor
from payung.process.lost_factor import ask_factor_code
from payung.reports.colleagues import colleague


class NoSuchColleague(LookupError):
    """Nobody of the own office, or somebody without an authenticator to lose."""


@operation
def report_lost_phone(*, civil_servant_id: int, reason: str, by: Actor, at: datetime) -> int:
    """
    Ask for a code with which a colleague sets up another authenticator; return the request.

    Until the secretariat confirms it nothing changes: who found a telephone gains nothing by it.

    :raises NoSuchColleague: not of the actor's office, or without an authenticator in force.
    :raises CodeForSelf: the telephone is one's own.
    """
    row = colleague(viewer=by.viewer, civil_servant_id=civil_servant_id, on=today_in_wib(at))
    if row is None or row.person_id is None or not row.has_factor:
        raise NoSuchColleague(civil_servant_id)
    return ask_factor_code(person_id=row.person_id, reason=reason, by=by, at=at)
