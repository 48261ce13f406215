"""Taking registrations over: from a sheet as a set, from a form one at a time."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import Final

from django.db import connection
from psycopg import Copy

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.rules import Funds, Programme, Sector, ceiling_idr
from payung.kernel.clock import today_in_wib
from payung.kernel.findings import Finding, Level
from payung.kernel.month import Month
from payung.kernel.people import Actor
from payung.stages.enrolment.states import MOVES, State
from payung.stages.enrolment.sums.arrays import array
from payung.stages.enrolment.sums.entries import Candidate
from payung.stages.registry.operations import WorkerEntry, register_workers

INCOME_IDR: Final = 1_000_000
"""The lowest bracket, in which BPJS registers a worker whose income nobody states."""
PROGRAMMES: Final = frozenset({Programme.JKK, Programme.JKM})
ONE_SPONSOR: Final = "enrolment_one_sponsor"
"""The constraint that lets a worker have one open sponsorship."""
_WRITTEN: Final = "jkk,jkm"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": " ", "\n": " ", "\r": " "})
_BLOCK: Final = 250
_NULL: Final = "\\N"
_RESERVE: Final = """
    SELECT coalesce(array_agg(nextval(s.name)), '{}') FROM generate_series(1, %s),
        (SELECT pg_get_serial_sequence('enrolment_sponsorship', 'id')::regclass OFFSET 0) s (name)
"""
_SPONSORSHIP: Final = """
    COPY enrolment_sponsorship (id, agency_id, sponsor_id, worker_id, relation, sector, state,
        file_id, file_row, regency_id, funds, income_idr, programmes, registered_on, card_number,
        end_reason) FROM STDIN
"""
_CONSENT: Final = """
    INSERT INTO enrolment_consent
        (sponsorship_id, version, ceiling_idr, pay_source, given_on, evidence, withdrawn)
    SELECT s.id, 1, c.ceiling_idr, 'gaji', s.registered_on, %s, false
    FROM enrolment_sponsorship s JOIN unnest(%s::text[], %s::bigint[]) c (sector, ceiling_idr)
        USING (sector)
    WHERE s.id = ANY(%s::bigint[])
"""
_STATEMENT: Final = """
    INSERT INTO enrolment_workstatement (sponsorship_id, works, stated_on, source)
    SELECT id, true, %s, %s FROM unnest(%s::bigint[]) id
"""
_FLAG: Final = 'COPY enrolment_flag (sponsorship_id, level, code, "values") FROM STDIN'
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
    by: Actor,
    at: datetime,
) -> list[int]:
    """
    Take over the candidates that are not refused, as one set; return the new sponsorships' ids.

    A candidate whose sponsor belongs to another office is held for that office. One that answers
    a returned registration corrects it; one that is open already with this sponsor stays as it is.

    :param evidence: how the sponsors consented: "sheet", "form" or "screen".
    """
    taken = [each for each in candidates if not each.is_refused]
    new = [each for each in taken if each.known_as is None]
    corrected = [each for each in taken if each.corrects]
    workers = register_workers(
        regency_id=regency_id, workers=[_worker(each) for each in (*new, *corrected)], by=by, at=at
    )
    ids = _reserve(len(new))
    _write(dict(zip(ids, new, strict=True)), workers, regency_id, file_id, evidence, at)
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


def _write(
    new: Mapping[int, Candidate],
    workers: Mapping[bytes, int],
    regency_id: int,
    file_id: int | None,
    evidence: str,
    at: datetime,
) -> None:
    """Write the sponsorships by id, each with its first consent and what was said of the work."""
    day = today_in_wib(at)
    _copy_sponsorships(new.items(), workers, regency_id, file_id, day)
    _add_consents(list(new), evidence, Month.of(day))
    working = [number for number, each in new.items() if each.occupation]
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, [day, evidence, array(working)])


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
        occupation=candidate.occupation,
        heir=candidate.heir,
    )


def _reserve(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [count])
        (ids,) = cursor.fetchone() or ([],)
        return list(ids)


@contextmanager
def _copying(statement: str) -> Iterator[Copy]:
    """Run a COPY whose errors are Django's, as those of every other statement are."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        yield copy


def _copy_sponsorships(
    numbered: Iterable[tuple[int, Candidate]],
    workers: Mapping[bytes, int],
    regency_id: int,
    file_id: int | None,
    day: date,
) -> None:
    """Write the rows in COPY's own text form, in which only the relation can need escaping."""
    registered = MOVES.to("register_at_once", "")
    held = MOVES.to("hold_at_once", "")
    same = (regency_id, Funds.PRIVATE.value, INCOME_IDR, _WRITTEN, day, "", "")
    end = "\t".join(map(str, same))
    source = _NULL if file_id is None else str(file_id)
    lines = (
        f"{number}\t{each.agency_id}\t{each.sponsor_id}\t{workers[each.nik_index]}"
        f"\t{each.relation.translate(_ESCAPES)}\t{each.sector.value}"
        f"\t{held if each.held else registered}"
        f"\t{source}\t{_NULL if file_id is None else each.row}\t{end}\n"
        for number, each in numbered
    )
    with _copying(_SPONSORSHIP) as copy:
        # In blocks, so that the database stores one while the next is being written.
        while block := "".join(islice(lines, _BLOCK)):
            copy.write(block)


def _add_consents(ids: list[int], evidence: str, month: Month) -> None:
    """Add the first consent of each: the normal tariff, so that no discount's end asks anew."""
    if not ids:
        return
    ceilings = {
        sector.value: int(
            ceiling_idr(
                month=month,
                sector=sector,
                funds=Funds.PRIVATE,
                income_idr=INCOME_IDR,
                programmes=PROGRAMMES,
            )
        )
        for sector in Sector
    }
    with connection.cursor() as cursor:
        cursor.execute(
            _CONSENT,
            [evidence, list(ceilings), list(ceilings.values()), array(ids)],
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
    with _copying(_FLAG) as copy:
        for flag in flagged:
            copy.write_row(flag)


def _values(values: Mapping[str, str]) -> str:
    return json.dumps(dict(values)) if values else "{}"


def _count(candidates: Sequence[Candidate], code: str) -> int:
    return sum(
        finding.code == code and finding.level is Level.REJECT
        for each in candidates
        for _, finding in each.findings
    )
