"""Promise 8: every check of a received file has a test of its own and stands in the list."""

from importlib import import_module

import pytest

from payung.config.commands.docs import check_modules
from tests.promises.house import ROOT

CHECKS = check_modules()
LIST = ROOT / "docs" / "generated" / "file-checks.md"


def test_there_are_checks():
    assert CHECKS


@pytest.mark.parametrize("name", CHECKS)
def test_has_a_test_beside_it(name):
    *folders, module = name.removeprefix("payung.").split(".")
    expected = ROOT.joinpath("tests", *folders, f"test_{module}.py")

    assert expected.exists(), expected.relative_to(ROOT)
    assert "def test_" in expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CHECKS)
def test_says_what_it_checks_and_is_listed(name):
    listed = LIST.read_text(encoding="utf-8")

    assert (import_module(name).__doc__ or "").strip()
    assert f"## `{name.removeprefix('payung.stages.')}`" in listed, "run `make docs`"
