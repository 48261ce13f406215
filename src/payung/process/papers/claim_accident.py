"""D10: what BPJS's own form asks about an accident at stage 1, ready to copy. Not their form."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from payung.foundation.rules.benefits import report_by
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_date_long, render_time
from payung.kernel.kpj import spaced
from payung.kernel.phone import render_phone
from payung.kernel.wording import say
from payung.process.papers.head import Head, titled

KIND: Final = "D10"


@dataclass(frozen=True, kw_only=True)
class AccidentReport:
    """
    All that the first report holds; "" and None for what is not known and is written by hand.

    :param told_at: when BPJS was told, and by which `channel`; None while nobody was.
    """

    ref: str
    worker: str
    card_number: str = ""
    born_on: date | None = None
    sponsor: str = ""
    office: str = ""
    event_at: datetime | None = None
    where: str = ""
    doing: str = ""
    injury: str = ""
    hospital: str = ""
    witness: str = ""
    is_traffic: bool = False
    family: str = ""
    family_phone: str = ""
    officer: str = ""
    told_at: datetime | None = None
    channel: str = ""


def accident_facts(head: Head, told: AccidentReport) -> dict[str, Any]:
    """Return what the sheet says, in the order of the form's questions."""
    return titled(KIND, "d10", head) | {
        "lead": say("paper.d10.lead"),
        "ref": say("paper.claim.ref", ref=told.ref),
        "parts": [_who(told), _what(told), _contact(told), _clock(told)],
        "late": say("paper.d10.late"),
        "attach": say("paper.d10.attach"),
        "signers": [say("paper.d10.family_sign"), say("paper.d10.officer_sign")],
        "place": head.place,
    }


def _who(told: AccidentReport) -> dict[str, Any]:
    return _part(
        "who",
        {
            "segment": say("paper.d10.bpu"),
            "worker": told.worker,
            "card": spaced(told.card_number) if told.card_number else "",
            "born": render_date(told.born_on) if told.born_on else "",
            "sponsor": told.sponsor,
            "office": told.office,
        },
    )


def _what(told: AccidentReport) -> dict[str, Any]:
    return _part(
        "what",
        {
            "when": _moment(told.event_at) if told.event_at else "",
            "where": told.where,
            "doing": told.doing,
            "traffic": say("paper.d10.yes" if told.is_traffic else "paper.d10.no"),
            "injury": told.injury,
            "hospital": told.hospital,
            "witness": told.witness,
        },
    )


def _contact(told: AccidentReport) -> dict[str, Any]:
    phone = _phone(told.family_phone)
    said = {"family": told.family, "family_phone": phone, "officer": told.officer}
    return _part("contact", said)


def _clock(told: AccidentReport) -> dict[str, Any]:
    due = "" if told.event_at is None else _moment(report_by(told.event_at))
    return _part("clock", {"due": due, "told": _told(told)})


def _part(name: str, said: dict[str, str]) -> dict[str, Any]:
    rows = [[say(f"paper.d10.{key}"), value] for key, value in said.items()]
    return {"title": say(f"paper.d10.part_{name}"), "rows": rows}


def _moment(at: datetime) -> str:
    return f"{render_date_long(in_wib(at).date())}, {render_time(at)}"


def _told(told: AccidentReport) -> str:
    if told.told_at is None:
        return ""
    channel = say(f"paper.d10.by_{told.channel}") if told.channel in _CHANNELS else ""
    return ", ".join(part for part in (_moment(told.told_at), channel) if part)


def _phone(number: str) -> str:
    return render_phone(number) if number.startswith("+") else number


_CHANNELS: Final = frozenset({"phone", "whatsapp", "email", "visit"})
