"""Sets the clock of the service; the browser keeps its own, in another zone and a day behind."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from payung.kernel.clock import WIB
from tests.journeys.aside import aside
from tests.journeys.came_in import everybody_came_in

ELSEWHERE = "America/Los_Angeles"
BEHIND = timedelta(days=1)


class Clock:
    """The clock that every request is stamped with. It stands still until it is set again."""

    def __init__(self, patch: pytest.MonkeyPatch, open_as: Callable[..., Page]) -> None:
        self._patch = patch
        self._open_as = open_as
        self.now = timezone.now()

    def set(self, year: int, month: int, day: int, hour: int, minute: int) -> None:
        """Set it, in western Indonesian time; whoever is signed in came in just then."""
        self.now = datetime(year, month, day, hour, minute, tzinfo=WIB)
        self._patch.setattr(timezone, "now", lambda: self.now)
        aside(lambda: everybody_came_in(self.now))

    def open_as(self, who: str, path: str, **wishes: object) -> Page:
        """Open a page in a browser whose own clock and zone say something else."""
        page = self._open_as(who, "/bantuan/", timezone_id=ELSEWHERE, **wishes)
        page.clock.set_fixed_time(self.now - BEHIND)
        page.goto(path)
        return page
