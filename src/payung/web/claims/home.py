"""The claims that a first page names: those under way, whose time comes first on top."""

from collections.abc import Sequence
from typing import Final

from payung.kernel.people import Role, Viewer
from payung.stages.claims.queries import claims
from payung.web.claims.shown import Listed, listed
from payung.web.requests import Request

SHOWN: Final = 3


def home_claims(request: Request, viewer: Viewer) -> Sequence[Listed]:
    """Return the claims under way, a few of them; nothing for who has no part in claims."""
    if viewer.role not in (Role.SPONSOR, Role.OFFICER, Role.BRANCH):
        return ()
    rows = claims(viewer=viewer, at=request.at, open_only=True, most=SHOWN)
    return [listed(row, viewer.role) for row in rows]
