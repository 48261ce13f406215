"""Sponsorships with their consent, the statement of work, and the batches sent to the branch."""

from payung.stages.enrolment.models.desk import Draft, Entrusted, Opening, RejectionReason
from payung.stages.enrolment.models.reviews import Acceptance, Reading, RowCorrection
from payung.stages.enrolment.models.sponsorships import (
    Batch,
    Batches,
    BatchLine,
    Reply,
    Sponsorship,
    Sponsorships,
)
from payung.stages.enrolment.models.statements import Consent, Flag, WorkStatement

__all__ = [
    "Acceptance",
    "Batch",
    "BatchLine",
    "Batches",
    "Consent",
    "Draft",
    "Entrusted",
    "Flag",
    "Opening",
    "Reading",
    "RejectionReason",
    "Reply",
    "RowCorrection",
    "Sponsorship",
    "Sponsorships",
    "WorkStatement",
]
