"""Who may tell what became of a worker: the office that has them, or had them last."""

from payung.foundation.audit.scope import beyond
from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.states import OPEN


def may_tell_of(*, viewer: Viewer, worker_id: int) -> bool:
    """
    Return whether the viewer sees all that is open for the worker, or else what ended last.

    An office that had the worker before another one did is a stranger; so is anybody where nothing
    ever was, but for those who see every office.
    """
    with beyond("whether another office has the worker, which is not told"):
        rows = Sponsorship.objects.filter(worker_id=worker_id).order_by("-pk")
        known = list(rows.values_list("pk", "state"))
        asked = [pk for pk, state in known if state in OPEN] or [pk for pk, _ in known[:1]]
        seen = Sponsorship.objects.visible_to(viewer).filter(pk__in=asked).count()
    return seen == len(asked) if asked else viewer.sees_all_agencies
