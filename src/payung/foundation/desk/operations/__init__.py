"""Changes at the secretariat's desk: notices, requests about personal data, incidents."""

from payung.foundation.desk.operations.incidents import (
    add_note,
    close_incident,
    correct_incident,
    open_incident,
    report_incident,
    tell_public,
    withdraw_incident,
)
from payung.foundation.desk.operations.notices import announce, correct_notice, end_notice
from payung.foundation.desk.operations.requests import (
    answer_request,
    ask_data,
    identify_asker,
    refuse_request,
)

__all__ = [
    "add_note",
    "announce",
    "answer_request",
    "ask_data",
    "close_incident",
    "correct_incident",
    "correct_notice",
    "end_notice",
    "identify_asker",
    "open_incident",
    "refuse_request",
    "report_incident",
    "tell_public",
    "withdraw_incident",
]
