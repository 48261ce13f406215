"""The form of a session: where, when, what, and who is invited."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from payung.kernel.clock import WIB, in_wib
from payung.kernel.dates import render_time
from payung.kernel.people import Viewer
from payung.reports.outreach.visits import visits_next
from payung.stages.outreach.operations.planning import AGENDA, AGENDA_LINE, PLACE
from payung.stages.outreach.problems import SessionRefused, SessionsClash
from payung.stages.outreach.queries import SessionRow
from payung.stages.registry.queries.offices import open_offices
from payung.web.language import tell
from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.secretariat.asking import Ask, Option, Said, day_boxes

_FIELD: Final = {
    "place": "tempat",
    "times": "selesai",
    "far": "tanggal",
    "nobody": "kantor",
    "over": "form",
}
_CLOCK: Final = ("%H.%M", "%H")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A session as it was asked for, whole; called as the operations call it."""

    place: str
    starts_at: datetime
    ends_at: datetime
    agenda: tuple[str, ...]
    agency_ids: frozenset[int]


def read(said: Said, viewer: Viewer) -> Wanted | None:
    """Return what was asked for; None where something is to be put right."""
    place = said.text("tempat", most=PLACE, empty="outreach.session.place_refused")
    day = said.day("tanggal", empty="outreach.session.day_empty")
    starts, ends = _clock(said, "mulai"), _clock(said, "selesai")
    agenda = said.words("acara", most=AGENDA * AGENDA_LINE)
    lines = tuple(line.strip() for line in agenda.split("\n") if line.strip())
    if len(lines) > AGENDA or any(len(line) > AGENDA_LINE for line in lines):
        said.wrong("acara", "outreach.session.agenda_refused", most=AGENDA, signs=AGENDA_LINE)
    offices = _offices(said, viewer)
    if said.problems or day is None or starts is None or ends is None:
        return None
    return Wanted(
        place=place,
        starts_at=datetime.combine(day, starts, WIB),
        ends_at=datetime.combine(day, ends, WIB),
        agenda=lines,
        agency_ids=offices,
    )


def refused(said: Said, refusal: SessionRefused | SessionsClash) -> None:
    """Turn what the operation refused into problems beside the fields."""
    if isinstance(refusal, SessionRefused):
        said.wrong(_FIELD.get(str(refusal), "form"), f"outreach.session.{refusal}_refused")
        return
    for clash in refusal.clashes:
        if clash.office:
            said.wrong(
                "kantor", "outreach.session.office_clash", office=clash.office, place=clash.place
            )
        else:
            said.wrong("tempat", "outreach.session.place_clash", place=clash.place)


def asks(said: Said, viewer: Viewer, on: date, before: SessionRow | None = None) -> list[Ask]:
    """Return the questions; beside each office stands what a visit is likely to bring."""
    invited = [] if before is None else [_ref(one.agency_id) for one in before.invited]
    start = None if before is None else in_wib(before.starts_at)
    return [
        Ask(id="tempat", code="outreach.session.place", maxlength=PLACE,
            value="" if before is None else before.place),
        Ask(id="tanggal", code="outreach.session.day", part="date",
            value=day_boxes(start.date()) if start else ("", "", "")),
        Ask(id="mulai", code="outreach.session.start", kind="digits", width="short", maxlength=5,
            value=_time(before.starts_at) if before else "09.00"),
        Ask(id="selesai", code="outreach.session.end", kind="digits", width="short", maxlength=5,
            value=_time(before.ends_at) if before else "11.00"),
        Ask(id="acara", code="outreach.session.agenda", kind="area", is_optional=True,
            value="\n".join(before.agenda) if before else ""),
        Ask(id="semua", code="outreach.session.all", part="tick"),
        Ask(id="kantor", code="outreach.session.offices", part="choices", multiple=True,
            options=_options(viewer, on), value=said.values.get("kantor", invited)),
    ]  # fmt: skip


def _options(viewer: Viewer, on: date) -> list[Option]:
    """Return the open offices, those first where a visit is likely to bring most."""
    names = dict(open_offices(viewer=viewer))
    brought = {one.office.agency_id: one.about for one in visits_next(viewer=viewer, on=on)}
    order = sorted(names, key=lambda pk: (-brought.get(pk, 0), names[pk], pk))
    return [(_ref(pk), names[pk], _hint(brought.get(pk, 0))) for pk in order]


def _hint(about: int) -> str:
    return tell("outreach.visit.about", count=about) if about else ""


def _offices(said: Said, viewer: Viewer) -> frozenset[int]:
    names = {pk for pk, _ in open_offices(viewer=viewer)}
    said.values["kantor"] = said.request.POST.getlist("kantor")[:1000]
    if said.tick("semua"):
        return frozenset(names)
    found = set()
    for ref in said.request.POST.getlist("kantor"):
        try:
            found.add(id_of("agency", ref))
        except NotOurs:
            continue
    chosen = frozenset(found & names)
    if not chosen:
        said.wrong("kantor", "outreach.session.nobody_refused")
    return chosen


def _clock(said: Said, name: str) -> time | None:
    typed = said.text(name, most=5).replace(":", ".")
    for shape in _CLOCK:
        try:
            return datetime.strptime(typed, shape).time()  # noqa: DTZ007  # only its time is used
        except ValueError:
            continue
    said.wrong(name, f"outreach.session.{name}_unreadable")
    return None


def _time(at: datetime) -> str:
    return render_time(at).removesuffix(" WIB")


def _ref(agency_id: int) -> str:
    return ref_of("agency", agency_id)
