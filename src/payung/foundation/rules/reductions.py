"""Temporary reductions of the JKK and JKM contribution: PP 49/2020 and PP 50/2025."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from payung.foundation.rules.law import Law
from payung.foundation.rules.rounding import share_of
from payung.foundation.rules.schema import InForce, Rule, Share
from payung.foundation.rules.values import Funds, Insured, Line, Note, Programme, Sector
from payung.kernel.month import Month

STATE_BUDGETS = frozenset({Funds.APBN, Funds.APBD})
LABELS = {Programme.JKK: "rules.line.jkk_cut", Programme.JKM: "rules.line.jkm_cut"}


@dataclass(frozen=True)
class Reduction:
    """A cut in force for a month, and what the reader must know about it."""

    rate: Decimal
    source: str
    since: date
    evidence: tuple[str, ...]

    def lines(self, due_idr: dict[Programme, int]) -> Iterator[Line]:
        """Yield one line below zero per reduced programme; JHT is never reduced."""
        percent = str(int(self.rate * 100))
        for programme, code in LABELS.items():
            if due_idr.get(programme):
                cut = share_of(-due_idr[programme], self.rate)
                yield Line(code, cut, self.source, self.since, self.evidence, {"percent": percent})


def covid(month: Month, law: Law) -> Reduction | None:
    """Return the 99 % cut of PP 49/2020, the same for all funds and sectors."""
    return _reduction(law.potongan_covid.in_force(month.first_day))


def discount(month: Month, sector: Sector, law: Law) -> Reduction | None:
    """Return the PP 50/2025 discount the sector has in `month`, before asking who pays."""
    return _reduction(_discount_rule(sector, law).in_force(month.first_day))


def is_discounted(funds: Funds, law: Law) -> bool:
    """Say whether contributions from these funds share in the PP 50/2025 discount."""
    if funds in STATE_BUDGETS:
        return False
    return law.settings[f"discount_{funds}"].value == "discounted"


def discount_notes(month: Month, insured: Insured, law: Law) -> Iterator[Note]:
    """Yield what is unsure or worth knowing about the discount in `month`."""
    other = Sector.OTHER if insured.sector is Sector.TRANSPORT else Sector.TRANSPORT
    if discount(month, insured.sector, law) is None:
        if discount(month, other, law) is not None and is_discounted(insured.funds, law):
            yield Note("rules.note.sector_unconfirmed")
        return
    if insured.funds in STATE_BUDGETS:
        yield Note("rules.note.no_discount_for_state_budget", {"funds": insured.funds.upper()})
        return
    yield _reading(insured.funds, law)
    if not is_discounted(insured.funds, law):
        return
    if discount(month, other, law) is None:
        yield Note("rules.note.sector_unconfirmed")
    if Programme.JHT in insured.programmes:
        yield Note("rules.note.jht_not_discounted")


def _reading(funds: Funds, law: Law) -> Note:
    setting = law.settings[f"discount_{funds}"]
    return Note(f"{setting.note}.{setting.value}")


def _discount_rule(sector: Sector, law: Law) -> Rule[Share]:
    if sector is Sector.TRANSPORT:
        return law.diskon_pp50_2025_transportasi
    return law.diskon_pp50_2025_lainnya


def _reduction(found: InForce[Share]) -> Reduction | None:
    share = found.value
    if not share.rate:
        return None
    return Reduction(share.rate, share.source, found.since, share.evidence)
