"""`payung rules`: what is due for a month, and what a family receives, with the law's source."""

import argparse

from payung.foundation import rules
from payung.foundation.rules import as_json, printed
from payung.foundation.rules.shown_papers import papers_json, printed_papers
from payung.jobs.commands import benefits
from payung.jobs.printing import complain, show
from payung.jobs.problems import Refused
from payung.kernel.wording import say


def run(wanted: argparse.Namespace) -> int:
    try:
        if wanted.step == "papers":
            found = benefits.papers(wanted)
            show(wanted, papers_json(found, wanted.lang), printed_papers(found, wanted.lang))
            return 0
        result = _ask(wanted)
    except rules.RuleRefused as refused:
        complain(refused.finding.message(wanted.lang))
        return 2
    except Refused as refused:
        complain(say(refused.code, wanted.lang, **refused.values))
        return 2
    show(wanted, as_json(result, wanted.lang), printed(result, wanted.lang))
    return 0


def _ask(
    wanted: argparse.Namespace,
) -> rules.Contribution | rules.Benefit | rules.Guidance:
    if wanted.step != "contribution":
        return benefits.ask(wanted)
    known = {programme.value: programme for programme in rules.Programme}
    named = [name.strip().lower() for name in wanted.programmes.split(",")]
    for name in named:
        if name not in known:
            choices = ", ".join(known)
            raise Refused("cli.choice", name="--programmes", value=name, choices=choices)
    return rules.contribution(
        month=wanted.month,
        sector=rules.Sector(wanted.sector),
        funds=rules.Funds(wanted.funds),
        income_idr=wanted.income,
        programmes=frozenset(known[name] for name in named),
    )
