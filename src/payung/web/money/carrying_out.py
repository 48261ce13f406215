"""A form about money takes effect once, or says what the books have against it."""

from collections.abc import Callable

from django.http import HttpResponse

from payung.foundation.approvals.operations import NotDecided
from payung.stages.remittance.problems import MoneyRefused
from payung.web.language import current
from payung.web.once import once
from payung.web.secretariat.asking import Said


def carried_out(said: Said, action: str, do: Callable[[], str]) -> HttpResponse | None:
    """Return the way to the result, or None with the refusal among the form's problems."""
    try:
        return once(said.request, action=action, do=do)
    except (MoneyRefused, NotDecided) as refusal:
        said.problems["form"] = refusal.finding.message(current())
    return None
