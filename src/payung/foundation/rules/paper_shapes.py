"""The shape of the list of papers that a claim needs: which one, from whom, in which cases."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from payung.foundation.rules.schema import Codes, Dated, Mark, Strict, Text

SchemeName = Literal["jkk", "jkm"]
IssuerName = Literal[
    "branch",
    "family",
    "officer",
    "dukcapil",
    "village",
    "kua",
    "bank",
    "notary",
    "court",
    "hospital",
    "police",
    "tax_office",
    "school",
]
GroupName = Literal["report", "claim", "scholarship"]
Texts = Annotated[tuple[Text, ...], Field(strict=False)]


class When(Strict):
    """A kind of case: all that is named must hold; what is left out does not matter."""

    schemes: Annotated[tuple[SchemeName, ...], Field(strict=False)] = ()
    relations: Texts = ()
    causes: Texts = ()
    death: bool | None = None
    minor_heir: bool | None = None
    will: bool | None = None
    birth_certificates: bool | None = None
    traffic: bool | None = None
    school: bool | None = None


class PaperRow(Strict):
    """
    One paper.

    `group`: wanted with the first report, with the claim, or each school year. `only_if` says in
    words what the case does not tell; `above` is the amount it speaks of. `asks` are questions to
    the branch.
    """

    code: Text
    issuer: IssuerName
    group: GroupName = "claim"
    original: bool
    copies: Annotated[int, Field(ge=0, le=5)]
    source: Text
    evidence: Codes
    mark: Mark
    when: Annotated[tuple[When, ...], Field(min_length=1, strict=False)]
    only_if: Text | None = None
    above: Annotated[int | None, Field(gt=0)] = None
    asks: Texts = ()


class ClaimPapers(Dated):
    """All papers of all claims, in the order in which a family gathers them."""

    papers: Annotated[tuple[PaperRow, ...], Field(min_length=1, strict=False)]

    @model_validator(mode="after")
    def each_paper_stands_once(self) -> Self:
        codes = [row.code for row in self.papers]
        if repeated := {code for code in codes if codes.count(code) > 1}:
            raise ValueError(f"overlap: the paper {min(repeated)} stands twice")
        for row in self.papers:
            if not row.original and row.copies == 0:
                raise ValueError(f"the paper {row.code} is wanted neither as original nor as copy")
            if row.above is not None and row.only_if is None:
                raise ValueError(f"the paper {row.code} has an amount and no words for it")
        return self
