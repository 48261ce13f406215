"""A school year that passes without anybody at a screen: asked for, and paid as computed."""

from datetime import date, datetime, time
from itertools import count

from payung.kernel.clock import WIB
from payung.kernel.people import Role
from payung.stages.claims import operations, queries
from tests.factories import world as worlds
from tests.factories.claim_pages import WHY, picture
from tests.factories.world import World

_SHAPES = count(300)


def pass_a_year(world: World, claim_id: int, day: date) -> None:
    """Let officer and branch do for every child of a claim what they do each August."""
    by, branch = worlds.actor(world, Role.OFFICER), worlds.actor(world, Role.BRANCH)
    at = datetime.combine(day, time(9), WIB)
    operations.open_facts(claim_id=claim_id, reason=WHY, by=by, at=at)
    for child in queries.children_of(viewer=by.viewer, claim_id=claim_id, at=at):
        due = child.next
        assert due is not None
        asked = {"child_id": child.child_id, "year": due.year, "level": due.level, "asked_on": day}
        year_id = operations.ask_year(**asked, by=by, at=at)
        operations.pay_year(
            school_year_id=year_id, amount_idr=int(due.amount_idr), paid_on=day,
            proof=picture(next(_SHAPES)), by=branch, at=at,
        )  # fmt: skip
