"""Batches of any office of the small world, sent and waiting at the branch."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import count

from payung.jobs.simulation.branch import KEY, NUMBER, REASON
from payung.jobs.simulation.papers import Filled, fill
from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.files import batch_file, keep_upload, open_reply
from payung.stages.enrolment.models import Batch, BatchLine, Sponsorship
from payung.stages.registry.models import Agency, CivilServant, Regency, Worker
from tests.factories import world as worlds
from tests.factories.world import World

_NUMBERS = count(20_000)


def registered(
    world: World, office: str, rows: int, *states: str, first_name: str = ""
) -> list[Sponsorship]:
    """Register `rows` workers of an office's civil servants, walked through `states`."""
    agency_id = world.agencies[office]
    sponsors = list(CivilServant.objects.filter(agency_id=agency_id).order_by("pk")[:rows])
    made = []
    for number in range(rows):
        worker = _worker(world, f"{first_name} {number + 1}".strip() if first_name else "")
        sponsor = sponsors[number % len(sponsors)]
        day = world.today - timedelta(days=8)
        thing = worlds.sponsorship(world, sponsor, worker, "registered", day)
        worlds.move(thing, *states)
        made.append(thing)
    return made


def sent_batch_of(world: World, office: str, rows: int) -> int:
    """Send a batch of `rows` registrations of an office; return its id."""
    agency_id = world.agencies[office]
    things = registered(world, office, rows, "verified", "submitted")
    batch = Batch.objects.create(
        agency_id=agency_id,
        number=Batch.objects.filter(agency_id=agency_id).count() + 1,
        state="sent",
        sent_on=world.today - timedelta(days=2),
        row_count=rows,
        digest="b" * 64,
    )
    BatchLine.objects.bulk_create(
        BatchLine(batch=batch, row=row, sponsorship=thing)
        for row, thing in enumerate(things, start=1)
    )
    return int(batch.pk)


def batch_elsewhere(world: World) -> int:
    """Return a batch of an office in another regency."""
    assert Regency.objects.filter(pk=world.other_regency_id).exists()
    agency = Agency.objects.get(pk=world.other_agency_id)
    batch = Batch.objects.create(
        agency=agency,
        number=Batch.objects.filter(agency=agency).count() + 1,
        state="sent",
        sent_on=world.today,
        row_count=0,
        digest="c" * 64,
    )
    return int(batch.pk)


def filled(sheet: bytes, answers: Mapping[int, tuple[str, str]]) -> bytes:
    """Return the branch's own sheet with (number, reason) written beside these rows."""

    def change(row: Filled) -> list[Filled]:
        number, reason = answers.get(int(row["No"]), ("", ""))
        return [{**row, NUMBER: number, REASON: reason}]

    return fill(sheet, header=KEY, change=change)


def kept_reply_of(world: World) -> int:
    """Keep an uploaded reply, not applied yet, to a batch of Dinas Kesehatan; return the file."""
    batch_id = sent_batch_of(world, "Dinas Kesehatan", 2)
    branch = worlds.actor(world, Role.BRANCH)
    sheet = filled(
        batch_file(viewer=Viewer.system(), batch_id=batch_id), {1: (kpj(batch_id, 1), "")}
    )
    reply = open_reply(sheet, "balasan.xlsx")
    return keep_upload(reply=reply, content=sheet, name="balasan.xlsx", by=branch, at=world.at)


def kpj(batch_id: int, row: int) -> str:
    """Return a number of eleven digits that no other row gets."""
    return f"29{batch_id % 10**6:06}{row:03}"


def _worker(world: World, name: str) -> Worker:
    return worlds.worker(world, next(_NUMBERS), name)
