"""A worker of an office who is covered in the month of the world's day."""

from payung.kernel.people import Viewer
from payung.reports.cards import card_holders
from payung.stages.enrolment.models import Sponsorship
from tests.factories.world import World


def covered_sponsorship(world: World, office: str) -> int:
    """Return the sponsorship of a worker whose month is paid and confirmed."""
    own = Sponsorship.objects.filter(agency_id=world.agencies[office]).values_list("pk", flat=True)
    rows = card_holders(viewer=Viewer.system(), on=world.today, only=list(own), most=1000)
    return next(row.sponsorship_id for row in rows if row.is_covered)
