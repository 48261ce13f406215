"""What the living page is filled with: invented people and offices, one of each state."""

from collections.abc import Sequence
from datetime import date
from types import SimpleNamespace
from typing import Final

from payung.kernel.month import Month
from payung.web.charts import Chart, chart_of
from payung.web.facts import Fact
from payung.web.language import tell
from payung.web.paging import Page

_CELLS: Final = (
    *("none", "none", "paid", "paid", "gap", "gap"),
    *("paid", "paid", "paid", "paid", "held", "due"),
)
_COVERED: Final = (608, 641, 660, 655, 702, 728, None, 815, 862, 903, 941, 974)
TAGS: Final = ("good", "wait", "bad", "info", "idle")
COLOURS: Final = (
    *("ink", "ink-2", "paper", "card", "sunk", "edge", "brand", "brand-soft"),
    *("sun", "sun-soft", "danger", "danger-soft", "info", "info-soft"),
)
COUNTS: Final = ((12, "now"), (3, "bad"), (28, "branch"), (0, "zero"))


def strip(now: Month) -> Sequence[tuple[Month, str]]:
    """Return twelve months that show every cell."""
    return list(zip(Month.span(now - 11, now.next), _CELLS, strict=True))


def chart(now: Month) -> Chart:
    """Return a line with a month that nobody reported: the gap stays a gap."""
    return chart_of(list(zip(Month.span(now - 11, now.next), _COVERED, strict=True)))


def facts(on: date) -> Sequence[Fact]:
    """Return a summary with something to change, something fixed and something missing."""
    return (
        Fact(tell("style.facts.name"), "Nur Aini binti Abdul Rachman", "#ringkasan"),
        Fact(tell("style.facts.nik"), "3324••••••••0901", "#ringkasan"),
        Fact(tell("style.facts.work"), tell("style.facts.cook"), "#ringkasan"),
        Fact(tell("style.facts.since"), f"{on:%d/%m/%Y}"),
        Fact(tell("style.facts.phone"), "", "#ringkasan", tell("style.facts.fill")),
    )


def options() -> Sequence[tuple[str, str, str]]:
    return (
        ("kin", tell("style.choice.kin"), ""),
        ("house", tell("style.choice.house"), tell("style.choice.house_hint")),
        ("neighbour", tell("style.choice.neighbour"), ""),
    )


def problems() -> dict[str, str]:
    """Return what the fields in error say, about the whole and about one field each."""
    return {
        "form": tell("style.problem.form"),
        "nik_salah": tell("style.problem.nik"),
        "lahir_salah": tell("style.problem.birth"),
    }


def month_state() -> SimpleNamespace:
    """Return a treasurer's month at its third step."""
    return SimpleNamespace(
        steps=(("list", "done"), ("result", "done"), ("remit", "now"), ("close", "later")),
        lines=573,
        billed_idr=4_813_200,
        cut_idr=4_796_400,
        held_idr=4_796_400,
        transit_idr=0,
        received_idr=0,
        differences=0,
        due_on=date(2026, 12, 15),
        closed_on=None,
    )


def page() -> Page[str]:
    """Return the middle of a list."""
    return Page(rows=(), number=2, has_more=True, query="")
