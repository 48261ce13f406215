"""`payung rules`: what is due for a month, and what a family receives, with the law's source."""

import argparse
from collections.abc import Iterator
from typing import Any

from payung.foundation import rules
from payung.jobs.printing import complain, show
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say


def run(wanted: argparse.Namespace) -> int:
    try:
        result = _ask(wanted)
    except rules.RuleRefused as refused:
        complain(refused.finding.message(wanted.lang))
        return 2
    if result is None:
        return 2
    answer = rules.as_json(result, wanted.lang)
    show(wanted, answer, _lines(answer))
    return 0


def _ask(wanted: argparse.Namespace) -> rules.Contribution | rules.Benefit | None:
    if wanted.step == "jkm":
        return rules.jkm(
            died_on=wanted.died_on,
            member_since=wanted.member_since,
            paid_months=wanted.paid_months,
        )
    known = {programme.value: programme for programme in rules.Programme}
    named = [name.strip().lower() for name in wanted.programmes.split(",")]
    for name in named:
        if name not in known:
            complain(
                say(
                    "cli.choice",
                    wanted.lang,
                    name="--programmes",
                    value=name,
                    choices=", ".join(known),
                )
            )
            return None
    return rules.contribution(
        month=wanted.month,
        sector=rules.Sector(wanted.sector),
        funds=rules.Funds(wanted.funds),
        income_idr=wanted.income,
        programmes=frozenset(known[name] for name in named),
    )


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    for line in answer["lines"]:
        yield f"{line['label']:<44} {_money(line['amount_idr']):>14}   {line['source']}"
    yield f"{'Jumlah':<44} {_money(answer['total_idr']):>14}"
    for note in answer["notes"]:
        yield f"* {note['text']}"


def _money(amount_idr: int) -> str:
    return ("-" if amount_idr < 0 else "") + render_rupiah(abs(amount_idr))
