"""Two who close a month at once: one close, one paper, and the other is told (J14)."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from payung.foundation.approvals.operations import NotDecided
from payung.foundation.documents.models import Document
from payung.kernel.people import Actor
from payung.process.closing import close_month
from payung.stages.remittance import operations, queries
from payung.stages.remittance.models import Close
from tests.factories import remittance as made
from tests.factories.remittance import AT, DECEMBER

pytestmark = pytest.mark.usefixtures("own_database")


def test_two_close_at_once_and_one_of_them_does():
    of = made.office()
    made.giving(of, 3)
    made.paid(of)
    approval_id = operations.ask_close(
        agency_id=of.agency_id, month=DECEMBER, by=of.treasurer, at=AT
    )
    state = queries.month_state(viewer=of.head.viewer, agency_id=of.agency_id, month=DECEMBER)
    assert state is not None
    barrier, outcomes = Barrier(2), []

    def decide(by: Actor) -> None:
        try:
            barrier.wait(timeout=10)
            close_month(
                approval_id=approval_id,
                agency_id=of.agency_id,
                month=DECEMBER,
                seen_digest=state.digest,
                by=by,
                at=AT,
            )
            outcomes.append("closed")
        except NotDecided as told:
            outcomes.append(told.code)
        finally:
            connection.close()

    threads = [Thread(target=decide, args=[by]) for by in (of.head, of.secretariat)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive(), "stuck: two of them wait for each other"

    assert sorted(outcomes)[1] == "closed"
    assert sorted(outcomes)[0].startswith("approvals.")
    assert Close.objects.filter(agency_id=of.agency_id).count() == 1
    assert Document.objects.filter(kind="D05").count() == 1
