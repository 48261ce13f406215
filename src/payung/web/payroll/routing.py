"""S42 by route: how the list divides among the lists that payroll is run in, and their files."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.kernel.people import Viewer
from payung.process.papers.deduction_list import parted
from payung.stages.deductions.files import RouteFile, route_files
from payung.stages.deductions.problems import ListRefused
from payung.stages.deductions.queries.routes import routes_for
from payung.stages.deductions.sums.routes import Routed, Share, split
from payung.web.language import current
from payung.web.payroll.desk import Desk
from payung.web.requests import Request


@dataclass(frozen=True, kw_only=True)
class RouteRow:
    """One route as the page shows it; `file` is there once the list is locked and can be made."""

    part: Routed
    file: RouteFile | None = None
    problem: str = ""

    @property
    def code(self) -> str:
        return self.part.route.code

    @property
    def digest(self) -> str:
        return parted(self.file.digest) if self.file else ""


def rows_of(
    request: Request, viewer: Viewer, desk: Desk, shares: Sequence[Share]
) -> list[RouteRow]:
    """Return the routes of the list: those that cannot be cut first."""
    locked_at = desk.asked.locked_at if desk.asked else request.at
    routes = routes_for(viewer=viewer, regency_id=desk.regency_id, month=desk.month, at=locked_at)
    parts = split(shares, routes)
    if desk.asked is None:
        return [RouteRow(part=part) for part in parts]
    files = route_files(viewer=viewer, asked=desk.asked, parts=parts)
    return [_row(part, files.get(part.route.code)) for part in parts]


def _row(part: Routed, made: RouteFile | ListRefused | None) -> RouteRow:
    if isinstance(made, ListRefused):
        return RouteRow(part=part, problem=made.finding.message(current()))
    return RouteRow(part=part, file=made)


def chosen(request: Request, rows: Sequence[RouteRow]) -> RouteRow | None:
    """Return the route that the page is filtered by; an unknown one is none."""
    wanted = request.GET.get("jalur", "")
    return next((row for row in rows if row.code == wanted), None)
