"""The question which papers a claim needs, as YAML cases ask it."""

from datetime import date
from typing import Any

from payung.foundation.rules import benefits
from tests.rules.asking_benefits import refused

Case = dict[str, Any]
USUAL_DAY = date(2026, 8, 21)


def case_of(told: Case) -> benefits.ClaimCase:
    return benefits.ClaimCase(
        kind=benefits.Scheme(told["kind"]),
        is_death=told.get("death", True),
        cause=told.get("cause", "illness"),
        heir_relation=told.get("heir", "spouse"),
        has_minor_heir=told.get("minor", False),
        has_will=told.get("will", False),
        has_birth_certificates=told.get("certificates", True),
        is_traffic=told.get("traffic", False),
        has_children_at_school=told.get("school", False),
    )


def papers(case: Case) -> None:
    def ask() -> tuple[benefits.PaperNeeded, ...]:
        return benefits.papers_for(case_of(case["case"]), on=case.get("day", USUAL_DAY))

    if refused(case, ask):
        return
    found = ask()
    codes = [paper.code for paper in found]
    if "papers" in case:
        assert codes == case["papers"]
    assert set(case.get("has", [])) <= set(codes)
    assert not set(case.get("has_not", [])) & set(codes)
    if "asks" in case:
        assert [paper.code for paper in found if paper.asks] == case["asks"]
