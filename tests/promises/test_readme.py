"""What README and the pages say to type really works, and prints what they show."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.places import open_folder
from tests.promises.house import ROOT

PAGES = ("README.md", "CONTRIBUTING.md", "docs/production.md", "docs/cli.md")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
RUN_ELSEWHERE = {"make run", "make test", "make check"}
"""`make run` in tests/demo/test_run.py; the other two are what is running now."""
SETS_UP = "make .venv/.base"


def _commands(page):
    """Yield each command of a page with the lines shown below it."""
    for block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.strip().split("\n")
            yield command, shown


COMMANDS = [(page, command, shown) for page in PAGES for command, shown in _commands(page)]
TO_RUN = [
    (page, command, shown)
    for page, command, shown in COMMANDS
    if command not in RUN_ELSEWHERE and not command.startswith(SETS_UP)
]


@pytest.fixture(scope="module")
def place():
    """A folder and a database of its own, as somebody has who follows the page from the top."""
    with open_folder() as folder:
        yield folder, _environment(folder)


def _environment(folder):
    env = {key: value for key, value in os.environ.items() if not key.startswith("PAYUNG_")}
    env.pop("DATABASE_URL", None)
    env["PAYUNG_HOME"] = str(folder / "var")
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    return env


def test_the_pages_show_commands():
    assert len(COMMANDS) > 5


@pytest.mark.parametrize("command", sorted({c for _, c, _ in COMMANDS if c.startswith("make ")}))
def test_make_knows_what_the_pages_tell_to_make(command):
    targets = re.findall(r"^([\w./-]+):(?!=)", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert set(shlex.split(command)[1:]) <= set(targets)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "command", "shown"), TO_RUN, ids=[f"{page}: {command}" for page, command, _ in TO_RUN]
)
def test_does_what_the_page_says(page, command, shown, place):
    assert command.startswith(("payung ", "make ")), "show other commands in a ```sh block"
    folder, env = place

    done = subprocess.run(
        shlex.split(command), cwd=ROOT if command.startswith("make ") else folder, env=env,
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    printed = done.stdout.rstrip("\n").split("\n")
    if shown and shown[-1] == "...":
        assert printed[: len(shown) - 1] == shown[:-1]
    elif shown:
        assert printed == shown
