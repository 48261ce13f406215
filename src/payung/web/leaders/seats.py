"""Where a leader sits: in a regency, or above a province's regencies."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from payung.kernel.people import Role, Viewer
from payung.reports.homes.places import Place, regencies
from payung.stages.registry.queries.areas import area_name
from payung.web.language import tell
from payung.web.requests import Request, own_place

READERS: Final = (Role.LEADER, Role.KORPRI, Role.SECRETARIAT)
DESK: Final = (Role.LEADER, Role.SECRETARIAT)
"""Who sees each office's money and whom to reach there; Korpri sees the state alone."""


@dataclass(frozen=True, kw_only=True)
class Seat:
    """`province` is empty for whoever is of one regency; `others` are provinces to choose."""

    place: Place | None
    province: str = ""
    others: tuple[str, ...] = ()

    @property
    def context(self) -> dict[str, object]:
        """What a page shows of the seat; above a province the frame names no regency."""
        return {"seat": self} | ({"place": self.place} if self.province else {})

    @property
    def query(self) -> str:
        return f"?provinsi={self.province}" if self.others else ""


def seat_of(request: Request, viewer: Viewer) -> Seat:
    """Return the viewer's seat; with regencies of several provinces, `?provinsi=` chooses."""
    if viewer.regency_id is not None:
        return Seat(place=own_place(request, viewer))
    codes = [place.regency_code[:2] for place in regencies(viewer=viewer)]
    codes = [code for code in codes if viewer.province in ("", code)]
    found = sorted(set(codes))
    if not found:
        return Seat(place=None)
    asked = request.GET.get("provinsi", "")
    province = asked if asked in found else max(found, key=codes.count)
    name = area_name(code=province) or tell("leader.province", code=province)
    above = Place(
        regency_id=0,
        regency_code=province,
        regency=name,
        agency="",
        branch="",
        joined_on=date.min,
    )
    return Seat(place=above, province=province, others=tuple(found) if len(found) > 1 else ())
