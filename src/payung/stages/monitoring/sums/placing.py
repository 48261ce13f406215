"""Places in a ranking: equal shares share a place, and the next place is left out."""

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def places(shares: Mapping[K, Fraction | None]) -> dict[K, int]:
    """Return the place of everybody with a share, the highest first: 1, 2, 2, 4."""
    known = sorted((share for share in shares.values() if share is not None), reverse=True)
    first = {share: known.index(share) + 1 for share in set(known)}
    return {key: first[share] for key, share in shares.items() if share is not None}
