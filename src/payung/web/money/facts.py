"""The summary lists that stand above the forms about money; no worker is named in any."""

from collections.abc import Mapping

from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_month
from payung.kernel.month import Month
from payung.kernel.nip import spaced
from payung.kernel.rupiah import in_words, render_rupiah
from payung.stages.remittance.queries.differing import SlipDifference
from payung.stages.remittance.queries.held_people import HeldPerson
from payung.stages.remittance.queries.refunds import RefundRow
from payung.web.facts import Fact
from payung.web.language import tell


def person_facts(person: HeldPerson) -> list[Fact]:
    """Say whose held money it is, and why it is still there."""
    facts = [
        Fact(tell("money.fact.who"), person.name),
        Fact(tell("money.fact.nip"), spaced(person.nip)),
        Fact(tell("money.fact.month"), render_month(person.month)),
    ]
    if person.lines > 1:
        said = tell("money.people.which", number=person.number, lines=person.lines)
        facts.append(Fact(tell("money.fact.which"), said))
    facts.append(Fact(tell("money.fact.held"), render_rupiah(person.most_idr)))
    facts.append(Fact(tell("money.fact.why"), tell(f"money.why.{person.why}")))
    return facts


def request_facts(row: RefundRow, names: Mapping[int, str], most_idr: int) -> list[Fact]:
    """Say what is asked, by whom, and how much of it is still there."""
    total = f"{render_rupiah(row.amount_idr)} ({in_words(row.amount_idr)})"
    asked_on = render_date(today_in_wib(row.asked_at))
    return [
        Fact(tell("money.fact.who"), row.name),
        Fact(tell("money.fact.nip"), spaced(row.nip)),
        Fact(tell("money.fact.office"), row.agency),
        Fact(tell("money.fact.month"), render_month(row.month)),
        Fact(tell("money.fact.amount"), total),
        Fact(tell("money.fact.held"), render_rupiah(most_idr)),
        Fact(tell("money.fact.reason"), row.reason),
        Fact(
            tell("money.fact.asked"),
            tell("money.fact.asked_by", name=names.get(row.asked_by_id, ""), day=asked_on),
        ),
    ]


def difference_facts(row: SlipDifference) -> list[Fact]:
    """Lay slip and receipt beside each other."""
    missing = abs(row.missing_idr)
    code = "money.differ.less" if row.missing_idr > 0 else "money.differ.more"
    slip = f"{render_rupiah(row.slip_idr)}, {row.bank} {row.number}, {render_date(row.paid_on)}"
    receipt = f"{render_rupiah(row.receipt_idr)}, {row.receipt}, {render_date(row.received_on)}"
    return [
        Fact(tell("money.fact.for"), places_words(row.places)),
        Fact(tell("money.fact.slip"), slip),
        Fact(tell("money.fact.receipt"), receipt),
        Fact(tell("money.fact.difference"), tell(code, amount=render_rupiah(missing))),
    ]


def places_words(places: tuple[tuple[str, Month], ...]) -> str:
    return "; ".join(f"{agency}, {render_month(month)}" for agency, month in places)
