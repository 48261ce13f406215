"""What the branch writes when it refuses a row, and what that means for the office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from payung.kernel.names import fold
from payung.kernel.people import Viewer
from payung.kernel.wording import say
from payung.stages.enrolment.models import RejectionReason

DEFAULTS = (
    *("nik_unknown", "name_differs", "already_member", "too_old", "not_working"),
    *("in_hospital", "has_died", "incomplete"),
)
"""Codes of kernel/wording/reasons.yaml: the list of a regency that has none of its own."""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason: as the branch writes it, and what the office should do about it."""

    code: str
    branch_words: str
    plain_words: str
    is_live: bool


def default_reasons() -> list[ReasonRow]:
    """Return the list that every regency starts with."""
    return [
        ReasonRow(
            code,
            say(f"enrolment.reason.{code}.branch"),
            say(f"enrolment.reason.{code}.plain"),
            is_live=True,
        )
        for code in DEFAULTS
    ]


def rejection_reasons(
    *, viewer: Viewer, regency_id: int, live_only: bool = False
) -> list[ReasonRow]:
    """Return a regency's list in the order it was made, or the default one; it is no secret."""
    if viewer.regency_id not in (None, regency_id):
        return []
    rows = RejectionReason.objects.filter(regency_id=regency_id).order_by("pk")
    found = [
        ReasonRow(*row)
        for row in rows.values_list("code", "branch_words", "plain_words", "is_live")
    ]
    return [row for row in found or default_reasons() if row.is_live or not live_only]


def in_plain_words(*, viewer: Viewer, regency_id: int, texts: Iterable[str]) -> Mapping[str, str]:
    """
    Return what to do about each reason as written; one that is on no list stands for itself.

    A reason that is no longer offered is still explained: old answers keep their meaning.
    """
    listed = rejection_reasons(viewer=viewer, regency_id=regency_id)
    meant = {fold(row.branch_words): row.plain_words for row in listed}
    meant |= {fold(row.code): row.plain_words for row in listed}
    return {text: meant.get(fold(text), text) for text in texts}
