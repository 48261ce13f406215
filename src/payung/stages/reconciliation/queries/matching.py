"""What a file is laid beside, and whom it differs in. No worker is shown."""

from collections.abc import Iterable, Sequence

from django.db import connection

from payung.foundation.audit.scope import beyond
from payung.kernel.names import fold
from payung.kernel.people import Viewer
from payung.stages.deductions.models import DeductionList
from payung.stages.reconciliation.problems import Compared, NewerResult
from payung.stages.reconciliation.queries.results import standing_result_id, told_by
from payung.stages.reconciliation.sums import AskedLine, ResultRow, as_printed
from payung.stages.registry.queries.nips import OTHER_NIPS, nip_at

_OWN_LIST = "who stands on the office's list stays on it after moving to another office"
_NIP = nip_at("c", "d.locked_at")
"""As it is printed on the list that payroll answers."""
_ASKED = f"""
SELECT l.id, l.sponsor_id, l.worker_id, {_NIP}, {OTHER_NIPS}, c.name, c.title_before,
       c.title_after, l.amount_idr
FROM deductions_deductionline l JOIN deductions_deductionlist d ON d.id = l.list_id
JOIN registry_civilservant c ON c.id = l.sponsor_id
WHERE l.list_id = %(list)s ORDER BY l.sponsor_id, l.worker_id
"""
_WHY_NOT_LISTED = """
SELECT c.nip, CASE WHEN s.sponsor_id IS NULL THEN 'not_on_list' ELSE 'stopped' END
FROM deductions_deductionlist d
JOIN registry_civilservant c ON c.nip = ANY(%(nips)s)
LEFT JOIN (SELECT DISTINCT sponsor_id FROM deductions_stop WHERE list_id = %(list)s) s
    ON s.sponsor_id = c.id
WHERE d.id = %(list)s AND (s.sponsor_id IS NOT NULL OR c.agency_id = d.agency_id)
"""
_STANDING = f"""
SELECT {_NIP},
       sum(CASE WHEN r.outcome IN ('cut', 'under', 'over') THEN r.reported_idr ELSE 0 END)
FROM reconciliation_resultline r
JOIN deductions_deductionline l ON l.id = r.line_id
JOIN deductions_deductionlist d ON d.id = l.list_id
JOIN registry_civilservant c ON c.id = l.sponsor_id
WHERE r.result_id = %(result)s GROUP BY c.id, d.locked_at
"""


def asked_lines(*, viewer: Viewer, list_id: int) -> list[AskedLine]:
    """Return the list's lines to match against, by sponsor and worker; empty beyond the view."""
    if not _sees_list(viewer, list_id):
        return []
    with beyond(_OWN_LIST), connection.cursor() as cursor:
        cursor.execute(_ASKED, {"list": list_id})
        return [
            AskedLine(
                line_id=line_id,
                sponsor_id=sponsor_id,
                worker_id=worker_id,
                nip=nip,
                other_nips=frozenset(others) - {nip},
                names=frozenset({fold(name), fold(f"{before} {name} {after}")}),
                amount_idr=amount,
            )
            for line_id, sponsor_id, worker_id, nip, others, name, before, after, amount in cursor
        ]


def why_not_listed(*, viewer: Viewer, list_id: int, nips: Sequence[str]) -> dict[str, str]:
    """
    Return what this office knows of NIPs that are not on its list: stopped, or not_on_list.

    A NIP of another office is simply not in the answer.
    """
    if not nips or not _sees_list(viewer, list_id):
        return {}
    with beyond(_OWN_LIST), connection.cursor() as cursor:
        cursor.execute(_WHY_NOT_LISTED, {"list": list_id, "nips": list(nips)})
        return dict(cursor.fetchall())


def compared(*, viewer: Viewer, list_id: int, rows: Iterable[ResultRow]) -> tuple[Compared, ...]:
    """
    Return, by NIP, the persons in whom these rows differ from the answer that stands.

    Who is not in the rows is there with nothing cut: rows that a filter left out are a difference.
    """
    printed, _ = as_printed(list(rows), asked_lines(viewer=viewer, list_id=list_id))
    in_file = {row.nip: (row.row, row.amount * row.cut) for row in printed}
    found = []
    for nip, standing_idr in sorted(_standing(viewer, list_id).items()):
        row, in_file_idr = in_file.get(nip, (0, 0))
        if standing_idr != in_file_idr:
            found.append(
                Compared(nip=nip, row=row, standing_idr=standing_idr, in_file_idr=in_file_idr)
            )
    return tuple(found)


def newer_result(
    *, viewer: Viewer, list_id: int, rows: Iterable[ResultRow], is_same: bool
) -> NewerResult:
    """Return the refusal of these rows: another answer stands, made beside or after them."""
    differing = compared(viewer=viewer, list_id=list_id, rows=rows)
    code = "reconciliation.conflict" if is_same else "reconciliation.newer_exists"
    said = told_by(viewer=viewer, list_id=list_id)
    return NewerResult(code, compared=differing, differences=str(len(differing)), **said)


def _standing(viewer: Viewer, list_id: int) -> dict[str, int]:
    with beyond(_OWN_LIST), connection.cursor() as cursor:
        cursor.execute(_STANDING, {"result": standing_result_id(viewer=viewer, list_id=list_id)})
        return {nip: int(amount) for nip, amount in cursor.fetchall()}


def _sees_list(viewer: Viewer, list_id: int) -> bool:
    return DeductionList.objects.visible_to(viewer).filter(pk=list_id).exists()
