"""
The three answers of a family without sign-in (S09b), as codes in the address and nowhere else.

No name, number or day is asked for; nothing is kept, neither here nor on the phone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from payung.foundation.rules.benefits import Cause, ClaimCase, Relation, Scheme

RELATIONS: Final[Mapping[str, Relation]] = {
    "suami-istri": Relation.SPOUSE,
    "anak": Relation.CHILD,
    "orang-tua": Relation.PARENT,
    "kakek-nenek": Relation.GRANDPARENT,
    "cucu": Relation.GRANDCHILD,
    "saudara": Relation.SIBLING,
    "mertua": Relation.PARENT_IN_LAW,
    "wasiat": Relation.WILL,
    "lain": Relation.ARRANGER,
}
"""In the order of the law's ladder; "lain" is who arranged the funeral where nobody of it lives."""
CAUSES: Final[Mapping[str, Cause]] = {
    "sakit": Cause.ILLNESS,
    "kerja": Cause.WORK_ACCIDENT,
    "kecelakaan-lain": Cause.OTHER_ACCIDENT,
    "belum-tahu": Cause.UNKNOWN,
}
CERTIFICATES: Final = ("ada", "sedang", "belum")
QUESTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "siapa": tuple(RELATIONS),
    "sebab": tuple(CAUSES),
    "akta": CERTIFICATES,
}
"""What is asked, in order, and the answers that we know; anything else is no answer."""
PLACE: Final = "wilayah"
_PLACE_LENGTH: Final = 5


@dataclass(frozen=True)
class Answers:
    """What was answered so far; "" for what was not."""

    siapa: str = ""
    sebab: str = ""
    akta: str = ""
    wilayah: str = ""

    @property
    def missing(self) -> str:
        """Return the first question without an answer, or ""."""
        return next((name for name in QUESTIONS if not getattr(self, name)), "")

    @property
    def case(self) -> ClaimCase:
        """Return the case that all three answers describe."""
        cause = CAUSES[self.sebab]
        scheme = Scheme.JKK if cause is Cause.WORK_ACCIDENT else Scheme.JKM
        return ClaimCase(scheme, cause=cause, heir_relation=RELATIONS[self.siapa])

    def without(self, name: str) -> "Answers":
        return replace(self, **{name: ""})

    def hidden(self) -> list[tuple[str, str]]:
        """Return the answers that a form carries along."""
        named = [(name, getattr(self, name)) for name in (*QUESTIONS, PLACE)]
        return [(name, value) for name, value in named if value]

    def address(self, name: str) -> str:
        """Return the address of one of our pages with these answers."""
        said = urlencode(self.hidden())
        return reverse(name) + (f"?{said}" if said else "")

    def next_page(self) -> str:
        """Return where to go on: the first open question, else the list."""
        return self.address(f"family-{self.missing}" if self.missing else "family-list")


def answers_in(said: QueryDict) -> Answers:
    """Return the answers in an address; what no form of ours offers is left out."""
    known = {name: said.get(name, "") for name in QUESTIONS}
    kept = {name: value for name, value in known.items() if value in QUESTIONS[name]}
    return Answers(**kept, wilayah=said.get(PLACE, "")[:_PLACE_LENGTH])
