"""Writing down what the branch and an auditor should look at; it stops nothing."""

from datetime import datetime

from payung.stages.claims.models import Claim, Flag
from payung.stages.claims.queries.surroundings import around
from payung.stages.claims.sums.signs import signs


def raise_flags(claim: Claim, *, at: datetime, is_new: bool = False) -> None:
    """
    Keep each sign of a held claim once; what it was found by stays as it was then.

    :param is_new: look through the other workers of the office, too; once is enough.
    """
    Flag.objects.bulk_create(
        [
            Flag(claim=claim, code=one.code, values=dict(one.values), found_at=at)
            for one in signs(around(claim, with_others=is_new))
        ],
        ignore_conflicts=True,
    )
