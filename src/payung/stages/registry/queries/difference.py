"""What a staff list would change: compared as sets, in tables of this session only."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from payung.kernel.findings import Finding
from payung.kernel.people import Viewer
from payung.kernel.reporting import RowFinding
from payung.stages.registry.checks.staff_rows import RefusedLine, StaffLine, StaffList
from payung.stages.registry.queries.agencies import offices_of
from payung.stages.registry.queries.same_person import (
    Pair,
    hold_back,
    take_former,
    take_out_former,
)
from payung.stages.registry.sums.settling import Settled, settle

COMPARED = (
    *("name", "title_before", "title_after", "folded", "sex", "born_on"),
    *("kind", "grade", "position", "nik_index"),
)
_LISTED = ("row", "nip", *COMPARED[:-1], "nik_index", "agency_id")
_LIST = """
    DROP TABLE IF EXISTS
        pg_temp.staff_list, pg_temp.staff_refused, pg_temp.staff_difference, pg_temp.staff_gone;
    CREATE TEMP TABLE staff_list (
        "row" int NOT NULL, nip text NOT NULL, name text NOT NULL, title_before text NOT NULL,
        title_after text NOT NULL, folded text NOT NULL, sex text NOT NULL, born_on date NOT NULL,
        kind text NOT NULL, grade text NOT NULL, position text NOT NULL, nik_index bytea,
        agency_id bigint NOT NULL
    ) ON COMMIT DROP;
    CREATE TEMP TABLE staff_refused (digits text NOT NULL, folded text NOT NULL, born_on date)
    ON COMMIT DROP
"""
_ELSEWHERE = """
    DELETE FROM staff_list l USING registry_civilservant c
    WHERE c.nip = l.nip AND c.gone_on IS NULL AND c.regency_id <> %s
    RETURNING l."row", l.nip, l.folded, l.born_on
"""
_DIFFERENCE = f"""
    CREATE TEMP TABLE staff_difference ON COMMIT DROP AS
    SELECT c.id, l.*, CASE
        WHEN c.id IS NULL THEN 'new'
        WHEN c.gone_on IS NOT NULL THEN 'back'
        WHEN c.agency_id <> l.agency_id THEN 'moved'
        ELSE 'changed' END AS what
    FROM staff_list l
    LEFT JOIN registry_civilservant c ON c.regency_id = %(regency)s AND c.nip = l.nip
    WHERE c.id IS NULL OR c.gone_on IS NOT NULL OR c.agency_id <> l.agency_id
       OR ({", ".join(f"c.{name}" for name in COMPARED[:-1])})
          IS DISTINCT FROM ({", ".join(f"l.{name}" for name in COMPARED[:-1])})
       OR (l.nik_index IS NOT NULL AND c.nik_index IS DISTINCT FROM l.nik_index)
"""
_GONE = """
    CREATE TEMP TABLE staff_gone ON COMMIT DROP AS
    SELECT c.id, c.agency_id,
        coalesce(c.nip IN (SELECT digits FROM staff_refused)
            OR (c.folded, c.born_on) IN
                (SELECT folded, born_on FROM staff_refused WHERE born_on IS NOT NULL)
            OR c.folded IN (SELECT folded FROM staff_refused WHERE born_on IS NULL), false) AS kept
    FROM registry_civilservant c
    WHERE c.regency_id = %(regency)s AND c.gone_on IS NULL
      AND c.nip NOT IN (SELECT nip FROM staff_list)
"""
_COUNTS = """
    SELECT what, count(*) FROM staff_difference GROUP BY what
    UNION ALL SELECT CASE WHEN kept THEN 'kept' ELSE 'gone' END, count(*)
        FROM staff_gone GROUP BY kept
    UNION ALL SELECT 'present', count(*) FROM registry_civilservant
        WHERE regency_id = %(regency)s AND gone_on IS NULL
"""


@dataclass(frozen=True, slots=True)
class StaffDifference:
    """
    What a staff list changes, in people.

    `kept` are missing from the list, but a refused row looks like theirs; `present` were on the
    staff before; `founded` offices are new. `findings` are those that needed the registry.
    """

    new: int
    changed: int
    moved: int
    gone: int
    back: int
    kept: int
    present: int
    accepted: int
    founded: tuple[str, ...]
    findings: tuple[RowFinding, ...]
    pairs: tuple[Pair, ...] = ()
    """Rows that wait for an answer: may they be somebody who is missing? Both stay as they are."""

    @property
    def many_are_gone(self) -> bool:
        """Whether over a fifth of the staff is missing: perhaps a part of the list only."""
        return self.gone * 5 > self.present


def staff_difference(*, viewer: Viewer, regency_id: int, staff: StaffList) -> StaffDifference:
    """Return what the list would change. Nothing is kept."""
    with transaction.atomic():
        return compare(viewer=viewer, regency_id=regency_id, staff=staff, founding=_nothing_founded)


def _nothing_founded(_: Settled) -> Mapping[int, int]:
    return {}


def compare(
    *,
    viewer: Viewer,
    regency_id: int,
    staff: StaffList,
    founding: Callable[[Settled], Mapping[int, int]],
    apart: Collection[str] = (),
) -> StaffDifference:
    """
    Fill this session's tables, which live until the transaction ends, and count.

    :param founding: adds the offices that the list founds, and returns their ids.
    :param apart: NIPs of rows of which a person said that they are nobody known.
    """
    known = offices_of(viewer=viewer, regency_id=regency_id, closed_too=True)
    settled = settle(Counter(line.office for line in staff.lines), known)
    ids = founding(settled)
    refs = {text: ids.get(office.ref, office.ref) for text, office in settled.offices.items()}
    lines, unclear = _with_office(staff, settled)
    remains = [RefusedLine(line.nip, line.folded, line.born_on) for line, _ in unclear]
    with connection.cursor() as cursor:
        cursor.execute(_LIST)
        _copy(cursor, lines, refs)
        refused, former = _nips_understood(cursor, regency_id, [*staff.refused, *remains])
        _compare(cursor, regency_id)
        pairs = hold_back(cursor, apart)
        counts = _counted(cursor, regency_id)
    refused |= dict.fromkeys((pair.row for pair in pairs), "perhaps_same_person")
    findings = _office_findings(staff, settled, lines, unclear)
    return StaffDifference(
        **{what: counts.get(what, 0) for what in ("new", "changed", "moved", "gone", "back")},
        kept=counts.get("kept", 0),
        present=counts["present"],
        accepted=len(lines) - len(refused),
        founded=tuple(settled.founded.values()),
        findings=(*findings, *_nip_findings(staff, refused, former)),
        pairs=tuple(pairs),
    )


def _nips_understood(
    cursor: Any, regency_id: int, refused: Sequence[RefusedLine]
) -> tuple[dict[int, str], list[tuple[int, str]]]:
    """Fill `staff_refused`; return the rows that `staff_list` lost with why, and what was read."""
    former = take_former(cursor, regency_id)
    not_theirs = take_out_former(cursor)
    _copy_refused(cursor, [*refused, *(RefusedLine(*rest) for _, *rest in not_theirs)])
    lost = dict.fromkeys(_taken_out_elsewhere(cursor, regency_id), "nip_other_regency")
    return lost | dict.fromkeys((row for row, *_ in not_theirs), "nip_former_refused"), former


def _taken_out_elsewhere(cursor: Any, regency_id: int) -> list[int]:
    """Take those who work for another regency out of `staff_list`; return their rows."""
    cursor.execute(_ELSEWHERE, [regency_id])
    return sorted(row for row, *_ in cursor.fetchall())


def _compare(cursor: Any, regency_id: int) -> None:
    """Fill `staff_difference` and `staff_gone` from the list."""
    place = {"regency": regency_id}
    cursor.execute("ANALYZE staff_list (nip)")
    cursor.execute(_DIFFERENCE, place)
    cursor.execute(_GONE, place)


def _counted(cursor: Any, regency_id: int) -> dict[str, int]:
    """Return how many of each there are in the two tables."""
    cursor.execute(_COUNTS, {"regency": regency_id})
    return dict(cursor.fetchall())


def _with_office(
    staff: StaffList, settled: Settled
) -> tuple[Sequence[StaffLine], list[tuple[StaffLine, str]]]:
    if not settled.unclear:
        return staff.lines, []
    unclear = [
        (line, settled.unclear[line.office])
        for line in staff.lines
        if line.office in settled.unclear
    ]
    return [line for line in staff.lines if line.office not in settled.unclear], unclear


def _copy(cursor: Any, lines: Sequence[StaffLine], refs: Mapping[str, int]) -> None:
    columns = ", ".join(f'"{name}"' for name in _LISTED)
    with cursor.copy(f"COPY staff_list ({columns}) FROM STDIN") as copy:
        for line in lines:
            copy.write_row((*line[:-1], refs[line.office]))


def _copy_refused(cursor: Any, refused: Sequence[RefusedLine]) -> None:
    with cursor.copy("COPY staff_refused (digits, folded, born_on) FROM STDIN") as copy:
        for line in refused:
            copy.write_row(line)


def _office_findings(
    staff: StaffList,
    settled: Settled,
    lines: Sequence[StaffLine],
    unclear: Sequence[tuple[StaffLine, str]],
) -> list[RowFinding]:
    other = {text: office.name for text, office in settled.offices.items() if text != office.name}
    found = [
        _at(staff, line.row, "office", Finding.reject("office_unclear", perhaps=perhaps))
        for line, perhaps in unclear
    ]
    if other:
        found += [
            _at(staff, line.row, "office", _spelled(line.office, other[line.office]))
            for line in lines
            if line.office in other
        ]
    return found


def _nip_findings(
    staff: StaffList, refused: Mapping[int, str], former: Sequence[tuple[int, str]]
) -> list[RowFinding]:
    found = [_at(staff, row, "nip", Finding.reject(why)) for row, why in refused.items()]
    told = [(row, Finding.warning("nip_former", nip=nip)) for row, nip in former]
    return found + [_at(staff, row, "nip", finding) for row, finding in told]


def _spelled(written: str, name: str) -> Finding:
    return Finding.info("office_spelled_differently", written=written[:150], name=name)


def _at(staff: StaffList, row: int, key: str, finding: Finding) -> RowFinding:
    return RowFinding(row, staff.headers.get(key, key), finding)
