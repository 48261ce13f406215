"""What was found in a file, line by line, for people."""

import argparse
from collections.abc import Iterator

from payung.kernel.reporting import FileReport
from payung.kernel.wording import say


def file_lines(report: FileReport, wanted: argparse.Namespace, *, code: str) -> Iterator[str]:
    """Yield the counts (worded by `code`), the facts, then every problem with its row."""
    yield say(code, wanted.lang, accepted=str(report.accepted), rows=str(report.rows))
    for name, count in report.counts.items():
        yield f"  {name}: {count}"
    for fact in report.facts.values():
        yield f"  {fact}"
    for problem in report.problems:
        yield say(
            "cli.row",
            wanted.lang,
            row=str(problem.row),
            column=problem.column,
            message=problem.finding.message(wanted.lang),
        )
