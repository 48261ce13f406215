"""Runs the YAML cases beside it; anyone who knows the law can add a line there."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from payung.foundation import rules
from payung.foundation.rules import Funds, Programme, Sector
from payung.foundation.rules.strict_yaml import read_yaml
from payung.kernel.month import Month
from tests.rules import asking_benefits, asking_papers

HERE = Path(__file__).parent
Case = dict[str, Any]
JKK_JKM = ["jkk", "jkm"]


def price(
    month: str, sector: str, funds: str, income: int, programmes: list[str]
) -> rules.Contribution:
    return rules.contribution(
        month=Month.parse(month),
        sector=Sector(sector),
        funds=Funds(funds),
        income_idr=income,
        programmes=frozenset(map(Programme, programmes)),
    )


def bracket(case: Case) -> None:
    due = price("2025-06", "other", "private", case["income"], JKK_JKM)
    with_jht = price("2025-06", "other", "private", case["income"], [*JKK_JKM, "jht"])
    assert (due.base_idr, due.total_idr, with_jht.total_idr) == (
        case["base"],
        case["jkk_jkm"],
        case["with_jht"],
    )


def month(case: Case) -> None:
    for funds in ("private", "apbd"):
        due = price(case["month"], case["sector"], funds, 1_000_000, JKK_JKM)
        assert due.total_idr == case[funds]


def funds(case: Case) -> None:
    due = price(case["month"], case["sector"], case["funds"], 1_000_000, JKK_JKM)
    assert due.total_idr == case["total"]
    assert [note.code for note in due.notes] == case["notes"]


def refusal(case: Case) -> None:
    with pytest.raises(getattr(rules, case["refused"])):
        price(case["month"], "other", "private", case["income"], case["programmes"])


def programmes(case: Case) -> None:
    due = price(case["month"], "other", "private", case["income"], case["programmes"])
    assert [line.amount_idr for line in due.lines] == case["lines"]


def jkm(case: Case) -> None:
    asked = {
        "died_on": case["died"],
        "member_since": case["since"],
        "paid_months": case["paid"],
        "born_on": case.get("born"),
    }
    if "refused" in case:
        with pytest.raises(getattr(rules, case["refused"])):
            rules.jkm(**asked)
        return
    benefit = rules.jkm(**asked)
    noted = [note.code for note in benefit.notes if note.code != "rules.note.jkm_needs_active"]
    assert [line.amount_idr for line in benefit.lines] == case["parts"]
    assert benefit.total_idr == case["total"]
    assert benefit.sure_idr == case.get("sure", case["total"])
    assert noted == case.get("notes", [])


def lapse(case: Case) -> None:
    law = rules.current_law().reading(lapse_moment=case.get("setting", "entering_fourth"))
    asked: Any = {
        "first_month": Month.parse(case["first"]),
        "paid_months": frozenset(map(Month.parse, case["paid"])),
        "asked": Month.parse(case["asked"]),
        "law": law,
    }
    stands = rules.standing(**asked)
    assert stands.unpaid_streak == case["unpaid"]
    assert (stands.lapses_on, stands.lapsed_on) == (case["ends"], case["ended"])
    assert [str(month) for month in rules.arrears(**asked).months] == case["payable"]


def age(case: Case) -> None:
    found = [finding.code for finding in rules.registration_age(case["born"], case["registered"])]
    assert rules.age_on(case["born"], case["registered"]) == case["age"]
    assert found == ([case["finds"]] if case["finds"] else [])


def due(case: Case) -> None:
    holidays: frozenset[date] = frozenset(case["holidays"])
    assert rules.due_on(Month.parse(case["month"]), holidays) == case["due"]


def credit(case: Case) -> None:
    if "refused" in case:
        with pytest.raises(getattr(rules, case["refused"])):
            rules.credit(paid_idr=case["paid"], due_idr=case["due"])
        return
    left_over = rules.credit(paid_idr=case["paid"], due_idr=case["due"])
    following = price(case["next"], "other", "private", 1_000_000, case["programmes"])
    settled = rules.settle(credit_idr=left_over, due=following)
    assert left_over == case["credit"]
    assert (settled.from_credit_idr, settled.to_pay_idr, settled.left_idr) == (
        case["from_credit"],
        case["to_pay"],
        case["left"],
    )


QUESTIONS: dict[str, Callable[[Case], None]] = {
    question.__name__: question
    for question in (
        bracket,
        month,
        funds,
        refusal,
        programmes,
        jkm,
        lapse,
        age,
        due,
        credit,
    )
} | {"papers": asking_papers.papers, **asking_benefits.QUESTIONS}


def cases() -> Iterator[Any]:
    for path in sorted(HERE.glob("*.yaml")):
        content = read_yaml(path)
        for number, case in enumerate(content["cases"], start=1):
            yield pytest.param(content["asks"], case, id=f"{path.stem}-{number}")


@pytest.mark.parametrize(("asks", "case"), list(cases()))
def test_the_law_answers_as_written(asks: str, case: Case) -> None:
    QUESTIONS[asks](case)
