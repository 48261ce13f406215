"""Slips with activation codes, to be cut apart and handed over. Their bytes are kept nowhere."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from payung.foundation.access.slips import Slip, slips_of
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.documents.typesetting import host, loose_pdf
from payung.kernel.nip import spaced
from payung.kernel.people import Actor
from payung.kernel.wording import say
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.stages.registry.queries import agencies

STEPS = ("open", "type", "choose", "never")
NIP_LENGTH = 18


@operation
def activation_letters(*, codes: Sequence[tuple[int, str]], by: Actor, at: datetime) -> bytes:
    """
    Return the slips as PDF, one per (person, code), in the order given. No code is kept or logged.

    :raises NotYours: one of them has no duty where the actor works.
    :raises NothingToPrint: there are no codes.
    """
    if not codes:
        raise NothingToPrint
    people = slips_of(viewer=by.viewer, person_ids=[person_id for person_id, _ in codes])
    if {person_id for person_id, _ in codes} - set(people):
        raise NotYours
    offices = {row.agency_id: row.name for row in agencies(viewer=by.viewer)}
    record("codes.printed", by=by, at=at, row_count=len(codes))
    facts: dict[str, Any] = {
        "kind": "codes",
        "title": say("paper.codes.title"),
        "lead": say("paper.codes.lead"),
        "code_label": say("paper.codes.code"),
        "valid": say("paper.codes.valid"),
        "steps": [
            say("paper.codes.step_open", host=host()),
            *(say(f"paper.codes.step_{step}") for step in STEPS[1:]),
        ],
        "slips": [_slip(people[person_id], code, offices) for person_id, code in codes],
    }
    return loose_pdf("activation.typ", facts=facts, at=at)


def _slip(person: Slip, code: str, offices: dict[int, str]) -> dict[str, str]:
    sign_in = person.sign_in
    is_nip = len(sign_in) == NIP_LENGTH and sign_in.isdigit()
    return {
        "name": person.name,
        "sign_in_label": say("paper.codes.sign_in"),
        "sign_in": spaced(sign_in) if is_nip else sign_in,
        "office": offices.get(person.agency_id or 0, ""),
        "code": code,
    }
