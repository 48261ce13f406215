"""What a meeting's agenda could be, from the data, and how its papers show a meeting."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from payung.kernel.clock import in_wib, today_in_wib
from payung.kernel.dates import render_date_long, render_month, render_time
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say
from payung.reports.leaders.sentences import spoken
from payung.reports.packs.agenda import Agenda, Item
from payung.reports.packs.facts import Pack, pack_facts
from payung.stages.monitoring.queries import (
    ItemRow,
    claims_of,
    decisions,
    meeting,
    open_items,
)
from payung.stages.monitoring.sums import OfficeFigures
from payung.stages.monitoring.sums.meetings import LONGEST_POINT, Point

_NAMED: Final = 5


def suggested_agenda(*, viewer: Viewer, month: Month, at: datetime) -> list[Point]:
    """
    Return what there is to speak of about a month; nothing to say makes no point.

    The words are Indonesian: they are printed, and changed by whoever calls the meeting.
    """
    on = today_in_wib(at)
    found = [("actions", _actions(open_items(viewer=viewer), on))]
    pack = None
    if viewer.regency_id is not None:
        pack = pack_facts(regency_id=viewer.regency_id, month=month, as_of=at, viewer=viewer)
    if pack is not None:
        found += [
            ("finding", say("meeting.point.finding", said=pack.finding())),
            ("calls", _calls(pack)),
            ("held", _held(pack)),
            ("claims", _claims(viewer, month)),
            ("unlisted", _unlisted(pack, month)),
        ]
    return [Point(kind=kind, words=_cut(words)) for kind, words in found if words]


def agenda_on_paper(*, viewer: Viewer, meeting_id: int, as_of: datetime) -> Agenda | None:
    """Return a meeting in finished words, as its papers show it; None for one not theirs."""
    found = meeting(viewer=viewer, meeting_id=meeting_id, as_of=as_of)
    if found is None:
        return None
    day = in_wib(found.starts_at).date()
    decided = decisions(viewer=viewer, meeting_id=meeting_id, as_of=as_of)
    return Agenda(
        title=say("meeting.paper.title", day=render_date_long(day)),
        held_on=day,
        time=render_time(found.starts_at),
        place=found.place,
        points=tuple(point.words for point in found.agenda),
        wanted=tuple(Item(words=one.words, state=one.basis) for one in decided),
        open=open_on_paper(viewer=viewer, as_of=as_of),
    )


def open_on_paper(*, viewer: Viewer, as_of: datetime) -> tuple[Item, ...]:
    """Return what was not done at a moment, as papers list it."""
    on = in_wib(as_of).date()
    return tuple(_item(one, on) for one in open_items(viewer=viewer, as_of=as_of))


def _item(one: ItemRow, on: date) -> Item:
    late = one.days_over(on) > 0
    return Item(words=one.words, owner=one.who, due_on=one.due_on, is_late=late)


def _actions(items: Iterable[ItemRow], on: date) -> str:
    found = list(items)
    if not found:
        return ""
    late = sum(1 for item in found if item.days_over(on))
    code = "meeting.point.actions_late" if late else "meeting.point.actions"
    return spoken(code, count=len(found), late=late)


def _calls(pack: Pack) -> str:
    calls = pack.look.calls if pack.look else ()
    return _named("meeting.point.calls", [call.unit.name for call in calls])


def _held(pack: Pack) -> str:
    held = pack.look.held if pack.look else pack.now.money
    if not held.held_idr:
        return ""
    amount, days = render_rupiah(held.held_idr), held.held_days(pack.on)
    return spoken("meeting.point.held", amount=amount, days=days)


def _claims(viewer: Viewer, month: Month) -> str:
    found = claims_of(viewer=viewer, until=month, months=12)
    waiting = found.reported - found.paid - found.refused
    if waiting <= 0:
        return ""
    return spoken("meeting.point.claims", reported=found.reported, waiting=waiting)


def _unlisted(pack: Pack, month: Month) -> str:
    names = [row.office.name for row in pack.offices if _lacks_list(row.office)]
    return _named("meeting.point.unlisted", names, month=render_month(month))


def _lacks_list(office: OfficeFigures) -> bool:
    return office.is_assigned and not office.is_listed


def _named(code: str, names: list[str], **values: str) -> str:
    """Return a sentence that names the first few, and how many more there are."""
    if not names:
        return ""
    more = len(names) - _NAMED
    shown = "; ".join(names[:_NAMED])
    if more > 0:
        shown = say("meeting.point.more", names=shown, count=str(more))
    return say(code, names=shown, **values)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_POINT else f"{words[: LONGEST_POINT - 1]}…"
