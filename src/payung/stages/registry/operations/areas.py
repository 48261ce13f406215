"""Taking over an edition of the published area codes, and a regency's joining the programme."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.names import fold, shown
from payung.kernel.people import Actor
from payung.stages.registry.models import Area, Regency
from payung.stages.registry.problems import UnknownRegency
from payung.stages.registry.queries.areas import AreaRow, forget_areas

NAME = 100
_LISTED = """
    CREATE TEMP TABLE area_list (code text PRIMARY KEY, name text, folded text, parent_code text)
    ON COMMIT DROP
"""
_TAKE_OVER = """
    INSERT INTO registry_area AS a (code, name, folded, parent_code)
    SELECT code, name, folded, parent_code FROM area_list
    ON CONFLICT (code) DO UPDATE SET
        name = excluded.name, folded = excluded.folded, parent_code = excluded.parent_code
    WHERE (a.name, a.parent_code) IS DISTINCT FROM (excluded.name, excluded.parent_code)
"""


@operation
def load_areas(*, areas: Iterable[AreaRow], by: Actor, at: datetime) -> int:
    """
    Add and rename areas as in this edition; return how many rows changed.

    An area that an edition no longer has stays: people's NIK still carry its code.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LISTED)
        with cursor.copy("COPY area_list FROM STDIN") as copy:
            for area in areas:
                name = shown(area.name)[:NAME]
                copy.write_row((area.code, name, fold(name)[:NAME], area.parent_code))
        cursor.execute(_TAKE_OVER)
        changed: int = cursor.rowcount
        cursor.execute("DROP TABLE area_list")
    forget_areas()
    transaction.on_commit(forget_areas)
    record("areas.loaded", by=by, at=at, row_count=changed)
    return changed


@operation
def join(*, regency_code: str, branch_name: str, by: Actor, at: datetime) -> int:
    """
    Let a regency take part, under its published name; return its id, also when it already does.

    :raises UnknownRegency: no regency has this code; load the areas first.
    """
    area = Area.objects.filter(pk=regency_code).first() if len(regency_code) == 5 else None
    if area is None:
        raise UnknownRegency(regency_code)
    regency, added = Regency.objects.get_or_create(
        code=regency_code,
        defaults={
            "name": area.name,
            "branch_name": branch_name[:100],
            "joined_on": today_in_wib(at),
        },
    )
    record("regency.joined", target=regency, by=by, at=at, code=regency_code, added=added)
    return int(regency.pk)
