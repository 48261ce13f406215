"""What can be typed after `payung figures` and `payung history`."""

import argparse
from collections.abc import Callable
from typing import Any

from payung.jobs.readings import existing_file, month, regency_code


def define_figures(group: Callable[[str, str], Any], add: Callable[..., Any]) -> None:
    """Define both commands; `group` begins one with steps, `add` adds a step to it."""
    steps = group("figures", "the figures that are published")
    add(steps, name="take", help_="take what changed since the last time")
    add(steps, name="rebuild", help_="measure everything again")
    show = add(steps, name="show", help_="a month's figures")
    show.add_argument("month", type=month)
    _regency(show)
    past = group("history", "figures that others published")
    load = add(past, name="load", help_="write down the figures of a file")
    load.add_argument("file", type=existing_file)
    _regency(load)
    load.add_argument("--by", default="", help="who says so, by sign-in name")


def _regency(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--regency", type=regency_code, required=True)
