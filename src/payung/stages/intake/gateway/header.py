"""Finds the row with the column headers, wherever the office put it, and which column is what."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import Column, Layout

SEARCHED_ROWS = 30
NOTHING_ALIKE = 2
"""With fewer known headers than this, a row is no header with a fault: it is no header."""

ORDINALS = frozenset(("no", "nomor", "no urut", "nomor urut", "nr", "urut", ""))


@dataclass(frozen=True, slots=True)
class Header:
    """`row` counts from 0; `columns` gives the place of each column key that was found."""

    row: int
    texts: tuple[str, ...]
    columns: Mapping[str, int]
    ordinals: frozenset[int]

    @property
    def unknown(self) -> tuple[str, ...]:
        known = set(self.columns.values()) | self.ordinals
        return tuple(
            text for index, text in enumerate(self.texts) if text.strip() and index not in known
        )


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return what counts in a header: "NO. KTP / NIK" is "no ktp nik"."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", text).strip()


def find_header(grid: Sequence[Sequence[object]], layout: Layout) -> Header:
    """Return the header row among the first thirty; raise FileRefused saying what it lacks."""
    best: Header | None = None
    for index, row in enumerate(grid[:SEARCHED_ROWS]):
        texts = tuple(value if isinstance(value, str) else str(value) for value in row)
        header = Header(index, texts, *_columns_of(texts, layout))
        if best is None or _score(header, layout) > _score(best, layout):
            best = header
    names = ", ".join(column.title for column in layout.columns if column.required)
    fewest = min(NOTHING_ALIKE, max(1, sum(column.required for column in layout.columns)))
    if best is None or len(best.columns) < fewest:
        raise FileRefused("file.no_header", columns=names)
    _check(best, layout)
    return best


def _score(header: Header, layout: Layout) -> tuple[int, int]:
    required = sum(column.key in header.columns for column in layout.columns if column.required)
    return required, len(header.columns)


def _columns_of(texts: Sequence[str], layout: Layout) -> tuple[dict[str, int], frozenset[int]]:
    """Give each column its best alias: all first aliases go before all second ones."""
    names = [text.strip() if layout.exact else fold(text[:200]) for text in texts]
    places: dict[str, int] = {}
    for index, name in enumerate(names):
        if name:
            places.setdefault(name, index)
    found: dict[str, int] = {}
    for rank in range(max((len(column.aliases) for column in layout.columns), default=0)):
        for column in layout.columns:
            name = _alias(column, rank, layout)
            if column.key not in found and places.get(name, -1) not in (-1, *found.values()):
                found[column.key] = places[name]
    ordinal_keys = {column.key for column in layout.columns if column.kind == "ordinal"}
    ordinals = {found[key] for key in ordinal_keys & found.keys()}
    taken = set(found.values())
    ordinals |= {i for i, text in enumerate(texts) if fold(text[:200]) in ORDINALS and text.strip()}
    return found, frozenset(ordinals - taken | {found[key] for key in ordinal_keys & found.keys()})


def _alias(column: Column, rank: int, layout: Layout) -> str:
    if rank >= len(column.aliases) or (layout.exact and rank):
        return ""
    return column.aliases[rank] if layout.exact else fold(column.aliases[rank])


def _check(header: Header, layout: Layout) -> None:
    missing = [
        column.title
        for column in layout.columns
        if column.required and column.key not in header.columns
    ]
    row = str(header.row + 1)
    if missing:
        raise FileRefused("file.column_missing", columns=", ".join(missing), row=row)
    folded = [fold(text[:200]) for text in header.texts]
    for index in header.columns.values():
        if folded.count(folded[index]) > 1:
            raise FileRefused("file.column_twice", column=header.texts[index].strip(), row=row)
