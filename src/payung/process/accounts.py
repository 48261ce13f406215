"""Accounts for those on the staff list."""

from datetime import datetime

from payung.foundation.access.operations_people import open_account
from payung.foundation.access.problems import NotTheirsToHelp
from payung.foundation.audit.operation import operation
from payung.kernel.people import Actor
from payung.stages.registry.queries.accounts import account_row


@operation
def person_for_civil_servant(*, civil_servant_id: int, by: Actor, at: datetime) -> int:
    """
    Return the account of a civil servant, opened where missing, with their duty as a sponsor.

    The first password comes with a printed code: `access.operations_codes.issue_code`.

    :raises NotTheirsToHelp: not on the staff list (any more), or of another office.
    """
    row = account_row(viewer=by.viewer, civil_servant_id=civil_servant_id)
    if row is None:
        raise NotTheirsToHelp
    return open_account(
        civil_servant_id=row.civil_servant_id,
        nip=row.nip,
        name=row.name,
        regency_id=row.regency_id,
        agency_id=row.agency_id,
        by=by,
        at=at,
    )
