"""Prints a command's answer: JSON for programs, plain lines for people."""

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any


def show(wanted: argparse.Namespace, answer: Any, lines: Iterable[str]) -> None:
    """Print `answer` as one JSON document when --json was asked, `lines` otherwise."""
    if wanted.json:
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
    else:
        for line in lines:
            sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(message: str) -> None:
    sys.stderr.write(f"{message}\n")
