"""D07: the form to write on where there is no signal, in the order of the officer's own (S33)."""

from datetime import datetime
from typing import Any

from payung.foundation.audit.operation import operation
from payung.foundation.documents.operations import make
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor
from payung.kernel.wording import say
from payung.process.papers.head import Head, head_of, titled
from payung.process.papers.problems import NotYours
from payung.stages.registry.queries import agencies

KIND = "D07"
AGENCY = "registry_agency"
_FIELDS = (
    *(("nip", "nip"), ("nik", "nik"), ("name", "line"), ("birth_place", "line"), ("born", "date")),
    *(("sex", "ticks"), ("work", "line"), ("relation", "line"), ("phone", "phone")),
    *(("address", "line"), ("heir", "line")),
)
_HINTS = {"nik": "nik_hint", "name": "name_hint", "work": "work_hint", "relation": "relation_hint"}


@operation
def paper_form(*, agency_id: int | None, by: Actor, at: datetime) -> int:
    """
    Make the blank form of an office, or without one that of the regency; return its id.

    :raises NotYours: no such office for the actor, or the actor belongs to no regency.
    """
    if by.regency_id is None:
        raise NotYours
    office = ""
    if agency_id is not None:
        rows = agencies(viewer=by.viewer)
        found = [row for row in rows if row.agency_id == agency_id]
        if not found:
            raise NotYours
        office = found[0].name
    head = head_of(
        viewer=by.viewer,
        kind=KIND,
        on=today_in_wib(at),
        regency_id=by.regency_id,
        office=office,
        agency_id=agency_id,
    )
    return make(
        kind=KIND,
        regency_id=by.regency_id,
        agency_id=agency_id,
        subject_type="registry_regency" if agency_id is None else AGENCY,
        subject_id=by.regency_id if agency_id is None else agency_id,
        facts=form_facts(head),
        by=by,
        at=at,
    )


def form_facts(head: Head) -> dict[str, Any]:
    """Return what the form asks."""
    return titled(KIND, "d07", head) | {
        "lead": say("paper.d07.lead"),
        "fields": [_field(name, kind) for name, kind in _FIELDS],
        "consent_title": say("paper.d07.consent_title"),
        "consents": [say(f"paper.d07.consent_{name}") for name in ("works", "agrees", "cut")],
        "privacy": say("paper.d07.privacy"),
        "signs": [say(f"paper.d07.sign_{name}") for name in ("sponsor", "worker", "officer")],
    }


def _field(name: str, kind: str) -> dict[str, Any]:
    field: dict[str, Any] = {"label": say(f"paper.d07.{name}"), "kind": kind, "hint": ""}
    if name in _HINTS:
        field["hint"] = say(f"paper.d07.{_HINTS[name]}")
    if kind == "date":
        field["after"] = say("paper.d07.born_after")
    if kind == "ticks":
        field["options"] = [say("paper.d07.sex_l"), say("paper.d07.sex_p")]
    return field
