"""The unfinished sign-up of whoever is looking."""

from datetime import datetime

from payung.kernel.keyring import sealer
from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Draft as Row
from payung.stages.enrolment.sums.drafts import KEPT_FOR, PLACE, Draft, draft_from


def draft_of(*, viewer: Viewer, at: datetime) -> Draft:
    """Return the viewer's own answers; none where nothing was kept, or it is too long ago."""
    found = (
        Row.objects.filter(person_id=viewer.person_id or 0)
        .values_list("answers_sealed", "started_at", "saved_at")
        .first()
    )
    if found is None or found[2] <= at - KEPT_FOR:
        return Draft()
    return draft_from(sealer().open(bytes(found[0]), PLACE), found[1], found[2])
