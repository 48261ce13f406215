"""What happens to a month of a small world after it was closed."""

from payung.foundation.ledger.models import Book
from payung.kernel.month import Month
from payung.stages.remittance.models import Close, Reopening
from tests.factories.world import World


def opened_again(world: World, month: Month) -> Close:
    """Open the month of the office of Boja again."""
    close = Close.objects.get(agency_id=world.agencies["Kecamatan Boja"], month=month.first_day)
    Reopening.objects.create(
        close=close, asked_by_id=1, approved_by_id=2, reason="Salah", reopened_at=world.at
    )
    book = Book.objects.get(agency_id=close.agency_id, month=month.first_day)
    book.state = "open"
    book.save()
    return close
