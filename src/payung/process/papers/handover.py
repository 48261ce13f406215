"""D21: what an officer or treasurer hands to whoever comes after; both sign it."""

from datetime import date, datetime
from typing import Any, Final

from payung.foundation.access.queries import duties_on
from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import today_in_wib
from payung.kernel.dates import render_date, render_date_long, render_month
from payung.kernel.people import Actor, Role, Viewer
from payung.kernel.rupiah import in_words, render_rupiah
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NotYours
from payung.reports.quality.handover import Left, LeftMonth, left_at
from payung.stages.registry.queries import agencies

KIND: Final = "D21"
DUTY: Final = "access_duty"
HANDED: Final = (Role.OFFICER, Role.TREASURER)
_CENTRE: Final = (Role.SECRETARIAT, Role.SYSTEM)


@operation
def handover(*, person_id: int, role: Role, agency_id: int, by: Actor, at: datetime) -> int:
    """
    Make the paper of a change of person at an office, as things stand today; return its id.

    :param person_id: who leaves; themselves, or the secretariat for them.
    :raises NotYours: they do not hold this duty there, or it is not the actor's to hand over.
    """
    on = today_in_wib(at)
    if role not in HANDED or not (by.person_id == person_id or by.role in _CENTRE):
        raise NotYours
    held = duties_on(viewer=by.viewer, person_id=person_id, on=on)
    duty = next((one for one in held if (one.role, one.agency_id) == (role, agency_id)), None)
    office = next((row for row in agencies(viewer=by.viewer) if row.agency_id == agency_id), None)
    if duty is None or office is None:
        raise NotYours
    # No wider than whoever leaves: what they could see is what they hand over.
    narrow = Viewer(role, by.person_id, office.regency_id, agency_id)
    left = left_at(viewer=narrow, agency_id=agency_id, on=on)
    if left is None:
        raise NotYours
    head = head_of(
        viewer=by.viewer,
        kind=KIND,
        on=on,
        regency_id=office.regency_id,
        office=office.name,
        agency_id=agency_id,
    )
    return make(
        kind=KIND,
        regency_id=office.regency_id,
        agency_id=agency_id,
        subject_type=DUTY,
        subject_id=duty.duty_id,
        facts=handover_facts(head, left, role=role, name=duty.name, on=on),
        row_count=len(left.months),
        total_idr=left.held_idr,
        by=by,
        at=at,
    )


def handover_facts(head: Head, left: Left, *, role: Role, name: str, on: date) -> dict[str, Any]:
    """Return what the paper says of a day."""
    duty = say(f"access.role.{role}")
    return titled(KIND, "d21", head) | {
        "place": head.place,
        "opening": say(
            "paper.d21.opening", day=render_date_long(on), duty=duty.lower(), office=head.office
        ),
        "work_title": say("paper.d21.work"),
        "work": [[say(f"paper.d21.work_{what}"), str(count)] for what, count in left.work],
        "held_title": say("paper.d21.held"),
        "held_heads": [say(f"paper.d21.head_{part}") for part in ("month", "since", "amount")],
        "held": [
            [
                render_month(one.month),
                say("paper.d21.since", day=render_date(one.since), days=str(one.days)),
                render_rupiah(one.amount_idr),
            ]
            for one in left.held
        ],
        "held_none": say("paper.d21.held_none"),
        "held_total": say(
            "paper.d21.held_total",
            amount=render_rupiah(left.held_idr),
            words=in_words(left.held_idr),
        ),
        "months_title": say("paper.d21.months"),
        "months_heads": [say(f"paper.d21.head_{part}") for part in ("month", "state", "listed")],
        "months": [_month(one) for one in left.months],
        "months_none": say("paper.d21.months_none"),
        "promises": [say(f"paper.d21.promise_{part}") for part in ("all", "data", "codes")],
        "gives": say("paper.d21.gives"),
        "gives_name": name,
        "takes": say("paper.d21.takes"),
        "knows": say("paper.head.office_head", office=head.office),
    }


def _month(one: LeftMonth) -> list[str]:
    state = say("paper.d21.reported" if one.is_reported else "paper.d21.not_reported")
    if one.reopened:
        state = say("paper.d21.reopened", reason=one.reopened)
    return [render_month(one.month), state, render_rupiah(one.listed_idr)]
