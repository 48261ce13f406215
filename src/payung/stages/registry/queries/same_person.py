"""A list with another NIP for somebody known: told apart from a new person, and never guessed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from payung.stages.registry.sums.nips import may_be_one

_FORMER: Final = """
    SELECT DISTINCT ON (c.id) f.before, c.nip, c.kind
    FROM staff_list l JOIN registry_nipchange f ON f.before = l.nip AND f.takes_back_id IS NULL
    JOIN registry_civilservant c ON c.id = f.civil_servant_id
    WHERE c.regency_id = %(regency)s AND c.nip <> f.before
      AND c.nip NOT IN (SELECT nip FROM staff_list)
      AND NOT EXISTS (SELECT 1 FROM registry_nipchange b WHERE b.takes_back_id = f.id)
    ORDER BY c.id, f.id DESC
"""
_TRANSLATE: Final = f"""
    UPDATE staff_list l SET nip = f.nip, kind = f.kind FROM ({_FORMER}) f WHERE l.nip = f.before
    RETURNING l."row", l.nip
"""
_NOBODYS: Final = """
    DELETE FROM staff_list l USING registry_nipchange f
    JOIN registry_civilservant c ON c.id = f.civil_servant_id
    WHERE f.before = l.nip AND f.takes_back_id IS NULL AND c.nip <> f.before
      AND NOT EXISTS (SELECT 1 FROM registry_nipchange b WHERE b.takes_back_id = f.id)
    RETURNING l."row", l.nip, l.folded, l.born_on
"""
_PERHAPS: Final = """
    SELECT d."row", d.nip, d.name, d.kind, d.folded, c.id, c.nip, c.name, c.kind, c.folded, a.name
    FROM staff_difference d
    JOIN registry_civilservant c ON left(c.nip, 8) = left(d.nip, 8)
        AND substr(c.nip, 15, 1) = substr(d.nip, 15, 1)
    JOIN staff_gone g ON g.id = c.id AND NOT g.kept
    JOIN registry_agency a ON a.id = c.agency_id
    WHERE d.what = 'new' AND d.nip <> ALL(%(apart)s) ORDER BY d."row", c.id
"""
_WAIT: Final = """
    WITH gone AS (UPDATE staff_gone SET kept = true WHERE id = ANY(%(people)s))
    DELETE FROM staff_difference WHERE "row" = ANY(%(rows)s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A new row, and somebody missing from the list who may be the same person."""

    row: int
    nip: str
    name: str
    kind: str
    civil_servant_id: int
    old_nip: str
    old_name: str
    old_kind: str
    old_office: str


def take_former(cursor: Any, regency_id: int) -> list[tuple[int, str]]:
    """Put the present NIP where `staff_list` has a former one; return those rows and NIPs."""
    cursor.execute(_TRANSLATE, {"regency": regency_id})
    return [(int(row), str(nip)) for row, nip in cursor.fetchall()]


def take_out_former(cursor: Any) -> list[tuple[int, str, str, Any]]:
    """Take the other former NIPs out of `staff_list`; return their rows as what was refused."""
    cursor.execute(_NOBODYS)
    return list(cursor.fetchall())


def hold_back(cursor: Any, apart: Collection[str]) -> list[Pair]:
    """
    Let new rows that may be somebody missing wait, and keep those missing; return the pairs.

    :param apart: NIPs of rows of which a person said that they are somebody else.
    """
    cursor.execute(_PERHAPS, {"apart": list(apart)})
    pairs = [
        Pair(
            row=row,
            nip=nip,
            name=name,
            kind=kind,
            civil_servant_id=person,
            old_nip=was_nip,
            old_name=was,
            old_kind=was_kind,
            old_office=office,
        )
        for row, nip, name, kind, folded, person, was_nip, was, was_kind, was_folded, office in (
            cursor.fetchall()
        )
        if may_be_one(nip, folded, was_nip, was_folded)
    ]
    values = {
        "people": [pair.civil_servant_id for pair in pairs],
        "rows": sorted({pair.row for pair in pairs}),
    }
    if pairs:
        cursor.execute(_WAIT, values)
    return pairs
