"""The branch's answers to batches, written once per process: the world below never changes."""

from functools import cache

from payung.jobs.simulation.branch import KEY, NUMBER
from payung.jobs.simulation.papers import Filled, fill
from payung.kernel.people import Viewer
from payung.stages.enrolment.files import batch_file

Cards = tuple[tuple[int, str], ...]


@cache
def _blank(batch_id: int) -> bytes:
    return batch_file(viewer=Viewer.system(), batch_id=batch_id)


@cache
def reply_sheet(batch_id: int, cards: Cards) -> bytes:
    """Return the sheet of a batch with these numbers beside its rows."""
    numbers = dict(cards)

    def change(row: Filled) -> list[Filled]:
        return [{**row, NUMBER: numbers.get(int(row["No"]), "")}]

    return fill(_blank(batch_id), header=KEY, change=change)
