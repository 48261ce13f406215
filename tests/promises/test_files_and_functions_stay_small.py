"""A file stops at 300 lines and a function at 40: beyond that a reader loses the thread."""

import ast
from functools import cache
from pathlib import Path

from tests.promises.house import ROOT, SOURCE, trees

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
IMPORTS = (ast.Import, ast.ImportFrom)


@cache
def nodes() -> list[tuple[Path, list[ast.AST]]]:
    """Return everything that stands in each source file; walking through it takes a second."""
    return [(path, list(ast.walk(tree))) for path, tree in trees()]


def test_no_file_is_longer_than_three_hundred_lines():
    sources = [
        path
        for ending in ("*.py", "*.sql", "*.html", "*.js", "*.css")
        for folder in (SOURCE, ROOT / "tests", ROOT / "benchmarks")
        for path in folder.rglob(ending)
        if "migrations" not in path.parts
    ]
    lines = {
        str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in sources
    }

    assert {name: count for name, count in lines.items() if count > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_forty_lines():
    long = {}
    for path, here in nodes():
        for node in here:
            if isinstance(node, FUNCTIONS):
                count = (node.end_lineno or node.lineno) - node.lineno + 1
                if count > MOST_LINES_OF_A_FUNCTION:
                    long[f"{path.relative_to(SOURCE)}:{node.name}"] = count

    assert long == {}


def test_no_module_is_a_drawer_for_everything():
    names = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}

    assert [str(path) for path, _ in trees() if path.stem in names] == []


def _hands_on(handler):
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))


def test_nothing_catches_everything():
    """Who catches all must hand on what was not meant."""
    everything = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path, here in nodes()
        for node in here
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
        and not _hands_on(node)
    ]

    assert everything == []


def test_imports_stay_at_the_top_of_the_file():
    lower = []
    for path, here in nodes():
        lengths = [(node.lineno, node.end_lineno) for node in here if isinstance(node, FUNCTIONS)]
        inside = {line for first, last in lengths for line in range(first, (last or first) + 1)}
        imports = [node.lineno for node in here if isinstance(node, IMPORTS)]
        lower += [f"{path.relative_to(SOURCE)}:{line}" for line in imports if line in inside]

    assert lower == []
