"""The questions about claims that YAML cases ask; what a case leaves out has its usual value."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from payung.foundation import rules
from payung.foundation.rules import benefits

Case = dict[str, Any]
REMINDER = "rules.line.scholarship_before"


def refused(case: Case, ask: Callable[[], object]) -> bool:
    """Say whether the case is a refusal, and if so hold the rule to it."""
    if "refused" not in case:
        return False
    with pytest.raises(getattr(rules, case["refused"])):
        ask()
    return True


def law_of(case: Case) -> rules.Law:
    return rules.current_law().reading(**case.get("reading", {}))


def accident_of(case: Case) -> benefits.Accident:
    return benefits.Accident(
        case["accident"],
        income_idr=case.get("income", 1_000_000),
        member_since=case.get("since"),
        born_on=case.get("born"),
    )


def holds(case: Case, found: rules.Benefit, lines: str = "parts") -> None:
    assert [line.amount_idr for line in found.lines] == case[lines]
    assert found.total_idr == case["total"]
    assert found.sure_idr == case.get("sure", case["total"])
    asked = {ask.code for line in found.lines for ask in line.asks}
    assert asked == set(case.get("asks", []))


def jkk_death(case: Case) -> None:
    def ask() -> rules.Benefit:
        return benefits.jkk_death(accident_of(case), died_on=case["died"], law=law_of(case))

    if not refused(case, ask):
        holds(case, ask())


def jkk_total(case: Case) -> None:
    def ask() -> rules.Benefit:
        declared = case.get("declared")
        return benefits.total_disability(accident_of(case), declared_on=declared)

    if not refused(case, ask):
        holds(case, ask())


def jkk_part(case: Case) -> None:
    accident = accident_of({"accident": benefits_day()})
    found = benefits.partial_disability(accident, [benefits.Loss(case["part"])])
    assert (found.total_idr, found.sure_idr) == (case["amount"], 0)
    assert "rules.ask.not_compared" in {ask.code for line in found.lines for ask in line.asks}


def benefits_day() -> Any:
    return max(rules.current_law().jkk_transportasi.values)


def jkk_partial(case: Case) -> None:
    losses = [
        benefits.Loss(
            one["part"],
            one.get("times", 1),
            one.get("lost"),
            Decimal(one["found"]) if "found" in one else None,
        )
        for one in case["losses"]
    ]

    def ask() -> rules.Benefit:
        return benefits.partial_disability(
            accident_of({"accident": benefits_day()}),
            losses,
            is_left_handed=case.get("left_handed", False),
        )

    if not refused(case, ask):
        found = ask()
        assert [line.amount_idr for line in found.lines] == case["lines"]
        assert (found.total_idr, found.sure_idr) == (case["total"], 0)


def stmb(case: Case) -> None:
    def ask() -> rules.Benefit:
        return benefits.stmb(
            accident_of(case), from_on=case["from"], last_on=case["until"], law=law_of(case)
        )

    if not refused(case, ask):
        found = ask()
        assert (len(found.lines), found.lines[-1].amount_idr) == (case["months"], case["last"])
        assert found.total_idr == case["total"]
        assert (found.sure_idr != found.total_idr) == case.get("asked", False)


def transport(case: Case) -> None:
    costs = {mode: case[mode] for mode in benefits.Mode if mode in case}

    def ask() -> rules.Benefit:
        return benefits.transport(accident_of(case), costs)

    if not refused(case, ask):
        holds(case, ask(), "lines")


def care(case: Case) -> None:
    extra: Case = {}
    if "months" in case:
        extra["months"] = case["months"]
    if "reference" in case:
        extra["reference_price_idr"] = case["reference"]

    def ask() -> rules.Benefit:
        rule: Callable[..., rules.Benefit] = getattr(benefits, case["what"])
        return rule(accident_of(case), case["cost"], **extra)

    if not refused(case, ask):
        (line,) = ask().lines
        assert (line.amount_idr, bool(line.asks)) == (case["paid"], case.get("asked", False))


def child_of(one: Case) -> benefits.Child:
    return benefits.Child(
        one["born"],
        benefits.Level(one["level"]) if "level" in one else None,
        one.get("grade", 1),
        married_on=one.get("married"),
        works_from=one.get("works"),
        paid_years={benefits.Level(name): years for name, years in one.get("paid", {}).items()},
    )


def scholarship(case: Case) -> None:
    event = benefits.Event(
        benefits.Scheme(case["scheme"]),
        case["day"],
        paid_months=case.get("paid", 0),
        unbroken_months=case.get("unbroken"),
    )

    def ask() -> benefits.ScholarshipPlan:
        children = [child_of(one) for one in case["children"]]
        return benefits.scholarship_plan(event, children, law=law_of(case))

    if not refused(case, ask):
        plan = ask()
        children = range(1, len(case["years"]) + 1)
        assert [sum(y.child == child for y in plan.years) for child in children] == case["years"]
        assert plan.total_idr == sum(line.amount_idr for line in plan.lines) == case["total"]
        assert plan.sure_idr == case.get("sure", case["total"])
        said = [one.code for one in plan.statements if one.code != REMINDER]
        assert said == [f"rules.line.{code}" for code in case["says"]]


def scholarship_year(case: Case) -> None:
    event = benefits.Event(benefits.Scheme.JKK, case.get("event", case["day"]))
    level = benefits.Level(case["level"])
    child = child_of({**case, "level": level})
    found = benefits.scholarship_year(child, level, asked_on=case["day"], event=event)
    asked = [ask for one in (*found.lines, *found.statements) for ask in one.asks]
    assert found.total_idr == case["due"]
    assert bool(asked) == case.get("asked", False)
    said = [f"rules.line.{case['says']}"] if "says" in case else []
    assert [one.code for one in found.statements] == said


def family(case: Case) -> None:
    died, since, paid = case["died"], case["since"], case["paid"]
    scheme = benefits.Scheme(case["scheme"])
    if scheme is benefits.Scheme.JKK:
        accident = benefits.Accident(died, member_since=since)
        cash = benefits.jkk_death(accident, died_on=died)
    else:
        cash = benefits.jkm(died_on=died, member_since=since, paid_months=paid)
    children = [child_of(one) for one in case.get("children", [])]
    plan = benefits.scholarship_plan(benefits.Event(scheme, died, paid_months=paid), children)
    assert (cash.total_idr, plan.total_idr) == (case["cash"], case["scholarships"])
    each = cash.total_idr + plan.total_idr
    assert each * case.get("families", 1) == case["together"]


def heirs(case: Case) -> None:
    people = [
        benefits.Relative(
            benefits.Relation(one["is"]), one.get("born"), is_notarial=one.get("notarial", False)
        )
        for one in case["people"]
    ]

    def ask() -> rules.Guidance:
        return benefits.heirs(people, died_on=case["died"])

    if not refused(case, ask):
        found = ask().statements
        codes = [one.code.removeprefix("rules.heir.") for one in found]
        asks = dict.fromkeys(ask.code for one in found for ask in one.asks)
        assert codes[: len(case["entitled"])] == case["entitled"]
        assert {one.values["rank"] for one in found[: len(case["entitled"])]} == {str(case["rank"])}
        assert list(asks) == case["asks"]


def expiry(case: Case) -> None:
    def ask() -> rules.Statement:
        return benefits.jkk_expiry(case["accident"], asked_on=case["asked"])

    if not refused(case, ask):
        found = ask()
        lapsed = found.code == "rules.line.right_lapsed"
        stands = "lapsed" if lapsed else "asked" if found.asks else "open"
        assert (found.on, stands) == (case["last"], case["stands"])


def service(case: Case) -> None:
    def ask() -> rules.Statement:
        return benefits.pay_by(benefits.Scheme(case["scheme"]), case["complete"])

    if refused(case, ask):
        return
    due = ask()
    assert due.on == case["due"]
    assert [int(one.values["year"]) for one in due.asks] == case.get("unknown", [])
    if "paid" in case:
        amount = case.get("amount")
        found = benefits.compensation(due, case["paid"], amount_idr=amount, law=law_of(case))
        assert (int(found.values["days"]), found.percent) == (case["late"], case["percent"])
        assert (found.amount_idr, bool(found.asks)) == (case["extra"], case.get("asked", False))


def reports(case: Case) -> None:
    def ask() -> rules.Guidance:
        return benefits.deadlines(
            benefits.Scheme.JKK,
            case["accident"],
            asked_on=case["accident"],
            reported_on=case.get("reported"),
            declared_on=case.get("declared"),
            complete_on=case.get("complete"),
            paid_on=case.get("paid"),
        )

    if not refused(case, ask):
        found = {one.code: one for one in ask().statements}
        days = {code: one.on for code, one in found.items()}
        assert bool(found["rules.line.report_one"].asks) == case.get("asked", False)
        assert days["rules.line.report_one"] == case["stage_one"]
        assert days.get("rules.line.report_two") == case.get("stage_two")
        assert days.get("rules.line.suspicion_decided") == case.get("decided")


QUESTIONS: dict[str, Callable[[Case], None]] = {
    question.__name__: question
    for question in (
        *(jkk_death, jkk_total, jkk_part, jkk_partial, stmb, transport, care),
        *(scholarship, scholarship_year, family, heirs, expiry, service, reports),
    )
}
