"""What the tests of remittance have in common."""

from payung.foundation.ledger.balances import balances
from tests.factories import remittance as made
from tests.factories.remittance import DECEMBER


def _books(of, month=DECEMBER):
    return balances([of.agency_id], month)[of.agency_id]


def _cut(of, how_many=3, month=DECEMBER, **how):
    given = made.giving(of, how_many, from_month=month)
    made.listed(of, month)
    made.report(of, month, **how)
    return given
