"""Who inherits the cash after a death: the ladder of PP 44/2015, the same for JKK and JKM."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from payung.foundation.rules.ages import age_on
from payung.foundation.rules.benefits.accident import not_before_birth
from payung.foundation.rules.benefits.lines import said
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.schema import InForce
from payung.foundation.rules.shapes import Ladder
from payung.foundation.rules.values import Guidance, Note, Statement


class Relation(StrEnum):
    """How a living person stands to the worker; those from `adopted_child` on the law is silent."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    SIBLING = "sibling"
    PARENT_IN_LAW = "parent_in_law"
    WILL = "will"
    ARRANGER = "arranger"
    ADOPTED_CHILD = "adopted_child"
    STEPCHILD = "stepchild"
    HALF_SIBLING = "half_sibling"
    FORMER_SPOUSE = "former_spouse"


DESCENDANTS = frozenset({Relation.CHILD, Relation.GRANDCHILD})
LAST_RANK = 6


@dataclass(frozen=True)
class Relative:
    """
    One living person.

    :param is_notarial: of somebody named in a will: whether it is a notarial deed.
    """

    relation: Relation
    born_on: date | None = None
    is_notarial: bool = False


def heirs(relatives: Sequence[Relative], *, died_on: date, law: Law | None = None) -> Guidance:
    """
    Return the first rank on which somebody stands, who they are, and what is to be asked.

    How several heirs share is nowhere fixed: it is asked, not computed.
    :raises BeforeBirth: somebody other than a descendant was born after the death.
    """
    law = law or current_law()
    for one in relatives:
        if one.relation not in DESCENDANTS:
            not_before_birth(died_on, one.born_on)
    found = law.ahli_waris.in_force(died_on)
    rank = _first_rank(relatives, found.value)
    entitled = [one for one in relatives if _rank(one, found.value) == rank]
    statements = [
        *_entitled(entitled, rank, found),
        *_young(entitled, died_on, law),
        *_not_now(relatives, rank, found),
    ]
    return Guidance(tuple(statements), (Note("rules.note.sponsor_is_no_heir"),))


def _first_rank(relatives: Sequence[Relative], ladder: Ladder) -> int:
    ranks = [rank for one in relatives if (rank := _rank(one, ladder)) is not None]
    return min(ranks, default=LAST_RANK)


def _rank(one: Relative, ladder: Ladder) -> int | None:
    for rung in ladder.ranks:
        if one.relation in rung.relations:
            return rung.rank
    return None


def _entitled(entitled: list[Relative], rank: int, found: InForce[Ladder]) -> Iterator[Statement]:
    if rank == LAST_RANK:
        yield said("rules.heir.arranger", found, values={"rank": str(rank)})
        yield said("rules.heir.social_fund", found, values={"rank": str(rank)})
        return
    asks = [Note("rules.ask.shares", {"count": str(len(entitled))})] if len(entitled) > 1 else []
    for relation in dict.fromkeys(one.relation for one in entitled):
        count = sum(one.relation is relation for one in entitled)
        values = {"rank": str(rank), "count": str(count)}
        line = said(f"rules.heir.{relation}", found, values=values, asks=asks)
        if relation is Relation.WILL:
            line = replace(line, asks=(*line.asks, *_about_will(entitled)))
        yield replace(line, percent=Decimal(100)) if len(entitled) == 1 else line


def _about_will(entitled: list[Relative]) -> Iterator[Note]:
    """Yield what is open about a will; its article was read for construction workers only."""
    if not all(one.is_notarial for one in entitled):
        yield Note("rules.ask.will_not_notarial")
    yield Note("rules.ask.will_needs_court")


def _young(entitled: list[Relative], died_on: date, law: Law) -> Iterator[Statement]:
    found = law.ahli_waris_dewasa.in_force(died_on)
    ages = [age_on(one.born_on, died_on) for one in entitled if one.born_on is not None]
    young = [age for age in ages if 0 <= age < found.value.count]
    values = {"count": str(len(young)), "age": str(found.value.count)}
    if young:
        asks = [Note("rules.ask.guardian")]
        yield said("rules.heir.minor", found, values=values, asks=asks)
    if any(age < 0 for age in ages):
        ladder = law.ahli_waris.in_force(died_on)
        yield said("rules.heir.unborn", ladder, asks=[Note("rules.ask.unborn_heir")])


def _not_now(
    relatives: Sequence[Relative], rank: int, found: InForce[Ladder]
) -> Iterator[Statement]:
    """Yield who stands on a later rank, and whom the ladder does not name."""
    for relation in dict.fromkeys(one.relation for one in relatives):
        later = _rank(Relative(relation), found.value)
        code = f"rules.heir.later.{relation}"
        if later is None:
            yield said(code, found, asks=[Note("rules.ask.not_on_ladder")])
        elif later > rank:
            yield said(code, found, values={"rank": str(later), "first": str(rank)})
