"""D12: what a meeting looks at, as one A4 page and as slides; both are made from these facts."""

from collections.abc import Sequence
from math import ceil
from typing import Any, Final

from payung.kernel.dates import render_date_long, render_month
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.process.papers import monev_parts as parts
from payung.process.papers.head import Head, titled
from payung.process.papers.monev_report import report_number
from payung.reports.leaders import sentences
from payung.reports.packs.agenda import Agenda, Item
from payung.reports.packs.facts import Pack

KIND: Final = "D12"
ON_A_SLIDE: Final = 16
"""So many lines of a table fit under a slide's title; each row takes one half more."""
ON_A_PAGE: Final = 4
"""So many decisions and things to do stand on the A4 page; slides and D11 have them all."""
OLD_DAYS: Final = 30
APART: Final = 0.6
"""The room between two rows, in lines."""
_CALLS: Final = ("office", "why", "gain")
_ITEMS: Final = ("item", "owner", "due", "standing")
_SIGNS: Final = (31, 20, 11, 13)
"""How many letters of a wide typeface fit into a line of each column on a slide."""
_LETTERS, _LINES = 62, 14
"""How many letters of a wide typeface fit into a line of a list on a slide; how many lines."""
_MEANS: Final = ("n4", "n3", "n5", "n6")
Row = Sequence[str]


def meeting_number(pack: Pack) -> str:
    return f"RAPAT-{pack.place.regency_code}-{pack.month}"


def meeting_facts(pack: Pack, head: Head, agenda: Agenda) -> dict[str, Any]:
    """Return what stands on the page and on the slides, in finished words."""
    top = parts.top(pack, head, agenda)
    wanted = parts.decided(agenda.wanted or wanted_of(pack))
    facts = {
        **titled(KIND, "d12", head),
        "title": say("paper.d12.title_of", month=render_month(pack.month)),
        "number": meeting_number(pack),
        **top,
        "meeting": _meeting(agenda),
        "three_title": say("paper.d12.numbers"),
        "three": parts.three(pack),
        "chart": parts.chart(pack),
        "calls_title": _calls_title(pack),
        "calls_rule": parts.rule(pack),
        "call_heads": [say(f"paper.d12.head_{name}") for name in _CALLS],
        "calls": [[one["office"], one["why"], one["gain"]] for one in parts.calls(pack)],
        "calls_none": say("paper.d12.call_none"),
        "wanted_title": say("paper.d12.decided" if agenda.wanted else "paper.d12.wanted"),
        "item_heads": [say(f"paper.monev.head_{name}") for name in _ITEMS],
        "wanted": wanted,
        "open_title": say("paper.d12.open"),
        "open": parts.items(agenda.open, pack.on),
        "open_none": say("paper.d12.open_none"),
        "means": [say(f"paper.d12.means_{name}") for name in _MEANS],
        "same": say("paper.d12.same", number=report_number(pack)),
        "shown_of_page": ON_A_PAGE,
        "more": say("paper.d12.more", count="{count}"),
        "slide": say("paper.d12.slide", number="{number}", count="{count}"),
        "place": head.place,
    }
    return {**facts, "slides": slides_of(facts)}


def wanted_of(pack: Pack) -> tuple[Item, ...]:
    """Return what a meeting has to decide by these figures, where its agenda says nothing."""
    found = []
    late = pack.now.assigned - pack.now.closed
    held = sum(one.held_idr for one in pack.held)
    month = render_month(pack.month)
    if pack.look and pack.look.calls:
        found.append(sentences.spoken("paper.monev.want_calls", count=len(pack.look.calls)))
    if late:
        found.append(sentences.spoken("paper.monev.want_late", count=late, month=month))
    if held:
        found.append(say("paper.monev.want_held", amount=render_rupiah(held)))
    if not pack.aims:
        found.append(say("paper.monev.want_aim", year=str(pack.on.year)))
    return tuple(Item(words=words) for words in found)


def slides_of(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the slides in order; each has a title that says what it shows."""
    open_rows = facts["open"]
    joined = facts["lead"].partition(". ")[0].removesuffix(".")
    slides = [
        {"kind": "finding", "title": facts["finding"]},
        {"kind": "numbers", "title": joined or facts["three_title"]},
        {"kind": "chart", "title": facts["chart"]["title"]},
        _table(facts["calls_title"], facts["call_heads"], facts["calls"], facts["calls_rule"])
        if facts["calls"]
        else {
            "kind": "words",
            "title": facts["calls_none"],
            "lines": [facts["calls_rule"]],
            "first": 1,
            "note": "",
        },
        *_words(
            facts, facts["wanted_title"], facts["wanted"], "" if open_rows else facts["open_none"]
        ),
    ]
    if facts["meeting"]["points"]:
        slides[1:1] = _words(facts, facts["meeting"]["agenda_title"], facts["meeting"]["points"])
    if open_rows:
        title = sentences.spoken("paper.d12.open_count", count=len(open_rows))
        pages = paged(open_rows)
        slides += [
            _table(f"{title} ({facts['continued']})" if at else title, facts["item_heads"], page)
            for at, page in enumerate(pages)
        ]
    slides.append({"kind": "sources", "title": say("paper.d12.sources")})
    return slides


def paged(
    rows: Sequence[Row], signs: Sequence[int] = _SIGNS, most: int = ON_A_SLIDE
) -> list[list[Row]]:
    """Return rows in pages of at most so many lines, as long words take several."""
    pages: list[list[Row]] = [[]]
    room: float = most
    for row in rows:
        tall = max(ceil(len(cell) / wide) for cell, wide in zip(row, signs, strict=True)) + APART
        if pages[-1] and tall > room:
            pages.append([])
            room = most
        pages[-1].append(row)
        room -= tall
    return pages


def _table(title: str, heads: Row, rows: Sequence[Row], note: str = "") -> dict[str, Any]:
    return {
        "kind": "table",
        "title": title,
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "note": note,
    }


def _words(
    facts: dict[str, Any], title: str, lines: Sequence[str], note: str = ""
) -> list[dict[str, Any]]:
    """Return lines as one slide, or as several where they are many or long."""
    pages = paged([(line,) for line in lines], (_LETTERS,), _LINES)
    return [
        {
            "kind": "words",
            "title": f"{title} ({facts['continued']})" if at else title,
            "lines": [row[0] for row in page],
            "first": sum(len(before) for before in pages[:at]) + 1,
            "note": note,
        }
        for at, page in enumerate(pages)
    ]


def _calls_title(pack: Pack) -> str:
    count = len(parts.calls(pack))
    return sentences.spoken("leader.call.title", count=count) if count else ""


def _meeting(agenda: Agenda) -> dict[str, Any]:
    day = render_date_long(agenda.held_on) if agenda.held_on else ""
    return {
        "title": agenda.title,
        "when": ", ".join(part for part in (day, agenda.time, agenda.place) if part),
        "agenda_title": say("paper.d12.agenda"),
        "points": list(agenda.points),
    }
