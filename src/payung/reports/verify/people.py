"""Identity numbers: N1, N2."""

from collections.abc import Iterator

from payung.reports.verify.values import found


def n1_a_worker_is_stored_once() -> Iterator[str]:
    """A worker's number is sealed, has a keyed index of 32 bytes, and is stored once."""
    yield from found(
        """SELECT min(id) AS id, count(*) AS n FROM registry_worker GROUP BY nik_index
        HAVING count(*) > 1 ORDER BY 1""",
        "worker {id}: the same identity number is stored {n} times",
    )
    yield from found(
        """SELECT id FROM registry_worker
        WHERE length(nik_index) <> 32 OR length(nik_sealed) = 0 ORDER BY id""",
        "worker {id}: identity number is not sealed and indexed",
    )


def n2_staff_numbers_are_whole_and_unique() -> Iterator[str]:
    """A NIP has 18 digits and belongs to one person on the current staff lists."""
    yield from found(
        "SELECT id FROM registry_civilservant WHERE nip !~ '^[0-9]{18}$' ORDER BY id",
        "civil servant {id}: NIP has not 18 digits",
    )
    yield from found(
        """SELECT min(id) AS id, count(*) AS n FROM registry_civilservant WHERE gone_on IS NULL
        GROUP BY nip HAVING count(*) > 1 ORDER BY 1""",
        "civil servant {id}: NIP stored {n} times",
    )
