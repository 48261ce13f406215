"""Workers who are insured: accepted by the branch, with a spell and someone who pays it."""

from datetime import datetime

from payung.kernel.clock import today_in_wib
from payung.process.registration import apply_reply
from tests.factories.enrolment import Office, batch, card, replies


def protected(home: Office, serial: int, at: datetime, *, sponsor: int = 0) -> int:
    """Return an accepted sponsorship, its spell opened on the day of `at`."""
    batch_id = batch(home, [serial], at, sponsor=sponsor)
    answer = apply_reply(
        batch_id=batch_id,
        replies=replies(home, batch_id, [(card(serial), "")]),
        replied_on=today_in_wib(at),
        by=home.branch,
        at=at,
    )
    (sponsorship_id,) = answer.accepted_ids
    return sponsorship_id
