"""The branch's list of reasons: changed as a whole row, never deleted."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.names import shown
from payung.kernel.people import Actor
from payung.stages.enrolment.models import RejectionReason
from payung.stages.enrolment.queries.reasons import default_reasons
from payung.stages.registry.operations.agencies import within_scope

CODE, BRANCH_WORDS, PLAIN_WORDS = 20, 200, 300


@operation
def set_reason(
    *,
    regency_id: int,
    code: str,
    branch_words: str,
    plain_words: str,
    is_live: bool,
    by: Actor,
    at: datetime,
) -> None:
    """
    Add a reason to the regency's list, or change the one with this code.

    The first change gives the regency a list of its own, which begins with the default one. Past
    answers keep the branch's words; what they mean is read from the list as it stands.

    :raises OutsideScope: the actor works for another regency.
    """
    within_scope(by, regency_id)
    _begin_own_list(regency_id)
    reason, added = RejectionReason.objects.update_or_create(
        regency_id=regency_id,
        code=code[:CODE],
        defaults={
            "branch_words": shown(branch_words)[:BRANCH_WORDS],
            "plain_words": shown(plain_words)[:PLAIN_WORDS],
            "is_live": is_live,
        },
    )
    record("reason.set", target=reason, by=by, at=at, code=reason.code, added=added, live=is_live)


def _begin_own_list(regency_id: int) -> None:
    """Copy the default list to a regency that has none of its own."""
    if RejectionReason.objects.filter(regency_id=regency_id).exists():
        return
    RejectionReason.objects.bulk_create(
        [
            RejectionReason(
                regency_id=regency_id,
                code=row.code,
                branch_words=row.branch_words,
                plain_words=row.plain_words,
            )
            for row in default_reasons()
        ],
        ignore_conflicts=True,
    )
