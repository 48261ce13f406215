"""Which office each spelling of a staff list means, and which offices the list itself founds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from payung.stages.registry.sums.offices import How, KnownOffices, Match, office_name

RARE = 2
"""At most this many rows, or this share of the other's rows, is a slip and not an office."""
RARE_SHARE = 20


@dataclass(frozen=True, slots=True)
class Office:
    """What a spelling means: `ref` is the agency's id, or below zero one that is to be founded."""

    ref: int
    name: str
    how: How | None
    """None for a spelling that founds its office."""


@dataclass(slots=True)
class Settled:
    """The outcome for all spellings. A spelling in `unclear` may mean the office named there."""

    offices: dict[str, Office] = field(default_factory=dict)
    founded: dict[int, str] = field(default_factory=dict)
    aliases: dict[str, int] = field(default_factory=dict)
    unclear: dict[str, str] = field(default_factory=dict)


def settle(spellings: Mapping[str, int], known: KnownOffices) -> Settled:
    """
    Settle all spellings, given how many rows use each; frequent ones first.

    An office that is not known is founded. A rare spelling like a much more frequent one of the
    same list is a slip. Once a regency has offices, a rare spelling that may be a slip is unclear.
    """
    settled = Settled()
    established = bool(known.names)
    counts: dict[int, int] = {}
    for text, rows in _frequent_first(spellings, known):
        match = known.match(text)
        if match.ref is not None and match.ref < 0 and not _is_slip(match, rows, counts):
            match = Match(None, "none")
        if match.ref is None and match.how == "unclear" and established and rows <= RARE:
            settled.unclear[text] = known.nearest(text)
            continue
        if match.ref is None:
            ref, how = _found(settled, known, text), None
        else:
            ref, how = match.ref, match.how
        counts[ref] = counts.get(ref, 0) + rows
        settled.offices[text] = Office(ref, known.names[ref], how)
        if how == "similar":
            settled.aliases[known.key(text)] = ref
    return settled


def _frequent_first(spellings: Mapping[str, int], known: KnownOffices) -> list[tuple[str, int]]:
    """Order by the rows of all spellings with the same key, then by those of the spelling."""
    by_key: dict[str, int] = {}
    for text, rows in spellings.items():
        by_key[known.key(text)] = by_key.get(known.key(text), 0) + rows
    return sorted(
        spellings.items(), key=lambda item: (-by_key[known.key(item[0])], -item[1], item[0])
    )


def _is_slip(match: Match, rows: int, counts: Mapping[int, int]) -> bool:
    if match.how != "similar" or match.ref is None:
        return True
    return rows <= max(RARE, counts[match.ref] // RARE_SHARE)


def _found(settled: Settled, known: KnownOffices, text: str) -> int:
    ref = -len(settled.founded) - 1
    settled.founded[ref] = office_name(text)
    known.add(ref, office_name(text))
    return ref
