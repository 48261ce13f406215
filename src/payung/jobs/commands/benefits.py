"""The questions of `payung rules` about claims, each one call of a rule."""

import argparse
from collections.abc import Callable, Iterator

from payung.foundation.rules import Benefit, Guidance, Note, benefits
from payung.foundation.rules.benefits.lines import benefit
from payung.jobs.problems import Refused

Answer = Benefit | Guidance


def ask(wanted: argparse.Namespace) -> Answer:
    """Answer the question named by `wanted.step`."""
    return QUESTIONS[wanted.step](wanted)


def papers(wanted: argparse.Namespace) -> tuple[benefits.PaperNeeded, ...]:
    """Return the papers of the case that was typed."""
    accident = benefits.Cause.WORK_ACCIDENT if wanted.scheme == "jkk" else benefits.Cause.ILLNESS
    case = benefits.ClaimCase(
        benefits.Scheme(wanted.scheme),
        is_death=not wanted.survived,
        cause=wanted.cause or accident,
        heir_relation="" if wanted.survived else wanted.heir,
        has_minor_heir=wanted.minor_heir,
        has_will=wanted.will,
        has_birth_certificates=not wanted.no_birth_certificates,
        is_traffic=wanted.traffic,
        has_children_at_school=wanted.school,
    )
    return benefits.papers_for(case, on=wanted.date)


def _jkm(wanted: argparse.Namespace) -> Benefit:
    return benefits.jkm(
        died_on=wanted.died_on,
        member_since=wanted.member_since,
        paid_months=wanted.paid_months,
        born_on=wanted.born,
    )


def _accident(wanted: argparse.Namespace) -> benefits.Accident:
    return benefits.Accident(
        wanted.date,
        income_idr=wanted.income,
        member_since=wanted.member_since,
        born_on=wanted.born,
    )


def _death(wanted: argparse.Namespace) -> Benefit:
    return benefits.jkk_death(_accident(wanted), died_on=wanted.died_on or wanted.date)


def _disability(wanted: argparse.Namespace) -> Benefit:
    if wanted.total and wanted.part:
        raise Refused("cli.total_or_part")
    if wanted.total:
        return benefits.total_disability(_accident(wanted), declared_on=wanted.declared_on)
    return benefits.partial_disability(
        _accident(wanted),
        [benefits.Loss(one.part, one.times, one.lost) for one in wanted.part],
        is_left_handed=wanted.left_handed,
        declared_on=wanted.declared_on,
    )


def _stmb(wanted: argparse.Namespace) -> Benefit:
    from_on = wanted.from_on or wanted.date
    return benefits.stmb(_accident(wanted), from_on=from_on, last_on=wanted.last_on)


def _transport(wanted: argparse.Namespace) -> Benefit:
    costs = {mode: getattr(wanted, mode) for mode in benefits.Mode}
    paid = {mode: cost for mode, cost in costs.items() if cost is not None}
    return benefits.transport(_accident(wanted), paid)


def _care(wanted: argparse.Namespace) -> Benefit:
    """Join the answers for all that was asked about, and the rights that have no price."""
    found = list(_costs(wanted, _accident(wanted)))
    rights = benefits.rehabilitation(_accident(wanted))
    notes = (note for one in found for note in one.notes)
    return benefit(
        [line for one in found for line in one.lines],
        _once([*notes, *rights.notes]),
        [*(said for one in found for said in one.statements), *rights.statements],
    )


def _costs(wanted: argparse.Namespace, accident: benefits.Accident) -> Iterator[Benefit]:
    simple = {
        "dentures": benefits.dentures,
        "hearing_aid": benefits.hearing_aid,
        "glasses": benefits.glasses,
    }
    if wanted.home_care is not None:
        yield benefits.home_care(accident, wanted.home_care, months=wanted.months)
    for name, rule in simple.items():
        if getattr(wanted, name) is not None:
            yield rule(accident, getattr(wanted, name))
    if wanted.prosthesis is not None:
        price = wanted.reference_price
        yield benefits.prosthesis(accident, wanted.prosthesis, reference_price_idr=price)


def _scholarship(wanted: argparse.Namespace) -> benefits.ScholarshipPlan:
    event = benefits.Event(
        benefits.Scheme(wanted.scheme),
        wanted.date,
        paid_months=wanted.paid_months,
        unbroken_months=wanted.unbroken_months,
    )
    children = [
        benefits.Child(
            one.born_on,
            benefits.Level(one.level) if one.level else None,
            one.grade,
            married_on=one.married_on,
            works_from=one.works_from,
        )
        for one in wanted.child
    ]
    return benefits.scholarship_plan(event, children)


def _heirs(wanted: argparse.Namespace) -> Guidance:
    relatives = [
        benefits.Relative(
            benefits.Relation(one.relation.removesuffix("_notarial")),
            one.born_on,
            is_notarial=one.relation.endswith("_notarial"),
        )
        for one in wanted.heir
    ]
    return benefits.heirs(relatives, died_on=wanted.date)


def _deadline(wanted: argparse.Namespace) -> Guidance:
    return benefits.deadlines(
        benefits.Scheme(wanted.scheme),
        wanted.date,
        asked_on=wanted.asked_on or wanted.date,
        reported_on=wanted.reported_on,
        declared_on=wanted.declared_on,
        complete_on=wanted.complete_on,
        paid_on=wanted.paid_on,
        amount_idr=wanted.amount,
    )


def _once(notes: list[Note]) -> tuple[Note, ...]:
    return tuple({note.code: note for note in notes}.values())


QUESTIONS: dict[str, Callable[[argparse.Namespace], Answer]] = {
    "jkm": _jkm,
    "jkk-death": _death,
    "jkk-disability": _disability,
    "jkk-stmb": _stmb,
    "transport": _transport,
    "care": _care,
    "scholarship": _scholarship,
    "heirs": _heirs,
    "deadline": _deadline,
}
