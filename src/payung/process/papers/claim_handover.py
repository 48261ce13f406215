"""D24: which papers of a claim the branch received, on which day; both sides sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from payung.foundation.rules.benefits import PaperNeeded
from payung.kernel.dates import render_date_long
from payung.kernel.kpj import spaced
from payung.kernel.rupiah import in_words
from payung.kernel.wording import say
from payung.process.papers.head import Head, titled

KIND: Final = "D24"


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """
    What was handed to the branch. The claim stands on it by its reference and card number.

    :param missing: papers that come later; the branch knows.
    :param handed_on: None while it is not entered: the day is written by hand.
    :param due_on: until when BPJS pays, once the file is complete.
    """

    ref: str
    what: str
    card_number: str
    papers: Sequence[PaperNeeded]
    missing: Sequence[PaperNeeded] = ()
    handed_on: date | None = None
    due_on: date | None = None
    officer: str = ""


def handover_facts(head: Head, told: HandedOver) -> dict[str, Any]:
    """Return what the receipt says."""
    day = render_date_long(told.handed_on) if told.handed_on else say("paper.d24.blank_day")
    count = len(told.papers)
    return titled(KIND, "d24", head) | {
        "ref": say("paper.claim.ref", ref=told.ref),
        "opening": say("paper.d24.opening", branch=head.branch, office=head.office),
        "top": [
            [say("paper.d23.what"), say(f"paper.d23.what_{told.what}")],
            [say("paper.d10.card"), spaced(told.card_number) if told.card_number else "–"],
            [say("paper.d24.day"), day],
        ],
        "heads": [say(f"paper.d24.head_{name}") for name in ("number", "paper", "form", "check")],
        "rows": [
            [str(number), paper.text(), paper.form()]
            for number, paper in enumerate(told.papers, start=1)
        ],
        "none": say("paper.d24.none"),
        "total": say("paper.d24.total", count=str(count), words=_words(count)) if count else "",
        "missing_title": say("paper.d24.missing") if told.missing else "",
        "missing": [paper.text() for paper in told.missing],
        "due": say("paper.d24.due", day=render_date_long(told.due_on)) if told.due_on else "",
        "kept": say("paper.d24.kept"),
        "gives": say("paper.d24.gives"),
        "gives_name": told.officer,
        "takes": say("paper.d24.takes", branch=head.branch),
        "place": head.place,
    }


def _words(count: int) -> str:
    return in_words(count).removesuffix(" rupiah")
