"""What a person can do about registrations and sponsorships."""

from payung.stages.enrolment.operations.batches import answer_batch, send_batch
from payung.stages.enrolment.operations.consents import change_consent
from payung.stages.enrolment.operations.deciding import (
    cancel,
    follow_sponsors,
    hold,
    register_again,
    return_for_correction,
    take_over,
    verify,
)
from payung.stages.enrolment.operations.endings import (
    adopt,
    end,
    end_all,
    end_for_death,
    hand_over,
)
from payung.stages.enrolment.operations.entering import register
from payung.stages.enrolment.operations.following import follow_sponsor
from payung.stages.enrolment.operations.reasons import set_reason
from payung.stages.enrolment.operations.registering import ONE_SPONSOR, register_all
from payung.stages.enrolment.operations.taking import TakenFile, take_file

__all__ = [
    "ONE_SPONSOR",
    "TakenFile",
    "adopt",
    "answer_batch",
    "cancel",
    "change_consent",
    "end",
    "end_all",
    "end_for_death",
    "follow_sponsor",
    "follow_sponsors",
    "hand_over",
    "hold",
    "register",
    "register_again",
    "register_all",
    "return_for_correction",
    "send_batch",
    "set_reason",
    "take_file",
    "take_over",
    "verify",
]
