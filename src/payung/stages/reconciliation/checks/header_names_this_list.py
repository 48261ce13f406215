"""The signed cell names the list, office and month that the page is about."""

from collections.abc import Mapping

from payung.kernel.dates import render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.stages.intake.problems import FileRefused


def check(fields: Mapping[str, str], wanted: Mapping[str, str]) -> int:
    """
    Return which answer to the list the file is (`seq`).

    The office is compared first and nothing is said about another one (P08).

    :raises FileRefused: other_office, wrong_month, other_list.
    """
    if fields.get("template") != wanted["template"]:
        raise FileRefused("reconciliation.other_template")
    if fields.get("agency") != wanted["agency"]:
        raise FileRefused("reconciliation.other_office")
    if fields.get("month") != wanted["month"]:
        raise FileRefused(
            "reconciliation.wrong_month",
            found=_shown(fields.get("month", "")),
            wanted=_shown(wanted["month"]),
        )
    seq = fields.get("seq", "")
    same = all(fields.get(name) == wanted[name] for name in ("list", "digest"))
    if not same or not (seq.isascii() and seq.isdigit() and 0 < int(seq) < 10_000):
        raise FileRefused("reconciliation.other_list", month=_shown(wanted["month"]))
    return int(seq)


def _shown(text: str) -> str:
    try:
        return render_month(Month.parse(text))
    except Unreadable:
        return "?"
