"""Questions about registrations, sponsorships and batches."""

from payung.stages.enrolment.queries.assessment import assess, staff
from payung.stages.enrolment.queries.batches import (
    BatchRow,
    BatchSummary,
    batch_of,
    batches,
    rows_of_batch,
)
from payung.stages.enrolment.queries.lists import (
    ConsentRow,
    SponsorshipRow,
    consents_of,
    flags_of,
    ids_in_state,
    last_reason,
    my_workers,
    queue_counts,
    sponsorship_of,
    sponsorships,
)
from payung.stages.enrolment.queries.surroundings import Surroundings, surroundings

__all__ = [
    "BatchRow",
    "BatchSummary",
    "ConsentRow",
    "SponsorshipRow",
    "Surroundings",
    "assess",
    "batch_of",
    "batches",
    "consents_of",
    "flags_of",
    "ids_in_state",
    "last_reason",
    "my_workers",
    "queue_counts",
    "rows_of_batch",
    "sponsorship_of",
    "sponsorships",
    "staff",
    "surroundings",
]
