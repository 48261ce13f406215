"""The families of the demo, as the branch sees them: each claim has its amount."""

import re
from collections import Counter

import pytest

from payung.kernel.wording import say
from tests.demo.conftest import Service
from tests.demo.visitor import Page, Visitor

pytestmark = pytest.mark.slow
IN_THE_ACCIDENT, IN_FULL, IN_THE_SECOND_MONTH = "Rp70.000.000", "Rp42.000.000", "Rp10.000.000"


def _total(page: Page) -> str:
    """Return the first total of a page: what BPJS set, where it decided."""
    found = re.search(say("claim.one.award_total", "id") + r"\s*(Rp[0-9.]+)", page.text)
    assert found is not None, page.text
    return found[1]


def test_five_families_an_accident_and_a_death_in_the_second_month_are_paid(
    service: Service,
) -> None:
    running = service.up()
    branch = Visitor(running.address)
    branch.come_in(next(one for one in running.people if one.sign_in.startswith("branch.")))
    every = branch.open("/klaim/?lihat=semua").leading_to("/bpjs/klaim/")
    assert branch.page.text.count(say("claim.clock.over", "id")) == 7
    now = branch.open("/klaim/")
    still_open = {link.href for link in now.leading_to("/bpjs/klaim/")}
    assert say("claim.clock.expires", "id", day="") in now.text, "an accident's right ends one day"

    pages = [branch.open(link.href) for link in every if link.href not in still_open]

    paid = say("claims.state.paid", "id")
    totals = Counter(_total(page) for page in pages if paid in page.text)
    assert totals == {IN_FULL: 5, IN_THE_ACCIDENT: 1, IN_THE_SECOND_MONTH: 1}
    assert len(still_open) == 3, "one is told of, one is gathered, one waits for its decision"
