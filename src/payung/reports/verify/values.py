"""What a check answers, and how it asks the database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True, order=True)
class Broken:
    """One broken invariant: its id in the list of invariants, and where. Ids, never a person."""

    invariant: str
    what: str


Check = Callable[[], Iterator[str]]


def found(sql: str, sentence: str, **values: Any) -> Iterator[str]:
    """
    Yield `sentence` for every row that `sql` finds, filled with the row's columns by name.

    `sql` selects what breaks the invariant: ids, months, amounts, codes.
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        names = [column.name for column in cursor.description or ()]
        for row in cursor.fetchall():
            yield sentence.format_map(dict(zip(names, row, strict=True)))
