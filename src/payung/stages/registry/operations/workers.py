"""Workers: registering many as one set, each once in the country, none overwritten."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.dates import render_date
from payung.kernel.findings import Finding
from payung.kernel.keyring import sealer
from payung.kernel.names import fold, shown
from payung.kernel.people import Actor
from payung.stages.registry.models import Worker
from payung.stages.registry.operations.agencies import within_scope
from payung.stages.registry.operations.worker_entries import RegisteredWorkers, WorkerEntry
from payung.stages.registry.sums.places import (
    ADDRESS_PLACE,
    NIK_PLACE,
    PHONE_PLACE,
)

NAME, PLACE, OCCUPATION = 100, 60, 80
_LISTED = """
    CREATE TEMP TABLE worker_list (
        nik_sealed bytea, nik_index bytea, name text, folded text, birth_place text, born_on date,
        sex text, phone_sealed bytea, address_sealed bytea, district_code text, village_code text,
        occupation text, heir text
    ) ON COMMIT DROP
"""
_COLUMNS = (
    "nik_sealed, nik_index, name, folded, birth_place, born_on, sex, phone_sealed,"
    " address_sealed, district_code, village_code, occupation"
)
_ADD = f"""
    INSERT INTO registry_worker (regency_id, {_COLUMNS})
    SELECT %s, {_COLUMNS} FROM worker_list ORDER BY nik_index
    ON CONFLICT (nik_index) DO NOTHING
    RETURNING nik_index, id
"""
_ADD_WITH_HEIRS = f"""
    WITH added AS ({_ADD}), named AS (
        INSERT INTO registry_heir (worker_id, name, relation)
        SELECT a.id, l.heir, '' FROM worker_list l JOIN added a USING (nik_index)
        WHERE l.heir <> '' ORDER BY a.id
    )
    SELECT nik_index, id FROM added
"""
FEW = 20
"""Up to so many, the rows go with the statement itself; more are copied into a temporary table."""
_TYPES = (
    *("bytea", "bytea", "text", "text", "text", "date", "text", "bytea", "bytea"),
    *("text", "text", "text", "text"),
)
_FEW = f"""
    WITH worker_list ({_COLUMNS}, heir) AS (
        SELECT * FROM unnest({", ".join(f"%s::{type_}[]" for type_ in _TYPES)})
    ), added AS ({_ADD}), named AS (
        INSERT INTO registry_heir (worker_id, name, relation)
        SELECT a.id, l.heir, '' FROM worker_list l JOIN added a USING (nik_index)
        WHERE l.heir <> '' ORDER BY a.id
    )
    SELECT nik_index, id FROM added
"""
_PLAIN = ("name", "birth_place", "born_on", "sex", "occupation")
_FIELDS = ("pk", "nik_index", "died_on", "phone_sealed", "address_sealed", *_PLAIN)
_EMPTY = ("birth_place", "born_on", "sex", "occupation", "phone_sealed", "address_sealed")
_FILL = """
    UPDATE registry_worker w SET
        birth_place = coalesce(nullif(w.birth_place, ''), f.birth_place),
        born_on = coalesce(w.born_on, f.born_on),
        sex = coalesce(nullif(w.sex, ''), f.sex),
        occupation = coalesce(nullif(w.occupation, ''), f.occupation),
        phone_sealed = coalesce(w.phone_sealed, f.phone_sealed),
        address_sealed = coalesce(w.address_sealed, f.address_sealed)
    FROM unnest(%s::bigint[], %s::text[], %s::date[], %s::text[], %s::text[], %s::bytea[],
        %s::bytea[]) f (id, birth_place, born_on, sex, occupation, phone_sealed, address_sealed)
    WHERE w.id = f.id
"""


@operation
def register_workers(
    *, regency_id: int, workers: Sequence[WorkerEntry], by: Actor, at: datetime
) -> RegisteredWorkers:
    """
    Add those not yet known anywhere in the country; find the others by their NIK.

    A known worker's empty fields are filled in. What is on record otherwise is never overwritten
    by another registration: the differences are handed back.

    :raises OutsideScope: the actor works for another regency.
    """
    within_scope(by, regency_id)
    registered = RegisteredWorkers()
    first = {entry.nik_index: entry for entry in reversed(workers)}
    if first:
        # Most are new. Who is not added was on record, or has been for a moment by another upload.
        _add(regency_id, list(first.values()), registered)
        known = {index: entry for index, entry in first.items() if index not in registered}
        if known:
            _compare_known(known, registered)
    record(
        "workers.registered",
        by=by,
        at=at,
        row_count=registered.added,
        known=len(first) - registered.added,
        differing=len(registered.differences),
    )
    return registered


def _add(regency_id: int, new: Sequence[WorkerEntry], registered: RegisteredWorkers) -> None:
    with connection.cursor() as cursor:
        if len(new) <= FEW:
            columns = [list(column) for column in zip(*_sealed(new), strict=True)]
            cursor.execute(_FEW, [*columns, regency_id])
            _note_added(cursor.fetchall(), registered)
            return
        cursor.execute(_LISTED)
        with cursor.copy("COPY worker_list FROM STDIN") as copy:
            for row in _sealed(new):
                copy.write_row(row)
        cursor.execute(_ADD_WITH_HEIRS, [regency_id])
        _note_added(cursor.fetchall(), registered)
        cursor.execute("DROP TABLE worker_list")


def _note_added(rows: Sequence[tuple[bytes, int]], registered: RegisteredWorkers) -> None:
    registered.update(rows)
    registered.added += len(rows)


def _sealed(new: Sequence[WorkerEntry]) -> Iterator[tuple[object, ...]]:
    seal_all = sealer().seal_all
    niks = seal_all([entry.nik for entry in new], NIK_PLACE)
    # What is empty stays null, and is sealed only to be passed over.
    phones = seal_all([entry.phone for entry in new], PHONE_PLACE)
    addresses = seal_all([entry.address for entry in new], ADDRESS_PLACE)
    for entry, nik, phone, address in zip(new, niks, phones, addresses, strict=True):
        name = shown(entry.name)[:NAME].strip()
        yield (
            nik,
            entry.nik_index,
            name,
            fold(name)[:NAME],
            shown(entry.birth_place)[:PLACE].strip(),
            entry.born_on,
            entry.sex,
            phone if entry.phone else None,
            address if entry.address else None,
            entry.district_code,
            entry.village_code,
            shown(entry.occupation)[:OCCUPATION].strip(),
            shown(entry.heir)[:NAME].strip(),
        )


def _compare_known(entries: Mapping[bytes, WorkerEntry], registered: RegisteredWorkers) -> None:
    """Note the ids of the workers on record, what is told otherwise, and fill in what is empty."""
    rows = Worker.objects.filter(nik_index__in=list(entries)).order_by("pk").select_for_update()
    filled = []
    for found in rows.values(*_FIELDS):
        index = bytes(found["nik_index"])
        entry = entries[index]
        registered[index] = found["pk"]
        if told := tuple(_differences(found, entry)):
            registered.differences[index] = told
        if any(not found[name] for name in _EMPTY):
            filled.append(_filling(found["pk"], entry))
    if filled:
        with connection.cursor() as cursor:
            cursor.execute(_FILL, [list(column) for column in zip(*filled, strict=True)])


def _differences(found: Mapping[str, Any], entry: WorkerEntry) -> Iterator[Finding]:
    if found["died_on"]:
        yield Finding.reject("worker_died", died_on=render_date(found["died_on"]))
    for name in _PLAIN:
        known, told = found[name], getattr(entry, name)
        if known and told and _folded(known) != _folded(told):
            yield Finding.warning(f"worker_{name}_differs")
    for name, place in (("phone", PHONE_PLACE), ("address", ADDRESS_PLACE)):
        sealed, told = found[f"{name}_sealed"], getattr(entry, name)
        if sealed and told and fold(sealer().open(bytes(sealed), place)) != fold(told):
            yield Finding.warning(f"worker_{name}_differs")


def _folded(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def _filling(worker_id: int, entry: WorkerEntry) -> tuple[Any, ...]:
    seal = sealer().seal
    return (
        worker_id,
        entry.birth_place[:60],
        entry.born_on,
        entry.sex,
        entry.occupation[:80],
        seal(entry.phone, PHONE_PLACE) if entry.phone else None,
        seal(entry.address, ADDRESS_PLACE) if entry.address else None,
    )
