"""
S102: the tariffs as the law has them, who pays what next month, and what is to be announced.

The law comes with a release and is read here, never typed (docs/rules.md): a row that somebody
types has no source, no test, and could change what a past month cost.
"""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.foundation.rules import Sector, current_law
from payung.foundation.rules.law import sources
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.tariffs.changing import coming_changes
from payung.reports.tariffs.law import Row, Table, tables
from payung.reports.tariffs.payers import preview
from payung.stages.membership.queries import Notice, notices
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request, day_of

_PARTS: Final = ("iuran_jkk_bpu", "iuran_jkm_bpu", "potongan_covid")


@dataclass(frozen=True, kw_only=True)
class Source:
    """A public source behind the rows; `url` is empty where it names no page."""

    code: str
    words: str
    url: str


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def table(request: Request, viewer: Viewer) -> HttpResponse:
    """S102."""
    on = day_of(request)
    now = Month.of(on)
    found = tables()
    seen = preview(viewer=viewer, month=now.next)
    known = notices(viewer=viewer)
    codes = sorted({code for each in found for row in each.rows for code in row.evidence})
    context = {
        "tables": [(_heading(each), _rows(each, now)) for each in found],
        "is_whole": all(each.is_whole for each in found),
        "checked_on": min(getattr(current_law(), name).checked_on for name in _PARTS),
        "preview": seen,
        "before": now,
        "changes": [
            (month, known.get(month), _waits(known.get(month))) for month in coming_changes(on)
        ],
        "sources": [_source(code) for code in codes],
    }
    return render(request, "secretariat/tariffs.html", context)


def _rows(each: Table, now: Month) -> list[tuple[Row, bool, bool]]:
    """Return the rows, newest first, with whether one is in force and whether it is past."""
    return [
        (row, row.holds(now), row.until is not None and row.until <= now)
        for row in reversed(each.rows)
    ]


def _heading(each: Table) -> str:
    sector = tell("tariffs.transport" if each.sector is Sector.TRANSPORT else "tariffs.other")
    funds = ", ".join(tell(f"tariffs.funds.{one}") for one in each.funds)
    return tell("tariffs.heading", sector=sector, funds=funds)


def _waits(notice: Notice | None) -> bool:
    return notice is None or notice.told_at is None


def _source(code: str) -> Source:
    words = sources()[code]
    page = words.replace(",", " ").replace(";", " ").split(" ")[0]
    is_page = "." in page and "/" in page
    return Source(code=code, words=words, url=f"https://{page}" if is_page else "")
