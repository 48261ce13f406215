"""D13: the ranking of offices for the notice board, the same rows as the open page and its file."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import in_wib, today_in_wib
from payung.kernel.dates import render_date_long, render_month, render_time
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.kernel.quantities import grouped, percent, points
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.reports.homes.places import Place, place_of
from payung.reports.published.ranking import (
    HIDDEN,
    LATE,
    OPEN,
    SMALL,
    Group,
    PublicRanking,
    Row,
    ranking_of,
)
from payung.reports.published.ranking_table import ranking_table
from payung.stages.monitoring.sums.shares import Share

KIND: Final = "D13"
_COLUMNS: Final = ("place", "office", "share", "change", "before", "timely")
_UNPLACED: Final = (HIDDEN, SMALL)
_WAITING: Final = (LATE, OPEN)
_RULES: Final = ("score", "class", "late", "ties", "shown", "people")


@operation
def ranking_paper(*, month: Month, by: Actor, at: datetime) -> int:
    """
    Make the ranking of a closed month for the actor's regency; return its id.

    Another print of the same month is the same paper, or its next version where figures changed.

    :raises NotYours: a role that prints none.
    :raises NothingToPrint: too few offices closed the month, or it is older than a year.
    """
    place = place_of(viewer=by.viewer)
    if by.role not in (Role.KORPRI, Role.SECRETARIAT) or by.regency_id is None or place is None:
        raise NotYours
    found = ranking_of(viewer=by.viewer, month=month, on=today_in_wib(at))
    if found is None or not found.is_ranked:
        raise NothingToPrint
    head = head_of(viewer=by.viewer, kind=KIND, on=today_in_wib(at), regency_id=by.regency_id)
    return make(
        kind=KIND,
        regency_id=by.regency_id,
        agency_id=None,
        subject_type=f"ranking.{month}",
        subject_id=by.regency_id,
        facts=ranking_facts(head, place, found),
        row_count=len(found.rows) + len(found.waiting),
        number=f"PRK-{place.regency_code}-{month}",
        by=by,
        at=at,
    )


def ranking_facts(head: Head, place: Place, found: PublicRanking) -> dict[str, Any]:
    """Return what stands on the paper; the digest is that of the open file of the same month."""
    month = render_month(found.month)
    file = ranking_table(place, found)
    return titled(KIND, "d13", head) | {
        "title": say("paper.d13.title_of", month=month),
        "number": f"PRK-{place.regency_code}-{found.month}",
        "number_label": say("paper.number"),
        "lead": say("paper.d13.lead", closed=str(found.closed), assigned=str(found.assigned)),
        "as_of": _as_of(found),
        "heads": [say(f"paper.d13.head_{name}") for name in _COLUMNS],
        "groups": [_group(group) for group in found.groups],
        "waiting_title": say("paper.d13.waiting", count=str(len(found.waiting))),
        "waiting": _listed(found.waiting, _WAITING),
        "waiting_words": say("ranking.waiting_words"),
        "risers_title": say("ranking.risers"),
        "riser_heads": [say(f"paper.d13.head_{name}") for name in ("office", "share", "change")],
        "risers": [
            [row.office.name, _share(row.office.score), _change(row.office.change)]
            for row in found.risers
        ],
        "box_title": say("ranking.box"),
        "box": [say(f"ranking.rule.{rule}") for rule in _RULES],
        "digest_words": say("paper.d13.digest", month=str(found.month)),
        "digest": file.digest,
    }


def _as_of(found: PublicRanking) -> str:
    if found.as_of is None:
        return ""
    day = render_date_long(in_wib(found.as_of).date())
    return say("figures.as_of", on=day, time=render_time(found.as_of))


def _group(group: Group) -> dict[str, Any]:
    return {
        "title": say(f"figures.size.{group.size}"),
        "of": say("ranking.group", closed=str(len(group.rows)), offices=str(group.offices)),
        "rows": [_row(row) for row in group.rows if row.office.place is not None],
        "unplaced": _listed(group.rows, _UNPLACED),
    }


def _row(row: Row) -> list[str]:
    office, timely = row.office, say("ranking.timely" if row.is_on_time else "ranking.untimely")
    return [
        str(office.place),
        office.name,
        _share(office.score),
        _change(office.change),
        "–" if office.before is None else str(office.before),
        timely,
    ]


def _listed(rows: Iterable[Row], kinds: Iterable[str]) -> list[list[str]]:
    """Return who has no place, by the reason: one line for each."""
    found = list(rows)
    names = {kind: [row.office.name for row in found if row.kind == kind] for kind in kinds}
    return [
        [say(f"ranking.kind.{kind}"), "; ".join(offices)]
        for kind, offices in names.items()
        if offices
    ]


def _share(share: Share | None) -> str:
    if share is None or share.percent is None:
        return "–"
    of = say("ranking.of", joined=grouped(share.part), asn=grouped(share.whole))
    return f"{percent(share.percent)} · {of}"


def _change(change: Decimal | None) -> str:
    return "–" if change is None else points(change)
