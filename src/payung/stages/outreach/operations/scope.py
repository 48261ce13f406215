"""Who may change what of outreach, and the lock under which sessions are compared."""

from django.db import connection

from payung.kernel.people import Actor, Role
from payung.stages.outreach.models import Session
from payung.stages.outreach.problems import OutsideScope

PLANNERS = (Role.SECRETARIAT, Role.SYSTEM)
TELLERS = (Role.KORPRI, Role.SECRETARIAT, Role.SYSTEM)


def regency_of(by: Actor, roles: tuple[Role, ...] = PLANNERS) -> int:
    """Return the actor's regency. :raises OutsideScope: the role has no say, or no regency."""
    if by.role not in roles or by.regency_id is None:
        raise OutsideScope(by.regency_id)
    return by.regency_id


def own_session(session_id: int, by: Actor) -> Session:
    """Return a session of the actor's regency, locked. :raises OutsideScope: it is not theirs."""
    rows = Session.objects.select_for_update().filter(pk=session_id, regency_id=regency_of(by))
    found = rows.first()
    if found is None:
        raise OutsideScope(by.regency_id)
    return found


def lock_sessions(regency_id: int) -> None:
    """Wait for whoever plans a session of this regency just now: two would not see each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"outreach:{regency_id}"]
        )
