"""Into which values the workers of a month are sorted, so that no cell names anybody."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from payung.kernel.names import fold
from payung.stages.monitoring.sums.shares import Share

OCCUPATION, AGE, SEX, DISTRICT = "occupation", "age", "sex", "district"
DIMENSIONS: Final = (OCCUPATION, AGE, SEX, DISTRICT)
"""Each sorts every covered worker of the month, so that its cells add up to N4."""
WAIT, COHORT, CLAIM = "wait", "cohort", "claim"
TO_COMPLETE, TO_PAID = "complete", "paid"
"""Days, counted one by one: from registration to the first month paid; from a claim's report."""

OTHER, UNKNOWN, OUTSIDE = "lain", "", "luar"
# The first kind of which a word is there decides: who drives for a trader is a driver.
_KINDS: Final = {
    "sopir": "sopir supir driver pengemudi ojek ojol gojek grab kurir angkot taksi truk becak",
    "nelayan": "nelayan",
    "penjahit": "penjahit jahit konveksi",
    "pemulung": "pemulung rongsok rosok",
    "guru_ngaji": "ngaji marbot merbot takmir tpq",
    "art": "asisten art pembantu cuci setrika pengasuh",
    "warung": "warung",
    "pedagang": "pedagang penjual jualan dagang bakul asongan",
    "tukang": "tukang kuli bangunan batu kayu",
    "petani": "petani tani pekebun penggarap peternak ternak",
    "serabutan": "serabutan",
    "buruh": "buruh harian",
}
_KIND_OF: Final = {word: kind for kind, words in _KINDS.items() for word in words.split()}


@lru_cache(maxsize=4096)
def occupation_kind(occupation: str) -> str:
    """Return the kind of an occupation that a person typed; what somebody typed is never kept."""
    words = fold(occupation.replace("/", " ").replace("-", " ")).split()
    if not words:
        return UNKNOWN
    found = {_KIND_OF[word] for word in words if word in _KIND_OF}
    return next((kind for kind in _KINDS if kind in found), OTHER)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """
    The covered workers of a month that share one value, of all `whole` covered ones.

    `label` names a sub-district; other values are named by `figures.cell.<dimension>.<value>`.
    """

    dimension: str
    value: str
    label: str
    workers: int
    whole: int

    @property
    def share(self) -> Share:
        return Share(part=self.workers, whole=self.whole)

    @property
    def name(self) -> str:
        """The catalogue's code for the value, where `label` is empty."""
        return f"figures.cell.{self.dimension}.{self.value or 'unknown'}"
