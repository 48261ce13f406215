"""A few of the generated payroll histories; `python -m benchmarks.histories` plays all of them."""

import pytest

from tests.histories.generator import MOST_STEPS, script_of
from tests.histories.report import ZEROS, Report
from tests.histories.runs import dense, played, told

pytestmark = pytest.mark.slow
SEEDS = range(26, 48)


def test_every_history_ends_as_the_model_says_and_meets_every_anomaly(place):
    report = Report()
    for seed in SEEDS:
        report.take(seed, "-", played(place, seed, dense(seed)))

    failures = report.failures.items()
    assert [told(place, seed, why, dense(seed)) for seed, why in failures] == []
    assert {name: report.totals[name] for name in ZEROS} == dict.fromkeys(ZEROS, 0)
    assert report.missed(at_least=1) == {}
    assert report.totals["unknown"] > 0
    assert report.totals["restarts"] > 0


def test_a_seed_always_gives_the_same_script_of_at_most_forty_steps():
    scripts = [script_of(seed) for seed in range(200)]

    assert scripts == [script_of(seed) for seed in range(200)]
    assert max(map(len, scripts)) <= MOST_STEPS
