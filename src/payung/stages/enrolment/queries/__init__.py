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
from payung.stages.enrolment.queries.reasons import (
    ReasonRow,
    in_plain_words,
    rejection_reasons,
)
from payung.stages.enrolment.queries.replying import (
    MatchedRow,
    Outcome,
    batch_sent_on,
    match_reply,
    reply_rows,
)
from payung.stages.enrolment.queries.searching import Found, search
from payung.stages.enrolment.queries.surroundings import Surroundings, surroundings

__all__ = [
    "BatchRow",
    "BatchSummary",
    "ConsentRow",
    "Found",
    "MatchedRow",
    "Outcome",
    "ReasonRow",
    "SponsorshipRow",
    "Surroundings",
    "assess",
    "batch_of",
    "batch_sent_on",
    "batches",
    "consents_of",
    "flags_of",
    "ids_in_state",
    "in_plain_words",
    "last_reason",
    "match_reply",
    "my_workers",
    "queue_counts",
    "rejection_reasons",
    "reply_rows",
    "rows_of_batch",
    "search",
    "sponsorship_of",
    "sponsorships",
    "staff",
    "surroundings",
]
