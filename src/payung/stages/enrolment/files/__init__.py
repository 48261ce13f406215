"""The sheets enrolment takes and gives: registrations from offices, batches for the branch."""

from payung.stages.enrolment.files.batches import (
    OpenedReply,
    batch_file,
    keep_reply,
    open_reply,
    read_reply,
)
from payung.stages.enrolment.files.registrations import import_registrations, marked_copy
from payung.stages.enrolment.files.replies import (
    AppliedBefore,
    KeptReply,
    ReceivedReply,
    keep_upload,
    kept_reply,
    received_replies,
    refuse_reply,
)

__all__ = [
    "AppliedBefore",
    "KeptReply",
    "OpenedReply",
    "ReceivedReply",
    "batch_file",
    "import_registrations",
    "keep_reply",
    "keep_upload",
    "kept_reply",
    "marked_copy",
    "open_reply",
    "read_reply",
    "received_replies",
    "refuse_reply",
]
