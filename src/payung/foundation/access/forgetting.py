"""What access keeps only for a while."""

from datetime import datetime, timedelta
from typing import Final

from payung.foundation.access.models import SignInTry, SubmittedForm, Visit

FORMS_KEPT: Final = timedelta(days=7)
"""Longer than any page stays open; after that a form is too old to be sent again."""
VISITS_KEPT: Final = timedelta(days=90)
TRIES_KEPT: Final = timedelta(days=1)


def forget_old_forms(*, at: datetime) -> int:
    """Delete the keys of forms sent more than seven days ago; return how many."""
    deleted, _ = SubmittedForm.objects.filter(at__lt=at - FORMS_KEPT).delete()
    return deleted


def forget_ended_visits(*, at: datetime) -> int:
    """Delete the sessions that ended 90 days ago or longer; return how many."""
    deleted, _ = Visit.objects.filter(ended_at__lte=at - VISITS_KEPT).delete()
    return deleted


def forget_tries(*, at: datetime) -> int:
    """Delete the counts of failed tries whose last one is a day old; return how many."""
    deleted, _ = SignInTry.objects.filter(last_at__lte=at - TRIES_KEPT).delete()
    return deleted
