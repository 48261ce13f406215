"""Two at once about one row of a death list, and the power that goes out in between."""

import pytest

from payung.foundation.outbox.models import PreparedText
from payung.process.claiming import report_death
from payung.process.deaths import confirm_death
from payung.process.rights import remind_of_rights
from payung.stages.claims.models import Claim, DeathMatch
from tests.concurrency.killing import dies_along
from tests.concurrency.test_one_sponsor import at_once
from tests.factories import claims as made
from tests.factories.claims import AT
from tests.factories.deaths import BORN, DIED_ON, Said, desk, identity, orphan, sheet, taken
from tests.factories.enrolment import nik
from tests.factories.world import SYSTEM

pytestmark = [pytest.mark.usefixtures("own_database"), pytest.mark.slow]


def test_confirmed_twice_and_reported_at_once_it_is_one_case():
    place = made.place(1, months=1)
    identity(place.given[0].worker_id, number=nik(80, BORN))
    by = desk(place)
    (match,) = taken(sheet(Said(nik=nik(80, BORN))), by=by)

    def reported():
        return report_death(
            sponsorship_id=place.given[0].sponsorship_id, died_on=DIED_ON, by=place.officer, at=AT
        )

    found = at_once([lambda: confirm_death(match_id=match, by=by, at=AT)] * 2 + [reported])

    assert len({one.claim_id for one in found}) == 1
    assert sum(one.is_new for one in found) == 1
    assert Claim.objects.count() == 1
    assert DeathMatch.objects.get().claim_id == found[0].claim_id


def test_the_power_goes_out_while_rights_are_reminded():
    place = made.place(1, months=1)
    orphan(place)

    dies_along(lambda: remind_of_rights(regency_id=place.of.regency_id, by=SYSTEM, at=AT))

    assert PreparedText.objects.filter(code="wa.scholarship").count() == 1
