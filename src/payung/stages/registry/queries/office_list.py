"""What an office list would add, for who must accept it."""

import hashlib
from dataclasses import dataclass
from datetime import date

from payung.kernel.findings import Finding, Level
from payung.kernel.people import Viewer
from payung.kernel.reporting import RowFinding
from payung.stages.intake.models import Kind
from payung.stages.registry.checks.office_rows import OfficeLine, OfficeList
from payung.stages.registry.models import Agency
from payung.stages.registry.queries.agencies import offices_of
from payung.stages.registry.queries.staff_review import StaffFile, received_files, waiting_file

NAME = "Kantor"


@dataclass(frozen=True, kw_only=True)
class OfficeListReview:
    """The comparison: `new` are added when it is accepted, `known` stay as they are."""

    rows: int
    new: tuple[OfficeLine, ...]
    known: tuple[tuple[OfficeLine, str], ...]
    """Each with the name under which it is known."""
    findings: tuple[RowFinding, ...]

    @property
    def refused(self) -> int:
        return len({f.row for f in self.findings if f.finding.level is Level.REJECT})

    @property
    def digest(self) -> str:
        """Of what would be added, so that nothing else is accepted than what was seen."""
        said = [f"{line.row}|{line.name}|{'|'.join(line.spellings)}" for line in self.new]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def office_list_review(*, viewer: Viewer, regency_id: int, offices: OfficeList) -> OfficeListReview:
    """Return what the list would add now; an office that closed is never opened again by a list."""
    known = offices_of(viewer=viewer, regency_id=regency_id, closed_too=False)
    closed = _closed(viewer)
    new: list[OfficeLine] = []
    there: list[tuple[OfficeLine, str]] = []
    findings = list(offices.findings)

    def refuse(line: OfficeLine, code: str, **values: str) -> None:
        findings.append(RowFinding(line.row, NAME, Finding.reject(code, **values)))

    for line in offices.lines:
        found = known.match(line.name)
        taken = next((s for s in line.spellings if known.match(s).how in ("exact", "alias")), "")
        if found.how in ("exact", "alias") and found.ref is not None:
            there.append((line, known.names[found.ref]))
        elif line.key in closed:
            refuse(line, "office_is_closed", day=closed[line.key].strftime("%d/%m/%Y"))
        elif found.how != "none":
            refuse(line, "office_unclear", perhaps=known.nearest(line.name))
        elif taken:
            refuse(line, "office_spelling_taken", spelling=taken)
        else:
            new.append(line)
    findings.sort(key=lambda found: (found.finding.level is not Level.REJECT, found.row))
    return OfficeListReview(
        rows=offices.rows, new=tuple(new), known=tuple(there), findings=tuple(findings)
    )


def office_files(*, viewer: Viewer, skip: int = 0, most: int = 25) -> list[StaffFile]:
    """Return the office lists that came in, newest first."""
    return received_files(viewer=viewer, kind=Kind.OFFICES, skip=skip, most=most)


def waiting_office_file(*, viewer: Viewer, file_id: int) -> StaffFile | None:
    """Return an office list that was checked and waits to be accepted, or None."""
    return waiting_file(viewer=viewer, kind=Kind.OFFICES, file_id=file_id)


def _closed(viewer: Viewer) -> dict[str, date]:
    rows = Agency.objects.visible_to(viewer).filter(closed_on__isnull=False)
    return {folded: day for folded, day in rows.values_list("folded", "closed_on") if day}
