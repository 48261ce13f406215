"""What the minutes of a closed month say of the file that payroll answered with (P34)."""

from django.db.models import QuerySet

from payung.foundation.documents.models import Document
from payung.foundation.documents.queries import facts_of
from payung.foundation.ledger.models import Book
from payung.kernel.people import Viewer
from tests.histories.model.state import State
from tests.histories.model.values import Place
from tests.histories.world import MONTHS, World

SIGNS = 16
"""So much of a checksum is compared; the minutes print it in fours."""


def without_checksum(world: World, state: State) -> list[str]:
    """Return the closed months whose newest minutes do not show the checksum of the answer."""
    return [
        f"minutes of office {place[0]} month {place[1]}: nothing of {answer.sha[:SIGNS]}"
        for place, book in state.books.items()
        if book == "closed" and (answer := state.latest(place)) and answer.sha
        if answer.sha[:SIGNS] not in _minutes(world, place)
    ]


def _minutes(world: World, place: Place) -> str:
    """Return all that the newest minutes of a month say, without its spaces."""
    found = _of_month(world, place).order_by("-version").values_list("pk", flat=True).first()
    facts = None if found is None else facts_of(viewer=Viewer.system(), document_id=found)
    return repr(facts).replace(" ", "")


def _of_month(world: World, place: Place) -> "QuerySet[Document]":
    book = Book.objects.get(agency_id=world.agencies[place[0]], month=MONTHS[place[1]].first_day)
    return Document.objects.filter(kind="D05", subject_type="ledger_book", subject_id=book.pk)
