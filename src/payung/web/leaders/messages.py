"""What a leader may send: no name of a worker or sponsor, no number that identifies anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.conf import settings

from payung.foundation.outbox.queries import wordings
from payung.foundation.outbox.texts import TextRefused, filled, wa_link
from payung.kernel.dates import render_month
from payung.kernel.findings import Unreadable
from payung.kernel.month import Month
from payung.kernel.people import Viewer
from payung.kernel.phone import parse_phone
from payung.kernel.wording import LANGUAGES, say
from payung.reports.leaders.calls import Call, Unit
from payung.reports.leaders.reach import Reach
from payung.stages.monitoring.sums import Share
from payung.web.templatetags.words import percent

_READERS: Final = LANGUAGES[0]
"""Read by a head of office in Indonesia, whatever language the sender's screen speaks."""
_TEXT: Final = "wa.leader"


@dataclass(frozen=True, kw_only=True)
class Message:
    """A prepared text, and the address that opens WhatsApp with it; a person sends it."""

    text: str
    link: str


def messages_for(
    calls: Sequence[Call],
    average: Share,
    month: Month,
    *,
    reached: Mapping[int, Reach],
    viewer: Viewer,
) -> list[Message]:
    """Return one text per call, in the wording of the regency; the number is the office's own."""
    bodies = {one.code: one.body for one in wordings(viewer=viewer)} if reached else {}
    made = []
    for call in calls:
        reach = reached.get(call.unit.agency_id, Reach())
        name = next(iter(reach.officers), "")
        text = text_of(call.unit, average, month, officer=name, body=bodies.get(_TEXT, ""))
        made.append(Message(text=text, link=wa_link(text, _mobile(reach.phone))))
    return made


def text_of(unit: Unit, average: Share, month: Month, *, officer: str, body: str) -> str:
    """Return the text to the head of an office, or to a regent."""
    own, mean = unit.share.percent, average.percent
    to = {"office": unit.name}
    if not unit.agency_id:
        shares = {"own": _said(own), "mean": _said(mean)}
        return say("leader.call.regency_text", _READERS, **to, **shares)
    if unit.is_late:
        return say("leader.call.late_text", _READERS, month=render_month(month, _READERS), **to)
    if own is None or mean is None:
        return say("leader.call.first_text", _READERS, **to)
    if officer and body:
        values = {
            "position": say("wa.position", _READERS, **to),
            "office": unit.name,
            "share": _said(own),
            "average": _said(mean),
            "officer": officer,
            "address": f"{settings.PAYUNG_ADDRESS}/tentang/",
        }
        try:
            return filled(_TEXT, body, values)
        except TextRefused:
            pass  # such as a name with a long number in it: the plain text says enough
    return say("leader.call.share_text", _READERS, own=_said(own), mean=_said(mean), **to)


def _said(value: Decimal | None) -> str:
    return "–" if value is None else percent(value, _READERS)


def _mobile(phone: str) -> str | None:
    try:
        number = parse_phone(phone)
    except Unreadable:
        return None
    return str(number) if number.is_mobile else None
