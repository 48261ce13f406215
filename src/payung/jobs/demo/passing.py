"""What happens by itself while a demo's days pass: the nightly work, in its order."""

from datetime import datetime, time

from payung.jobs.acting import system
from payung.kernel.clock import WIB, today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.process.lapse import lapse_unpaid
from payung.process.lapse_warnings import warn_of_lapses
from payung.process.relocation import finish_due_relocations
from payung.process.reminders import prepare_due
from payung.process.rights import remind_of_rights
from payung.process.tariff_notices import announce_tariffs
from payung.reports.homes.places import regencies

_NIGHT = time(0, 30, tzinfo=WIB)


def let_pass(*, since: datetime, until: datetime) -> int:
    """
    Do the first night of each month between, and the morning of `until`; return what lapsed.

    Nobody is told in the years between of what only that day's page would have shown: what is
    still true on the last morning is told then. Running it again changes nothing.
    """
    by, lapsed = system(), 0
    for month in Month.span(Month.of(today_in_wib(since)).next, Month.of(today_in_wib(until))):
        night = datetime.combine(month.first_day, _NIGHT)
        lapsed += lapse_unpaid(month=month, by=by, at=min(night, until))
    finish_due_relocations(by=by, at=until)
    for place in regencies(viewer=Viewer.system()):
        warn_of_lapses(regency_id=place.regency_id, by=by, at=until)
        prepare_due(regency_id=place.regency_id, by=by, at=until)
        remind_of_rights(regency_id=place.regency_id, by=by, at=until)
        announce_tariffs(regency_id=place.regency_id, by=by, at=until)
    return lapsed
