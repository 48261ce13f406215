"""What the tests of papers have in common."""

from payung.kernel.people import Role
from payung.process import papers
from tests.factories.card_holders import consent, holder
from tests.factories.world import World, actor


def _authorisation(world: World, role: Role = Role.OFFICER) -> int:
    card = holder(world)
    consent(
        sponsorship_id=card.sponsorship_id,
        ceiling_idr=16_800,
        by=actor(world, Role.OFFICER),
        at=world.at,
    )
    return papers.deduction_authorisation(
        sponsor_id=world.sponsor_id, by=actor(world, role), at=world.at
    )
