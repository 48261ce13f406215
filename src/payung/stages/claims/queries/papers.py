"""S64: the papers of a case with how each stands, and their pictures."""

import base64
from dataclasses import dataclass
from datetime import datetime

from payung.foundation.rules.benefits.claim_papers import PaperNeeded
from payung.kernel.keyring import sealer
from payung.kernel.people import Viewer
from payung.stages.claims.models import ClaimFile, Payment, SchoolYear
from payung.stages.claims.queries.known import marks_now, needed_now
from payung.stages.claims.queries.opening import opened, worked_on
from payung.stages.claims.sums.papers import Mark, is_required
from payung.stages.claims.sums.places import FILE_PLACE, PROOF_PLACE, SCHOOL_PROOF_PLACE


@dataclass(frozen=True, kw_only=True)
class FileRow:
    file_id: int
    kind: str
    size: int
    kept_at: datetime


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """One paper of the case; the file waits for a required one, the others are shown."""

    needed: PaperNeeded
    is_required: bool
    mark: Mark | None
    marked_at: datetime | None
    files: tuple[FileRow, ...]


@dataclass(frozen=True, kw_only=True)
class PapersSeen:
    """The papers in the order of gathering; `has` of the `needed` required ones are there."""

    rows: tuple[PaperRow, ...]
    has: int
    needed: int


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture as it was kept: written anew, without where it was taken."""

    name: str
    kind: str
    content: bytes


def papers_of(*, viewer: Viewer, claim_id: int, at: datetime) -> PapersSeen | None:
    """
    Return the papers of a claim; None beyond the view. The pictures themselves need a reason.

    :raises ReasonNeeded: the secretariat or an auditor, who did not say why.
    """
    claim = worked_on(viewer, claim_id, at)
    if claim is None:
        return None
    marks, files = marks_now(claim.pk), _files(claim.pk)
    rows = tuple(
        PaperRow(
            needed=paper,
            is_required=is_required(paper),
            mark=marks[paper.code].mark if paper.code in marks else None,
            marked_at=marks[paper.code].at if paper.code in marks else None,
            files=tuple(files.get(paper.code, ())),
        )
        for paper in needed_now(claim)
    )
    required = [row for row in rows if row.is_required]
    has = sum(row.mark is Mark.HAS for row in required)
    return PapersSeen(rows=rows, has=has, needed=len(required))


def file_of(*, viewer: Viewer, file_id: int, at: datetime) -> Picture | None:
    """
    Return the picture of a paper; None beyond the view.

    :raises ReasonNeeded: this person did not say within the hour why.
    """
    row = ClaimFile.objects.filter(pk=file_id).first()
    if row is None or opened(viewer, row.claim_id, at) is None:
        return None
    return _picture(row.code, row.kind, row.content, FILE_PLACE)


def proof_of(*, viewer: Viewer, payment_id: int, at: datetime) -> Picture | None:
    """Return the proof of a payment; as `file_of`."""
    row = Payment.objects.select_related("decision").filter(pk=payment_id).first()
    if row is None or opened(viewer, row.decision.claim_id, at) is None:
        return None
    return _picture("payment", row.kind, row.proof, PROOF_PLACE)


def year_proof_of(*, viewer: Viewer, school_year_id: int, at: datetime) -> Picture | None:
    """Return the proof that a school year was paid; as `file_of`."""
    row = SchoolYear.objects.select_related("child").filter(pk=school_year_id).first()
    if row is None or row.proof is None or opened(viewer, row.child.claim_id, at) is None:
        return None
    return _picture("scholarship", row.kind, row.proof, SCHOOL_PROOF_PLACE)


def _picture(name: str, kind: str, sealed: bytes | memoryview, place: str) -> Picture:
    content = base64.b64decode(sealer().open(bytes(sealed), place))
    return Picture(name=name, kind=kind, content=content)


def _files(claim_id: int) -> dict[str, list[FileRow]]:
    rows = ClaimFile.objects.filter(claim_id=claim_id).order_by("pk")
    found: dict[str, list[FileRow]] = {}
    for pk, code, kind, size, kept_at in rows.values_list("pk", "code", "kind", "size", "kept_at"):
        found.setdefault(code, []).append(
            FileRow(file_id=pk, kind=kind, size=size, kept_at=kept_at)
        )
    return found
