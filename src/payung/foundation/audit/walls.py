"""
The second wall: which rows the database itself shows to whom, whatever a query forgot.

Every table says with `wall` how its rows belong to an office, a sponsor or a regency, or why they
need no wall. `payung migrate` turns that into row security for the application's role. Who looks
stands in the session's settings, set by `scope`; where nothing is set, nothing is seen.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Wall:
    """`shown` is an SQL condition on a row for a viewer; everything else is settings."""

    shown: str


@dataclass(frozen=True, slots=True)
class NoWall:
    """Rows that everybody may read through the application, with the reason."""

    because: str


def _setting(name: str) -> str:
    """
    Read a setting for each row: less than a tenth of a microsecond.

    As a subquery it would be read once, but each subquery is planned and set up apart, six for
    every table of a statement: that took longer than most statements need to run.
    """
    return f"current_setting('payung.{name}', true)"


def _number(name: str) -> str:
    return f"nullif({_setting(name)}, '')::bigint"


_SCOPE: Final = _setting("scope")
IS_WIDE: Final = f"{_setting('v_wide')} = '1'"
REGENCY: Final = _number("v_regency")
AGENCY: Final = _number("v_agency")
HOME: Final = _number("v_home")
PERSON: Final = _number("v_person")
SPONSOR: Final = _number("v_sponsor")
_OF_REGENCY: Final = f"(SELECT a.id FROM registry_agency a WHERE a.regency_id = {REGENCY})"


def of_office(*, agency: str = "agency_id", regency: str = "", or_else: str = "") -> Wall:
    """
    Rows of one office: that office sees them, and the regency's people see their regency's.

    :param regency: the row's own column; without it the regency is the office's.
    :param or_else: a further condition under which a row is shown.
    """
    within = f"{regency} = {REGENCY}" if regency else f"{agency} IN {_OF_REGENCY}"
    shown = f"({agency} = {AGENCY}) OR ({IS_WIDE} AND {within})"
    return Wall(f"{shown} OR {or_else}" if or_else else shown)


def of_home(*, agency: str = "agency_id") -> Wall:
    """Totals of an office, without anybody's data: its sponsors may see them too."""
    return Wall(f"({agency} = {HOME}) OR ({IS_WIDE} AND {agency} IN {_OF_REGENCY})")


def of_regency(*, regency: str = "regency_id", or_else: str = "") -> Wall:
    """Rows of a whole regency, for the regency's people."""
    shown = f"({IS_WIDE} AND {regency} = {REGENCY})"
    return Wall(f"{shown} OR {or_else}" if or_else else shown)


def with_parent(column: str, table: str) -> Wall:
    """Rows that are shown exactly when the row of `table` they belong to is shown."""
    return Wall(f"EXISTS (SELECT 1 FROM {table} parent WHERE parent.id = {column})")


def statements(table: str, wall: Wall | NoWall, *, app_role: str) -> list[str]:
    """Return the SQL that puts a table's wall up, or takes an earlier one down."""
    drop = f"DROP POLICY IF EXISTS wall ON {table}"
    if isinstance(wall, NoWall):
        return [drop, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"]
    shown = f"{_SCOPE} = 'system' OR ({_SCOPE} = 'viewer' AND ({wall.shown}))"
    return [
        drop,
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY wall ON {table} TO {app_role} USING ({shown})",
    ]
