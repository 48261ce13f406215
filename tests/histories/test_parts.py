"""The pieces by themselves: the model stands alone, the shrinker leaves only what matters."""

import ast
from pathlib import Path

from tests.histories.model.answering import shared
from tests.histories.shrinking import as_script, shrunk
from tests.histories.steps import step

MODEL = Path(__file__).parent / "model"


def test_the_model_knows_nothing_of_payung():
    imported = {
        node.module or ""
        for path in MODEL.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    }

    assert [name for name in imported if name.startswith(("payung", "django"))] == []


def test_one_sum_fills_one_worker_after_the_other():
    assert shared(20_000, [16_800, 16_800]) == [16_800, 3_200]
    assert shared(40_000, [16_800, 16_800]) == [23_200, 16_800]
    assert shared(1, [8_400, 8_400]) == [1, 0]


def test_what_does_not_matter_is_left_out():
    script = [step("lock"), *[step("fetch", days=2)] * 20, step("slip"), step("close", days=9)]

    small = shrunk(script, lambda some: {"slip", "close"} <= {one.kind for one in some})

    assert [one.kind for one in small] == ["slip", "close"]
    assert as_script(small) == "  1. slip, office 0 month 0\n  2. close, office 0 month 0"
