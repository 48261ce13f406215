"""What the branch decided, laid beside what the rules compute."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from payung.stages.claims.problems import AmountWrong, LineUnknown, NothingDecided, WhyMissing
from payung.stages.claims.sums.awards import AwardLine

OTHER: Final = "other"
OTHER_LABEL: Final = "claims.line.other"
MOST_IDR: Final = 1_000_000_000
"""Beyond any claim of this programme: whoever types more has typed too many zeros."""


@dataclass(frozen=True, kw_only=True)
class DecidedLine:
    """One part as BPJS stated it. `why` explains a difference from the computed amount."""

    code: str
    stated_idr: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One part of a decision beside its computed amount."""

    key: str
    label_code: str
    values: Mapping[str, str] = field(default_factory=dict)
    stated_idr: int
    computed_idr: int
    why: str

    @property
    def difference_idr(self) -> int:
        return self.stated_idr - self.computed_idr


def compare(computed: Sequence[AwardLine], stated: Sequence[DecidedLine]) -> list[Compared]:
    """
    Return every part with both amounts, in the order of the computed ones; "other" comes last.

    A computed part that nobody stated counts as nothing, which needs its reason too.

    :raises LineUnknown: a part that was not computed, or one that stands there twice.
    :raises AmountWrong: below zero, or beyond any claim.
    :raises WhyMissing: stated and computed differ, and nobody said why.
    :raises NothingDecided: all of it is nothing.
    """
    told = {line.code: line for line in stated}
    known = {line.key for line in computed} | {OTHER}
    if len(told) != len(stated) or set(told) - known:
        raise LineUnknown
    rows = [_beside(line, told.get(line.key)) for line in computed]
    if OTHER in told:
        rows.append(_row(OTHER, OTHER_LABEL, {}, 0, told[OTHER]))
    if sum(row.stated_idr for row in rows) <= 0:
        raise NothingDecided
    return rows


def _beside(line: AwardLine, told: DecidedLine | None) -> Compared:
    stated = told or DecidedLine(code=line.key, stated_idr=0)
    return _row(line.key, line.line.code, line.line.values, int(line.line.amount_idr), stated)


def _row(
    key: str, label: str, values: Mapping[str, str], computed_idr: int, told: DecidedLine
) -> Compared:
    # A part may be taken off as well: more than 70 % of disability is a line below zero.
    if abs(told.stated_idr) > MOST_IDR or (told.stated_idr < 0 and computed_idr >= 0):
        raise AmountWrong
    why = told.why.strip()
    if told.stated_idr != computed_idr and not why:
        raise WhyMissing
    return Compared(
        key=key,
        label_code=label,
        values=dict(values),
        stated_idr=told.stated_idr,
        computed_idr=computed_idr,
        why=why,
    )
