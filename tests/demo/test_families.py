"""The families of the demo, as the branch sees them: each claim has its amount."""

import re
from collections import Counter

import pytest

from payung.jobs.demo.death_list import SAMPLE, STRANGERS
from payung.kernel.wording import say
from payung.reports.quality.death_list import LAYOUT, LIMITS
from payung.stages.intake.gateway import read_table
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
    assert len(still_open) == 4, "two are told of, one is gathered, one waits for its decision"


def test_a_villages_list_left_a_case_for_the_officer_and_a_row_to_decide(service: Service) -> None:
    running = service.up()
    desk, officer = Visitor(running.address), Visitor(running.address)
    for visitor, role in ((desk, "secretariat."), (officer, "officer.")):
        visitor.come_in(next(one for one in running.people if one.sign_in.startswith(role)))

    waiting = desk.open("/kelola/kematian/periksa/")
    (row,) = [
        link for link in waiting.leading_to("/kelola/kematian/periksa/") if link.words.isupper()
    ]
    assert say("deaths.how.name_and_near", "id") in desk.follow(row).text
    cases = officer.open("/kantor/kematian/")
    assert say("deaths.office.cases", "id") in cases.text
    assert any(link.href != "/klaim/" for link in cases.leading_to("/klaim/"))
    assert say("wa.condolence", "id", officer="petugas kantor") in officer.open("/pesan/").text
    sample = (service.home / "contoh" / SAMPLE).read_bytes()
    read = read_table(sample, name=SAMPLE, wanted=LAYOUT, limits=LIMITS)
    assert len(read.rows) == 1 + len(STRANGERS)
