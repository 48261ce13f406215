"""Who took a file with identity numbers, and when: written on every copy (T10)."""

from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_time
from payung.kernel.wording import say
from payung.web.requests import Request, actor_of

_SHOWN = 8
"""So many signs of the request's number are enough to find it among the looks of that minute."""


def download_mark(request: Request) -> str:
    """Return the sentence; files are in Indonesian, whatever language the page is in."""
    by = actor_of(request)
    return say(
        "papers.mark",
        name=by.name,
        role=say(f"access.role.{by.role}"),
        day=render_date(in_wib(request.at).date()),
        time=render_time(request.at),
        number=by.request_id[:_SHOWN],
    )
