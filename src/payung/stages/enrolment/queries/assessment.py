"""What would happen to registrations: compared with each other, the staff list and the registry."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from payung.kernel.findings import Finding
from payung.kernel.people import Viewer
from payung.stages.enrolment.checks.nik_is_not_a_civil_servants import nik_is_not_a_civil_servants
from payung.stages.enrolment.checks.nik_stands_once_in_file import nik_stands_once_in_file
from payung.stages.enrolment.checks.sponsor_has_room import sponsor_has_room
from payung.stages.enrolment.checks.sponsor_is_on_the_staff_list import (
    sponsor_is_on_the_staff_list,
)
from payung.stages.enrolment.checks.sponsor_name_fits_nip import sponsor_name_fits_nip
from payung.stages.enrolment.checks.sponsor_nip_is_the_present_one import (
    sponsor_nip_is_the_present_one,
)
from payung.stages.enrolment.checks.worker_is_free import Known, worker_is_free
from payung.stages.enrolment.states import OPEN, State
from payung.stages.enrolment.sums.arrays import array
from payung.stages.enrolment.sums.entries import MOST_WORKERS, Candidate
from payung.stages.registry.queries import nik_index

# Former NIPs come first: who has a number now is meant by it.
_STAFF = """
    SELECT f.before, c.id, c.agency_id, c.folded, true AS is_former
    FROM registry_nipchange f JOIN registry_civilservant c ON c.id = f.civil_servant_id
    WHERE c.regency_id = %(regency)s AND c.gone_on IS NULL AND f.before = ANY(%(nips)s::text[])
      AND f.takes_back_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM registry_nipchange b WHERE b.takes_back_id = f.id)
    UNION ALL
    SELECT nip, id, agency_id, folded, false FROM registry_civilservant
    WHERE regency_id = %(regency)s AND gone_on IS NULL AND nip = ANY(%(nips)s::text[])
    ORDER BY is_former DESC
"""
_KNOWN = """
    WITH asked AS MATERIALIZED (
        SELECT substring(%(indexes)s::bytea FROM place * 32 + 1 FOR 32) AS nik_index
        FROM generate_series(0, %(last)s) place
    )
    SELECT nik_index, c.id, w.id, w.died_on IS NOT NULL, s.id, s.sponsor_id, coalesce(s.state, ''),
        EXISTS (SELECT FROM enrolment_sponsorship e
            WHERE e.worker_id = w.id AND e.state = %(ended)s)
    FROM asked
    LEFT JOIN registry_worker w USING (nik_index)
    LEFT JOIN registry_civilservant c USING (nik_index)
    LEFT JOIN enrolment_sponsorship s ON s.worker_id = w.id AND s.state = ANY(%(open)s)
    WHERE w.id IS NOT NULL OR c.id IS NOT NULL
"""
_WORKERS = """
    SELECT sponsor_id, count(*) FROM enrolment_sponsorship
    WHERE sponsor_id = ANY(%s::bigint[]) AND state = ANY(%s) GROUP BY sponsor_id
"""


class Staff(NamedTuple):
    """One sponsor as the staff list has them."""

    sponsor_id: int
    agency_id: int
    folded_name: str
    is_former: bool = False
    """Found by a NIP that the person had before."""


def staff(*, viewer: Viewer, regency_id: int, candidates: Iterable[Candidate]) -> dict[str, Staff]:
    """
    Return the civil servants of the regency whom the candidates name as sponsors, by that NIP.

    A NIP that somebody had before leads to them; paper sheets live longer than an appointment.
    Every office's, since a sheet of one office may name another's; the answer stays inside.
    """
    if viewer.regency_id not in (None, regency_id):
        return {}
    nips = {candidate.nip for candidate in candidates if candidate.nip is not None}
    with connection.cursor() as cursor:
        cursor.execute(_STAFF, {"regency": regency_id, "nips": array(nips)})
        return {nip: Staff(*rest) for nip, *rest in cursor.fetchall()}


def assess(
    *,
    viewer: Viewer,
    regency_id: int,
    agency_id: int,
    candidates: Sequence[Candidate],
    sponsors: dict[str, Staff] | None = None,
) -> None:
    """
    Complete the findings of each candidate with what only all of them and the registry can say.

    :param agency_id: the office that sends them; another office's sponsors are held for it.
    """
    if sponsors is None:
        sponsors = staff(viewer=viewer, regency_id=regency_id, candidates=candidates)
    _find_repeats(candidates)
    for candidate in candidates:
        if candidate.nip is not None:
            _place_sponsor(candidate, sponsors.get(candidate.nip), agency_id)
    _compare_with_registry(
        [each for each in candidates if each.nik is not None and each.sponsor_id]
    )
    _count_workers(candidates)


def _find_repeats(candidates: Sequence[Candidate]) -> None:
    together = nik_stands_once_in_file((each.row, each.digits) for each in candidates)
    if not together:
        return
    for candidate in candidates:
        others = together.get(candidate.row)
        if others is None:
            continue
        rows = ", ".join(map(str, others))
        finding = ("nik", Finding.reject("nik_repeated_in_file", rows=rows))
        # A damaged number that fits the birth date is this worker's own, mistyped; one that does
        # not fit was copied from the other row. The first refusal is the one that is counted.
        if candidate.nik is None and _fits(candidate):
            candidate.findings.append(finding)
        else:
            candidate.findings.insert(0, finding)


def _fits(candidate: Candidate) -> bool:
    born_on = candidate.born_on
    if born_on is None:
        return False
    inside = f"{born_on.month:02}{born_on.year % 100:02}"
    return any(f"{day:02}{inside}" in candidate.digits for day in (born_on.day, born_on.day + 40))


def _place_sponsor(candidate: Candidate, sponsor: Staff | None, agency_id: int) -> None:
    finding = sponsor_is_on_the_staff_list(
        is_known=sponsor is not None,
        is_of_office=sponsor is not None and sponsor.agency_id == agency_id,
    )
    if finding is not None:
        candidate.findings.append(("nip", finding))
    if sponsor is not None:
        _note(candidate, "nip", sponsor_nip_is_the_present_one(is_former=sponsor.is_former))
        _note(candidate, "nip", sponsor_name_fits_nip(candidate.sponsor_name, sponsor.folded_name))
        candidate.sponsor_id = sponsor.sponsor_id
        candidate.agency_id = sponsor.agency_id
        candidate.held = sponsor.agency_id != agency_id


def _compare_with_registry(candidates: Sequence[Candidate]) -> None:
    for candidate in candidates:
        candidate.nik_index = nik_index(candidate.nik or "")
    known = _known([candidate.nik_index for candidate in candidates])
    if not known:
        return
    for candidate in candidates:
        owner_id, before = known.get(candidate.nik_index, (None, None))
        _note(candidate, "nik", nik_is_not_a_civil_servants(owner_id, candidate.sponsor_id))
        if before is None:
            continue
        _note(candidate, "nik", worker_is_free(before, candidate.sponsor_id))
        if before.sponsor_id == candidate.sponsor_id and not before.has_died:
            candidate.known_as = before.sponsorship_id
            candidate.corrects = before.state == State.RETURNED


def _known(indexes: list[bytes]) -> dict[bytes, tuple[int | None, Known | None]]:
    """Return, by index, the civil servant and the worker who have that NIK; one value is sent."""
    asked: dict[str, Any] = {
        "indexes": b"".join(indexes),
        "last": len(indexes) - 1,
        "ended": State.ENDED,
        "open": list(OPEN),
    }
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, asked)
        return {
            bytes(index): (owner_id, None if worker[0] is None else Known(*worker))
            for index, owner_id, *worker in cursor
        }


def _count_workers(candidates: Sequence[Candidate]) -> None:
    """Let a sponsor's workers in, in the order of the rows, until there is no more room."""
    named = Counter(each.sponsor_id for each in candidates if each.sponsor_id and each.is_new)
    with connection.cursor() as cursor:
        cursor.execute(_WORKERS, [array(named), list(OPEN)])
        has: Counter[int] = Counter(dict(cursor.fetchall()))
    crowded = {sponsor for sponsor, count in named.items() if count + has[sponsor] > MOST_WORKERS}
    for candidate in candidates:
        if candidate.sponsor_id in crowded and candidate.is_new:
            has[candidate.sponsor_id] += 1
            workers = has[candidate.sponsor_id] - candidate.swaps
            found = sponsor_has_room(workers=workers, most=MOST_WORKERS)
            _note(candidate, "nip", found)


def _note(candidate: Candidate, column: str, finding: Finding | None) -> None:
    if finding is not None:
        candidate.findings.append((column, finding))
