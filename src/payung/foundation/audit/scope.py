"""
Who looks, as the database knows it for this connection: nobody, a viewer, or the system.

The web sets it at the start of every request. Operations widen it themselves, because what must
never happen twice has to be checked beyond one office; commands and jobs are the system.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from payung.kernel.people import Role, Viewer

SYSTEM = "system"
VIEWER = "viewer"
NOBODY = "none"


def show_nothing() -> None:
    """Show no row behind a wall on this connection from now on."""
    _set({"scope": NOBODY})


def show_everything() -> None:
    """Show every row: for pages of published totals, which show no rows."""
    _set({"scope": SYSTEM})


def show_to(viewer: Viewer, *, sponsor_id: int | None) -> None:
    """
    Show what this viewer may see on this connection from now on.

    :param sponsor_id: the civil servant behind a sponsor; a sponsor sees only their own.
    """
    is_sponsor = viewer.role is Role.SPONSOR
    _set(
        {
            "scope": VIEWER,
            "v_wide": "1" if viewer.sees_all_agencies else "",
            "v_regency": viewer.regency_id,
            "v_agency": None if is_sponsor or viewer.sees_all_agencies else viewer.agency_id,
            "v_home": viewer.agency_id,
            "v_person": viewer.person_id,
            "v_sponsor": sponsor_id if is_sponsor else None,
        }
    )


def as_started() -> None:
    """Return to what the connection was started with: nothing for the web, all for commands."""
    with connection.cursor() as cursor:
        cursor.execute("RESET payung.scope")


@contextmanager
def beyond(why: str) -> Iterator[None]:
    """
    Look beyond the viewer's own rows inside the block, as a check across offices must.

    :param why: for the reader of the code; what is found there must not be shown.
    """
    assert why
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('payung.scope', true), '')")
        (before,) = cursor.fetchone() or ("",)
    if before == SYSTEM:
        yield
        return
    _set({"scope": SYSTEM})
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _set({"scope": before})


def _set(settings: dict[str, object]) -> None:
    calls = ", ".join(["set_config(%s, %s, false)"] * len(settings))
    values = [
        part
        for name, value in settings.items()
        for part in (f"payung.{name}", "" if value is None else str(value))
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", values)
