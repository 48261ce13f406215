"""Reads the values typed after `payung`, and says what is wrong with one in the asked language."""

import argparse
import os
import re
from datetime import date
from pathlib import Path

from payung.kernel.dates import parse_date
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.wording import say

_language = ["id"]


def speak(language: str) -> None:
    """Let the mistakes of this run be told in `language`."""
    _language[:] = [language]


def spoken() -> str:
    return _language[0]


def day(text: str) -> date:
    """Read a day as people type it; ISO too."""
    try:
        return parse_date(text)
    except Unreadable as problem:
        raise argparse.ArgumentTypeError(problem.finding.message(spoken())) from problem


def month(text: str) -> Month:
    try:
        return Month.parse(text)
    except Unreadable as problem:
        raise argparse.ArgumentTypeError(problem.finding.message(spoken())) from problem


def regency_code(text: str) -> str:
    if not re.fullmatch(r"[0-9]{2}\.[0-9]{2}", text, re.ASCII):
        raise argparse.ArgumentTypeError(say("cli.regency_code", spoken()))
    return text


def whole_number(least: int, most: int = 10**15) -> "type[int]":
    """Return a reader of whole numbers from `least` to `most`."""

    def read_number(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,15}", text, re.ASCII):
            raise argparse.ArgumentTypeError(say("cli.whole_number", spoken()))
        if int(text) < least:
            raise argparse.ArgumentTypeError(say("cli.positive", spoken(), least=str(least)))
        if int(text) > most:
            raise argparse.ArgumentTypeError(say("cli.at_most", spoken(), most=str(most)))
        return int(text)

    return read_number  # type: ignore[return-value]  # argparse takes any callable


def existing_file(text: str) -> Path:
    path = Path(text)
    if not os.path.isfile(text):  # no exception for names that no disk can hold
        raise argparse.ArgumentTypeError(say("cli.file_missing", spoken(), name=path.name))
    return path


def existing_folder(text: str) -> Path:
    path = Path(text)
    if not os.path.isdir(text):
        raise argparse.ArgumentTypeError(say("cli.folder_missing", spoken(), name=path.name))
    return path
