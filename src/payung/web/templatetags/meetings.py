"""For how many days something promised in a meeting is late."""

from datetime import date, datetime

from django.template import Library

from payung.kernel.clock import today_in_wib
from payung.stages.monitoring.queries import ItemRow

register = Library()


@register.filter
def lewat(item: ItemRow, on: date) -> int:
    return item.days_over(on)


@register.filter
def hari(at: datetime) -> date:
    """Return the day of an instant, in Jakarta."""
    return today_in_wib(at)
