"""A year's arithmetic: what a month cost, who still gives, and which cohorts can be told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from payung.kernel.month import Month
from payung.stages.monitoring.sums import Cohort, Money, Share, Totals
from payung.stages.monitoring.sums.years import (
    Cost,
    cost_of,
    months_of,
    persists_until,
    year_cohorts,
)
from tests.stages.monitoring.making import TAKEN

COUNTS = (
    *("offices", "assigned", "closed", "on_time", "reopened", "asn", "joined", "confirmed"),
    *("covered", "begun", "full_year", "registered", "accepted", "queued", "due", "lines"),
    *("lines_cut", "joined_offices", "asn_in_joined"),
)
YEAR = months_of(2026)


def totals(month: Month, **given: object) -> Totals:
    """Return a month that both of two offices closed, with ten sponsors."""
    usual = {**dict.fromkeys(COUNTS, 0), "assigned": 2, "closed": 2, "joined": 10}
    return Totals(**{"month": month, "as_of": TAKEN, "closed_on": None, "money": Money(),
                     **usual, **given})  # type: ignore[arg-type]  # fmt: skip


@given(received=some.integers(0, 10**13), covered=some.integers(0, 10**7))
def test_rupiah_per_covered_month_multiplies_out(received, covered):
    cost = Cost(received_idr=received, covered_months=covered)

    assert (cost.per_month_idr is None) == (covered == 0)
    assert (cost.per_month_idr or 0) * covered + cost.rest_idr == received
    assert covered == 0 or 0 <= cost.rest_idr < covered


def test_a_gap_adds_nothing_to_the_cost():
    months = [totals(YEAR[0], covered=3, money=Money(received_idr=50_401)), None,
              totals(YEAR[2], covered=2, money=Money(received_idr=33_600))]  # fmt: skip

    cost = cost_of(months)

    assert (cost.received_idr, cost.covered_months) == (84_001, 5)
    assert (cost.per_month_idr, cost.rest_idr) == (16_800, 1)
    assert cost_of([]).per_month_idr is None


def test_who_still_gives_is_asked_of_the_newest_month_that_is_over_or_closed():
    months = [totals(month) for month in YEAR]
    december, open_one = YEAR[11], replace(months[11], closed=1)

    assert persists_until(months, december.next) == december
    assert persists_until([*months[:11], open_one], december.next) == december
    assert persists_until([*months[:11], open_one], december) == december - 1
    assert persists_until(months, december) == december
    assert persists_until([months[0], *[None] * 11], december) is None
    assert persists_until([None, *months[1:]], december) is None
    assert persists_until([totals(YEAR[0], joined=0), *months[1:]], december) is None


def test_a_cohort_is_told_when_its_last_month_is_over():
    of = {
        began + (n - 1): (Cohort(months=n, kept=Share(part=n, whole=20)),)
        for began, n in ((YEAR[0], 3), (YEAR[0], 6), (YEAR[0], 12), (YEAR[9], 12))
    }

    [january] = year_cohorts(2026, of, YEAR[11])
    assert (january.began, january.kept_3, january.kept_12) == (
        YEAR[0], Share(part=3, whole=20), None,
    )  # fmt: skip
    [january] = year_cohorts(2026, of, YEAR[11].next)
    assert january.kept_12 == Share(part=12, whole=20)
    january, october = year_cohorts(2026, of, Month(2028, 1))
    assert (october.began, october.kept_3, october.kept_12.part) == (YEAR[9], None, 12)
    assert year_cohorts(2026, {}, Month(2028, 1)) == ()
