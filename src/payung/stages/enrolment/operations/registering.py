"""Taking registrations over: from a sheet as a set, from a form one at a time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import connection

from payung.foundation.audit.bulk import copying
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.findings import Finding, Level
from payung.kernel.people import Actor
from payung.stages.enrolment.operations.writing import FEW, Whole, write
from payung.stages.enrolment.states import MOVES, State
from payung.stages.enrolment.sums.entries import Candidate
from payung.stages.enrolment.sums.said import SHEET, Said
from payung.stages.registry.operations import WorkerEntry, register_workers

ONE_SPONSOR: Final = "enrolment_one_sponsor"
"""The constraint that lets a worker have one open sponsorship."""
_FLAG: Final = ("sponsorship_id", "level", "code", "values")
_FEW_FLAGS: Final = """
    INSERT INTO enrolment_flag (sponsorship_id, level, code, "values")
    SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::jsonb[])
"""
_CORRECTED: Final = """
    UPDATE enrolment_sponsorship s SET state = %s, relation = c.relation, sector = c.sector
    FROM unnest(%s::bigint[], %s::text[], %s::text[]) c (id, relation, sector)
    WHERE s.id = c.id AND s.state = %s
"""


@operation
def register_all(
    *,
    regency_id: int,
    candidates: Sequence[Candidate],
    evidence: str,
    file_id: int | None = None,
    said: Said = SHEET,
    by: Actor,
    at: datetime,
) -> list[int]:
    """
    Take over the candidates that are not refused, as one set; return the new sponsorships' ids.

    A candidate whose sponsor belongs to another office is held for that office. One that answers
    a returned registration corrects it; one that is open already with this sponsor stays as it is.

    :param evidence: how consent came: "sheet", "form", "screen". :param said: what else was said.
    """
    taken = [each for each in candidates if not each.is_refused]
    new = [each for each in taken if each.known_as is None]
    corrected = [each for each in taken if each.corrects]
    workers = register_workers(
        regency_id=regency_id, workers=[_worker(each) for each in (*new, *corrected)], by=by, at=at
    )
    ids = write(new, workers, Whole(regency_id, file_id, evidence, said, today_in_wib(at)))
    _correct(corrected)
    known = [each.known_as for each in corrected if each.known_as is not None]
    _copy_flags(zip([*ids, *known], [*new, *corrected], strict=True), workers.differences)
    record(
        "sponsorships.registered",
        by=by,
        at=at,
        row_count=len(new),
        file_id=file_id,
        held=sum(each.held for each in new),
        corrected=len(corrected),
        known_elsewhere=_count(candidates, "already_known"),
    )
    return ids


def _worker(candidate: Candidate) -> WorkerEntry:
    return WorkerEntry(
        nik=str(candidate.nik),
        nik_index=candidate.nik_index,
        name=candidate.name,
        birth_place=candidate.birth_place,
        born_on=candidate.born_on,
        sex="" if candidate.sex is None else candidate.sex.value,
        phone=candidate.phone or "",
        address=candidate.address,
        district_code=candidate.district_code,
        village_code=candidate.village_code,
        occupation=candidate.occupation,
        heir=candidate.heir,
    )


def _correct(corrected: Sequence[Candidate]) -> None:
    if not corrected:
        return
    registered = MOVES.to("register", State.RETURNED)
    with connection.cursor() as cursor:
        cursor.execute(
            _CORRECTED,
            [
                registered,
                [each.known_as for each in corrected],
                [each.relation for each in corrected],
                [each.sector.value for each in corrected],
                State.RETURNED,
            ],
        )


def _copy_flags(
    numbered: Iterable[tuple[int, Candidate]], differences: Mapping[bytes, Sequence[Finding]]
) -> None:
    """Keep what the officer should see: the findings, and where the record says otherwise."""
    flagged = [
        (number, finding.level.value, finding.code, _values(finding.values))
        for number, each in numbered
        if each.findings or each.quiet or each.nik_index in differences
        for finding in (
            *(found for _, found in each.findings),
            *each.quiet,
            *differences.get(each.nik_index, ()),
        )
    ]
    if not flagged:
        return
    if len(flagged) <= FEW:
        _insert_flags(flagged)
        return
    with copying("enrolment_flag", _FLAG) as copy:
        for flag in flagged:
            copy.write_row(flag)


def _insert_flags(flagged: Sequence[tuple[int, str, str, str]]) -> None:
    columns = [list(column) for column in zip(*flagged, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_FEW_FLAGS, columns)


def _values(values: Mapping[str, str]) -> str:
    return json.dumps(dict(values)) if values else "{}"


def _count(candidates: Sequence[Candidate], code: str) -> int:
    return sum(
        finding.code == code and finding.level is Level.REJECT
        for each in candidates
        for _, finding in each.findings
    )
