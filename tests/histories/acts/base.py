"""What every operation of a history needs to be called: ids for numbers, and digests seen."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from payung.foundation.approvals.models import Approval
from payung.kernel.people import Viewer
from payung.stages.deductions.queries import list_of
from tests.histories.model.values import Invocation, Place, Reply
from tests.histories.stored import lines_of_answer
from tests.histories.world import MONTHS, World


class Base:
    """
    The programme behind one history. `names` turns numbers of the database into keys of the
    history: an approval into the form that asked for it first, a slip into its number.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.approvals: dict[str, int] = {}
        self.names: dict[int, str] = {}
        self.moves: dict[str, int] = {}
        self.slips: dict[int, str] = {}

    def run(self, call: Invocation, at: datetime) -> Reply:
        act: Callable[..., Reply] = getattr(self, f"do_{call.kind}")
        how = {"by": self.world.actor(call.client, call.key), "at": at}
        return act(call, how, **call.args)

    def _of(self, place: Place) -> dict[str, Any]:
        return {"agency_id": self.world.agencies[place[0]], "month": MONTHS[place[1]]}

    def list_id(self, place: Place, viewer: Any) -> int:
        found = list_of(viewer=viewer, **self._of(place))
        return found.list_id if found else 0

    def _lines(self, place: Place, seq: int) -> dict[tuple[int, int], int]:
        """Return the lines of one answer by civil servant and worker."""
        rows = lines_of_answer(self.list_id(place, Viewer.system()), seq)
        sponsors, workers = self.world.sponsors, self.world.workers
        return {
            (sponsors.index(sponsor), workers.index(worker)): line for sponsor, worker, line in rows
        }

    def _asked(self, call: Invocation, approval_id: int) -> Reply:
        self.approvals[call.key] = approval_id
        return ("ok", self.names.setdefault(approval_id, call.key))

    def _decision(self, ref: str, seen: tuple[Any, ...]) -> dict[str, Any]:
        """Send back what was looked at: what the request says, or something else that was seen."""
        number = self.approvals.get(ref, 0)
        found = Approval.objects.filter(pk=number).values_list("seen_digest", flat=True).first()
        return {"approval_id": number, "seen_digest": "0" * 64 if seen else found or ""}
