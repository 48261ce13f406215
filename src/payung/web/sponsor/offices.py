"""The offices of a regency as choices; office names are published, their ids stay ours."""

from payung.kernel.people import Role, Viewer
from payung.stages.registry.queries import agencies


def offices_for(*, viewer: Viewer, but: int | None) -> list[tuple[str, str]]:
    """Return the open offices of the viewer's regency but one, by name."""
    public = Viewer(Role.SYSTEM, None, viewer.regency_id, None)
    return [
        (str(row.agency_id), row.name)
        for row in agencies(viewer=public, regency_id=viewer.regency_id)
        if row.is_open and row.agency_id != but
    ]
