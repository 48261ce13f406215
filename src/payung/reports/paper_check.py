"""What the page behind a paper's QR code says of it (S99): enough to compare, and no name."""

from dataclasses import dataclass
from datetime import datetime

from payung.foundation.audit.scope import beyond
from payung.foundation.documents.queries import Paper, document_by_code
from payung.kernel.people import Viewer
from payung.reports.scope import fetch


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """
    A paper that we made. `office` is empty for the regency's own.

    :param is_replaced: a later version about the same thing exists.
    """

    kind: str
    number: str
    made_at: datetime
    version: int
    regency: str
    office: str
    row_count: int
    total_idr: int | None
    withdrawn_at: datetime | None
    is_replaced: bool

    @property
    def is_in_force(self) -> bool:
        return self.withdrawn_at is None and not self.is_replaced


def paper_check(*, viewer: Viewer, code: str) -> PaperCheck | None:
    """Return what may be said about the paper with this code, or None: we made none."""
    with beyond("whoever holds a paper may ask whether it is genuine"):
        paper = document_by_code(viewer=viewer, code=code)
        return None if paper is None else _with_place(paper)


def _with_place(paper: Paper) -> PaperCheck:
    (place,) = fetch(
        """SELECT r.name AS regency, coalesce(a.name, '') AS office,
            EXISTS (SELECT FROM documents_document d WHERE d.kind = %(kind)s
                AND d.subject_type = %(type)s AND d.subject_id = %(subject)s
                AND d.version > %(version)s) AS is_replaced
        FROM registry_regency r LEFT JOIN registry_agency a ON a.id = %(agency)s
        WHERE r.id = %(regency)s""",
        {
            "kind": paper.kind,
            "type": paper.subject_type,
            "subject": paper.subject_id,
            "version": paper.version,
            "agency": paper.agency_id,
            "regency": paper.regency_id,
        },
    )
    return PaperCheck(
        kind=paper.kind,
        number=paper.number,
        made_at=paper.made_at,
        version=paper.version,
        regency=place["regency"],
        office=place["office"],
        row_count=paper.row_count,
        total_idr=paper.total_idr,
        withdrawn_at=paper.withdrawn_at,
        is_replaced=place["is_replaced"],
    )
