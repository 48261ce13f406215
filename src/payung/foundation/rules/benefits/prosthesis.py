"""A replacement (prothese) or support (orthese) for a limb that is lost or does not work."""

from payung.foundation.rules.benefits.accident import Accident, check
from payung.foundation.rules.benefits.capped import capped, not_negative
from payung.foundation.rules.benefits.lines import benefit, money, percent_text, said
from payung.foundation.rules.law import Law, current_law
from payung.foundation.rules.rounding import whole_share_of
from payung.foundation.rules.schema import InForce, Share
from payung.foundation.rules.values import Benefit, Note
from payung.kernel.rupiah import render_rupiah

WHOLE = 10_000
"""Rates have at most four places, so a share of 10,000 parts is exact."""


def prosthesis(
    accident: Accident,
    cost_idr: int,
    *,
    reference_price_idr: int | None = None,
    law: Law | None = None,
) -> Benefit:
    """
    Return the cost up to the reference price plus 40 %.

    :param reference_price_idr: of the rehabilitation centre of a government hospital. Without it
        nothing is promised: the branch is asked for it.
    """
    law = law or current_law()
    check(accident)
    cost_idr = not_negative(cost_idr)
    found = law.jkk_prothese_orthese.in_force(accident.happened_on)
    if reference_price_idr is None:
        ask = Note("rules.ask.reference_price", {"cost": render_rupiah(cost_idr)})
        return benefit((), (), [said("rules.line.prosthesis", found, asks=[ask])])
    return _with_price(cost_idr, not_negative(reference_price_idr), found)


def _with_price(cost_idr: int, price_idr: int, found: InForce[Share]) -> Benefit:
    parts = int((1 + found.value.rate) * WHOLE)
    most, is_cut = whole_share_of(price_idr, parts, WHOLE)
    paid, arithmetic = capped(cost_idr, most)
    if arithmetic is not None:
        values = {
            "price": render_rupiah(price_idr),
            "percent": percent_text(found.value.rate * 100),
        }
        arithmetic = Note("rules.sum.reference_price", {**arithmetic.values, **values})
    asks = [Note("rules.ask.rounding")] if is_cut and paid == most else []
    line = money("rules.line.prosthesis", paid, found, arithmetic=arithmetic, asks=asks)
    return benefit([line], (Note("rules.note.receipts"),))
