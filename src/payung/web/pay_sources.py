"""What a sponsor may let deductions be taken from: only what payroll has a list for."""

from collections.abc import Sequence

from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.stages.deductions.queries.routes import open_sources
from payung.stages.enrolment.sums.said import PAY_SOURCES
from payung.web.language import tell
from payung.web.requests import Request


def sources_of(request: Request, viewer: Viewer, month: Month) -> tuple[str, ...]:
    """Return the sources open to who asks, for deductions that begin with `month`."""
    sponsor_id = None if request.duty is None else request.duty.civil_servant_id
    if sponsor_id is None:
        return PAY_SOURCES
    return open_sources(viewer=viewer, sponsor_id=sponsor_id, month=month, at=request.at)


def choices(sources: Sequence[str]) -> list[tuple[str, str]]:
    """Return the sources as the form offers them."""
    return [(code, tell(f"sponsor.consent.agree_{code}")) for code in sources]


def closed_words(sources: Sequence[str]) -> str:
    """Return a sentence about what is not offered, or nothing."""
    if not sources:
        return tell("sponsor.consent.no_source")
    closed = [code for code in PAY_SOURCES if code not in sources]
    if not closed:
        return ""
    return tell("sponsor.consent.closed", source=tell(f"sponsor.source.{closed[0]}"))
