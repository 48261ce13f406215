"""Which yearly reports a regency published: the newest of each year, unless withdrawn."""

from typing import Final

from payung.foundation.audit.scope import beyond
from payung.foundation.documents.queries import (
    Paper,
    PaperFacts,
    documents_of,
    facts_of,
    latest_of_kind,
)
from payung.kernel.people import Viewer

YEARLY: Final = "D22"
SUBJECT: Final = "year"
MOST: Final = 60


def yearly_papers(*, viewer: Viewer, regency_id: int) -> dict[int, Paper]:
    """Return the published reports by year, the newest year first."""
    with beyond("yearly reports are for everybody"):
        found = latest_of_kind(viewer=viewer, kind=YEARLY, most=MOST)
        years = {_year(one) for one in found if one.regency_id == regency_id}
        papers = {year: _newest(viewer, regency_id, year) for year in sorted(years, reverse=True)}
    return {year: paper for year, paper in papers.items() if paper is not None}


def yearly_paper(*, viewer: Viewer, regency_id: int, year: int) -> PaperFacts | None:
    """Return a year's published report, opened; None where there is none."""
    with beyond("yearly reports are for everybody"):
        found = _newest(viewer, regency_id, year)
        return None if found is None else facts_of(viewer=viewer, document_id=found.document_id)


def _newest(viewer: Viewer, regency_id: int, year: int) -> Paper | None:
    papers = documents_of(
        viewer=viewer, subject_type=f"{SUBJECT}.{year}", subject_id=regency_id, kind=YEARLY
    )
    newest = max(papers, key=lambda one: one.version, default=None)
    return None if newest is None or newest.withdrawn_at is not None else newest


def _year(paper: Paper) -> int:
    return int(paper.subject_type.partition(".")[2])
