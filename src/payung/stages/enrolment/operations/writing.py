"""Writing new sponsorships: thousands by COPY, a few by one statement; their consents after."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final, NamedTuple

from django.db import connection

from payung.foundation.audit.bulk import copying
from payung.foundation.rules import Funds, Programme, Sector, ceiling_idr
from payung.kernel.month import Month
from payung.stages.enrolment.states import MOVES
from payung.stages.enrolment.sums.arrays import array
from payung.stages.enrolment.sums.entries import Candidate
from payung.stages.enrolment.sums.said import Said

INCOME_IDR: Final = 1_000_000
"""The lowest bracket, in which BPJS registers a worker whose income nobody states."""
PROGRAMMES: Final = frozenset({Programme.JKK, Programme.JKM})
FEW: Final = 20
"""Up to so many rows one INSERT is less work than a temporary table to copy into."""
_WRITTEN: Final = "jkk,jkm"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": " ", "\n": " ", "\r": " "})
_BLOCK: Final = 250
_NULL: Final = "\\N"
_RESERVE: Final = """
    SELECT coalesce(array_agg(nextval(s.name)), '{}') FROM generate_series(1, %s),
        (SELECT pg_get_serial_sequence('enrolment_sponsorship', 'id')::regclass OFFSET 0) s (name)
"""
_SPONSORSHIP: Final = (
    *("id", "agency_id", "sponsor_id", "worker_id", "relation", "sector", "state", "file_id"),
    *("file_row", "regency_id", "funds", "income_idr", "programmes", "registered_on"),
    *("card_number", "end_reason"),
)
_SAID: Final = """
    WITH consented AS (
        INSERT INTO enrolment_consent
            (sponsorship_id, version, ceiling_idr, pay_source, given_on, evidence, withdrawn)
        SELECT s.id, 1, c.ceiling_idr, %s, s.registered_on, %s, false
        FROM enrolment_sponsorship s JOIN unnest(%s::text[], %s::bigint[]) c (sector, ceiling_idr)
            USING (sector)
        WHERE s.id = ANY(%s::bigint[])
    )
    INSERT INTO enrolment_workstatement
        (sponsorship_id, works, in_hospital, agrees, stated_on, source)
    SELECT id, %s, %s, %s, %s, %s FROM unnest(%s::bigint[]) id
"""


class Whole(NamedTuple):
    """What all the sponsorships of one sheet or form have in common."""

    regency_id: int
    file_id: int | None
    evidence: str
    said: Said
    day: date


def write(new: Sequence[Candidate], workers: Mapping[bytes, int], whole: Whole) -> list[int]:
    """Write the sponsorships, each with its first consent and what was said; return their ids."""
    if not new:
        return []
    if len(new) <= FEW:
        ids = _insert(new, workers, whole)
    else:
        ids = _reserve(len(new))
        _copy(zip(ids, new, strict=True), workers, whole)
    working = [number for number, each in zip(ids, new, strict=True) if each.occupation]
    _add_said(ids, working, whole)
    return ids


def _insert(new: Sequence[Candidate], workers: Mapping[bytes, int], whole: Whole) -> list[int]:
    columns = _SPONSORSHIP[1:]
    row = f"({', '.join(['%s'] * len(columns))})"
    values = [
        value
        for each in new
        for value in (
            *(each.agency_id, each.sponsor_id, workers[each.nik_index], each.relation),
            *(each.sector.value, _state(each), whole.file_id),
            None if whole.file_id is None else each.row,
            *_same(whole),
        )
    ]
    with connection.cursor() as cursor:
        # PostgreSQL returns the rows of VALUES in their order, as Django itself relies on.
        cursor.execute(
            f"INSERT INTO enrolment_sponsorship ({', '.join(columns)})"
            f" VALUES {', '.join([row] * len(new))} RETURNING id",
            values,
        )
        return [number for (number,) in cursor.fetchall()]


def _same(whole: Whole) -> tuple[Any, ...]:
    return (
        *(whole.regency_id, Funds.PRIVATE.value, INCOME_IDR, _WRITTEN, whole.day),
        *("", ""),
    )


def _state(each: Candidate) -> str:
    return str(MOVES.to("hold_at_once" if each.held else "register_at_once", ""))


def _reserve(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, [count])
        (ids,) = cursor.fetchone() or ([],)
        return list(ids)


def _copy(
    numbered: Iterable[tuple[int, Candidate]], workers: Mapping[bytes, int], whole: Whole
) -> None:
    """Write the rows in COPY's own text form, in which only the relation can need escaping."""
    registered = MOVES.to("register_at_once", "")
    held = MOVES.to("hold_at_once", "")
    file_id = whole.file_id
    end = "\t".join(map(str, _same(whole)))
    source = _NULL if file_id is None else str(file_id)
    lines = (
        f"{number}\t{each.agency_id}\t{each.sponsor_id}\t{workers[each.nik_index]}"
        f"\t{each.relation.translate(_ESCAPES)}\t{each.sector.value}"
        f"\t{held if each.held else registered}"
        f"\t{source}\t{_NULL if file_id is None else each.row}\t{end}\n"
        for number, each in numbered
    )
    with copying("enrolment_sponsorship", _SPONSORSHIP) as copy:
        # In blocks, so that the database stores one while the next is being written.
        while block := "".join(islice(lines, _BLOCK)):
            copy.write(block)


def _add_said(ids: list[int], working: list[int], whole: Whole) -> None:
    """Add the first consent of each: the normal tariff, so that no discount's end asks anew."""
    said, month = whole.said, Month.of(whole.day)
    ceilings = {
        sector.value: said.ceiling_idr
        or int(
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
    consent: list[Any] = [
        *(said.pay_source, whole.evidence, list(ceilings), list(ceilings.values()), array(ids)),
    ]
    stated = [said.works, said.in_hospital, said.agrees, whole.day, whole.evidence, array(working)]
    with connection.cursor() as cursor:
        cursor.execute(_SAID, [*consent, *stated])
