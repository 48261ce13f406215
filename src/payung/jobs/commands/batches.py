"""`payung batch`: registrations to the branch, and the branch's answer."""

import argparse

from payung.jobs.acting import acting, explain, now, today
from payung.jobs.places import SYSTEM, office
from payung.jobs.printing import complain, show
from payung.jobs.problems import Refused
from payung.kernel.people import Role
from payung.kernel.reporting import RowFinding
from payung.kernel.wording import say
from payung.process.registration import apply_reply_file
from payung.stages.enrolment.files import batch_file, read_reply
from payung.stages.enrolment.operations import send_batch, verify
from payung.stages.enrolment.queries import batch_of, ids_in_state
from payung.stages.enrolment.states import State
from payung.stages.intake.problems import FileRefused


def run(wanted: argparse.Namespace) -> int:
    try:
        return _send(wanted) if wanted.step == "send" else _reply(wanted)
    except Refused as refused:
        return explain(refused, wanted)
    except FileRefused as refused:
        complain(refused.finding.message(wanted.lang))
        return 1


def _send(wanted: argparse.Namespace) -> int:
    place = office(wanted.agency, wanted.regency)
    by = acting(
        wanted,
        Role.OFFICER,
        regency_id=place.regency_id,
        agency_id=place.agency_id,
        place=place.name,
    )
    if wanted.verify:
        waiting = ids_in_state(viewer=by.viewer, agency_id=place.agency_id, state=State.REGISTERED)
        if waiting:
            verify(sponsorship_ids=waiting, stated_on=today(), by=by, at=now())
    batch_id = send_batch(agency_id=place.agency_id, by=by, at=now())
    if batch_id is None:
        raise Refused("cli.nothing_ready", agency=place.name)
    batch = batch_of(viewer=SYSTEM, batch_id=batch_id)
    if wanted.out:
        wanted.out.write_bytes(batch_file(viewer=SYSTEM, batch_id=batch_id))
    answer = {
        "batch": batch_id,
        "number": batch.number,
        "agency": place.name,
        "rows": batch.row_count,
    }
    show(
        wanted,
        answer,
        [
            say(
                "cli.batch_sent",
                wanted.lang,
                number=str(batch.number),
                agency=place.name,
                rows=str(batch.row_count),
            )
        ],
    )
    return 0


def _reply(wanted: argparse.Namespace) -> int:
    content = wanted.file.read_bytes()
    batch_id, _ = read_reply(content, wanted.file.name)
    batch = batch_of(viewer=SYSTEM, batch_id=batch_id)
    by = acting(wanted, Role.BRANCH, regency_id=batch.regency_id, place=batch.agency_name)
    done = apply_reply_file(
        content=content, name=wanted.file.name, replied_on=today(), by=by, at=now()
    )
    answer = {
        "batch": batch_id,
        "accepted": len(done.accepted_ids),
        "returned": len(done.returned_ids),
        "unchanged": done.unchanged,
        "waiting": done.waiting,
        "problems": [_json(found, wanted.lang) for found in done.refused],
    }
    lines = [
        say(
            "cli.batch_answered",
            wanted.lang,
            accepted=str(len(done.accepted_ids)),
            returned=str(len(done.returned_ids)),
            unchanged=str(done.unchanged),
        )
    ]
    lines += [found.finding.message(wanted.lang) for found in done.refused]
    show(wanted, answer, lines)
    return 1 if done.refused else 0


def _json(found: RowFinding, lang: str) -> dict[str, object]:
    return {
        "row": found.row,
        "column": found.column,
        "code": found.finding.code,
        "message": found.finding.message(lang),
    }
