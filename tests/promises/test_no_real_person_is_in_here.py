"""Invented numbers have a serial in the 900s, so that none can be anybody's."""

import re

from payung.kernel.findings import Level, Unreadable
from payung.kernel.nik import parse_nik
from payung.kernel.nip import check_nip, parse_nip
from tests.promises.house import ROOT

TEXT = {".py", ".yaml", ".yml", ".md", ".csv", ".json", ".sql", ".html", ".txt", ".toml"}
PLACES = ("src", "tests", "docs", "demo", "tools", "benchmarks", "samples")
SAMPLES = ROOT / "tests" / "samples"
"""Sheets as offices send them, of invented people whose serials run on past the 900s."""
DIGITS = re.compile(r"(?<![0-9])(?:[0-9]{16}|[0-9]{18})(?![0-9])")


def _texts():
    for place in PLACES:
        for path in sorted((ROOT / place).rglob("*")):
            if path.suffix in TEXT and path.is_file() and path.parent != SAMPLES:
                yield path, path.read_text(encoding="utf-8", errors="replace")
    for path in sorted(ROOT.glob("*.md")):
        yield path, path.read_text(encoding="utf-8")


def _could_be_somebodys(digits):
    if len(set(digits)) == 1:
        return False
    try:
        if len(digits) == 16:
            parse_nik(digits)
            return digits[12] != "0" or digits[13] != "9"
        found = check_nip(parse_nip(digits))
    except Unreadable:
        return False
    return digits[-3] != "9" and all(finding.level is not Level.REJECT for finding in found)


def test_no_number_could_be_somebodys():
    found = {
        f"{path.relative_to(ROOT)}: {digits}"
        for path, text in _texts()
        for digits in DIGITS.findall(text)
        if _could_be_somebodys(digits)
    }

    assert found == set()
