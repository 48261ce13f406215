"""Which papers a claim needs, who issues each, and what that office itself asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from payung.foundation.rules.benefits.heirs import Relation
from payung.foundation.rules.benefits.lines import once
from payung.foundation.rules.benefits.scheme import Scheme
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.paper_shapes import PaperRow, When
from payung.foundation.rules.values import Note
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say


class Cause(StrEnum):
    """Of what somebody died, as far as the papers depend on it."""

    ILLNESS = "illness"
    WORK_ACCIDENT = "work_accident"
    OTHER_ACCIDENT = "other_accident"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ClaimCase:
    """
    What the list of papers depends on; nothing in it says who anybody is.

    :param cause: one of Cause; other words fit no condition.
    :param heir_relation: one of Relation, "" where nobody died.
    """

    kind: Scheme
    is_death: bool = True
    cause: str = Cause.ILLNESS
    heir_relation: str = Relation.SPOUSE
    has_minor_heir: bool = False
    has_will: bool = False
    has_birth_certificates: bool = True
    is_traffic: bool = False
    has_children_at_school: bool = False


@dataclass(frozen=True)
class PaperNeeded:
    """
    One paper of a case.

    :param original: whether the original comes along; some branches keep it.
    :param group: "report" with the first report, "claim", "scholarship" each school year.
    """

    code: str
    issuer_code: str
    original: bool
    copies: int
    source: str
    asks: tuple[Note, ...] = ()
    """Why this is not certain: then it is a question to the branch, never a demand."""
    group: str = "claim"
    since: date = date.min
    evidence: tuple[str, ...] = ()
    only_if_code: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def text(self, lang: str = "id") -> str:
        """Return what it is."""
        return say(f"claim_papers.{self.code}.name", lang)

    def needs(self, lang: str = "id") -> str:
        """Return what one brings to the issuer for it, or what to look at."""
        return say(f"claim_papers.{self.code}.needs", lang)

    def issuer(self, lang: str = "id") -> str:
        """Return where one gets it."""
        return say(f"claim_papers.issuer.{self.issuer_code}", lang)

    def only_if(self, lang: str = "id") -> str:
        """Return the condition that the case does not tell; "" where it is always wanted."""
        if not self.only_if_code:
            return ""
        return say(f"claim_papers.only_if.{self.only_if_code}", lang, **self.values)

    def form(self, lang: str = "id") -> str:
        """Return whether original or copies are wanted, and how many."""
        way = ("both" if self.copies else "original") if self.original else "copy"
        return say(f"claim_papers.form.{way}", lang, count=str(self.copies))


def papers_for(case: ClaimCase, *, on: date, law: Law | None = None) -> tuple[PaperNeeded, ...]:
    """
    Return the papers that `case` needs by the list in force on `on`, in the order of gathering.

    :raises NotInForce: `on` lies before the first list.
    """
    found = (law or current_law()).berkas_klaim.in_force(on)
    return tuple(
        _needed(row, found.since)
        for row in found.value.papers
        if any(_fits(when, case) for when in row.when)
    )


def _fits(when: When, case: ClaimCase) -> bool:
    has_will = case.has_will or case.heir_relation == Relation.WILL
    told = {
        "death": case.is_death,
        "minor_heir": case.has_minor_heir,
        "will": has_will,
        "birth_certificates": case.has_birth_certificates,
        "traffic": case.is_traffic,
        "school": case.has_children_at_school,
    }
    return (
        (not when.schemes or case.kind.value in when.schemes)
        and (not when.relations or case.heir_relation in when.relations)
        and (not when.causes or case.cause in when.causes)
        and all(getattr(when, name) in (None, is_so) for name, is_so in told.items())
    )


def _needed(row: PaperRow, since: date) -> PaperNeeded:
    doubt = [Note("claim_papers.ask.custom")] if row.mark == "K" else []
    asks = once((*doubt, *(Note(_question(code)) for code in row.asks)))
    values = {} if row.above is None else {"amount": render_rupiah(row.above)}
    return PaperNeeded(
        row.code,
        row.issuer,
        row.original,
        row.copies,
        row.source,
        asks,
        row.group,
        since,
        row.evidence,
        row.only_if or "",
        values,
    )


def _question(code: str) -> str:
    """Return the code of a question; those that heirs raise too have one text for both."""
    known = {"guardian", "will_needs_court"}
    return f"rules.ask.{code}" if code in known else f"claim_papers.ask.{code}"
