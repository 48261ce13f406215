"""What waits for families, as the first page of an officer or the secretariat counts it."""

from payung.kernel.people import Role, Viewer
from payung.reports.deaths.rights import Waiting, waiting
from payung.web.requests import Request


def home_rights(request: Request, viewer: Viewer) -> Waiting | None:
    """Return the counts; None for who has no list of them."""
    if viewer.role not in {Role.OFFICER, Role.SECRETARIAT}:
        return None
    return waiting(viewer=viewer, at=request.at)
