"""The papers of a case: how each stands, and its picture."""

import base64
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor
from payung.stages.claims.models import Claim, ClaimFile, PaperMark
from payung.stages.claims.operations.flags import raise_flags
from payung.stages.claims.operations.holding import began, hold_file, settle
from payung.stages.claims.problems import PaperUnknown, TooManyFiles
from payung.stages.claims.queries.known import marks_now, needed_now
from payung.stages.claims.sums.papers import Mark
from payung.stages.claims.sums.places import FILE_PLACE
from payung.stages.intake.gateway.scans import clean_scan

MOST_FILES: Final = 60
"""Two pictures of every paper there is; beyond that somebody sends the wrong album."""


@operation
def mark_papers(*, claim_id: int, marks: Mapping[str, Mark], by: Actor, at: datetime) -> None:
    """
    Say how papers stand; only what changed is written.

    A complete file from which a paper is taken back is complete no longer.

    :raises PaperUnknown: this case asks for no such paper.
    """
    claim = hold_file(claim_id, by=by)
    _refuse_unknown(claim, marks)
    before = marks_now(claim.pk)
    changed = {
        code: mark
        for code, mark in marks.items()
        if code not in before or before[code].mark is not mark
    }
    _mark(claim, changed, by=by, at=at)
    record("claim.papers_marked", target=claim, by=by, at=at, row_count=len(changed))
    began(claim, by=by, at=at)
    settle(claim, by=by, at=at)


@operation
def keep_file(*, claim_id: int, code: str, content: bytes, by: Actor, at: datetime) -> int:
    """
    Keep the picture of a paper, written anew and sealed; the paper is there then.

    Sent again, nothing happens. The trace holds the digests of what came and of what was kept.

    :raises FileRefused: it is no PDF, JPEG or PNG, too big, locked, damaged, or too heavy to open.
    :raises PaperUnknown, TooManyFiles: this case asks for no such paper, or has pictures enough.
    """
    claim = hold_file(claim_id, by=by)
    _refuse_unknown(claim, [code])
    sent, kept = sha256(content).hexdigest(), ""
    known = ClaimFile.objects.filter(claim=claim, code=code, sha256=sent).first()
    if known is None:
        if ClaimFile.objects.filter(claim=claim).count() >= MOST_FILES:
            raise TooManyFiles(most=str(MOST_FILES))
        clean = clean_scan(content)
        kept = clean.sha256
        known = ClaimFile.objects.create(
            claim=claim,
            code=code,
            kind=clean.kind,
            sha256=sent,
            size=len(clean.content),
            content=sealer().seal(base64.b64encode(clean.content).decode("ascii"), FILE_PLACE),
            kept_by_id=by.person_id,
            kept_at=at,
        )
    if code not in (now := marks_now(claim.pk)) or now[code].mark is not Mark.HAS:
        _mark(claim, {code: Mark.HAS}, by=by, at=at)
    record("claim.file_kept", target=claim, by=by, at=at, digest=sent, paper=code, kept=kept)
    raise_flags(claim, at=at)
    began(claim, by=by, at=at)
    return int(known.pk)


def _refuse_unknown(claim: Claim, codes: Mapping[str, Mark] | list[str]) -> None:
    if set(codes) - {paper.code for paper in needed_now(claim)}:
        raise PaperUnknown


def _mark(claim: Claim, marks: Mapping[str, Mark], *, by: Actor, at: datetime) -> None:
    PaperMark.objects.bulk_create(
        [
            PaperMark(claim=claim, code=code, mark=mark, marked_by_id=by.person_id, marked_at=at)
            for code, mark in marks.items()
        ]
    )
