"""Meetings of the small world, made through the stage's own operations."""

from datetime import datetime, timedelta

from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.monev import freeze_pack
from payung.stages.monitoring import operations
from payung.stages.monitoring.models import ActionItem, Decision, Meeting, PackFreeze
from payung.stages.monitoring.sums.meetings import Point
from payung.stages.registry.models import LegalBasis
from payung.stages.registry.operations.legal_bases import Written, add_basis
from tests.factories import world as worlds
from tests.factories.world import World

OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"
PLACE = "Ruang Rapat Sekda"


def secretariat(world: World) -> Actor:
    return worlds.actor(world, Role.SECRETARIAT)


def klaten(world: World) -> Actor:
    """Return the secretariat of the neighbouring regency."""
    return Actor(None, "Klaten", Role.SECRETARIAT, world.other_regency_id, None, "test")


def reported(world: World) -> Month:
    """Return the newest month that most offices of the world have closed."""
    return world.month.previous


def meeting(
    world: World,
    *,
    days: int = -7,
    month: Month | None = None,
    agenda: tuple[str, ...] = ("Keadaan bulan ini",),
    by: Actor | None = None,
    at: datetime | None = None,
) -> int:
    """Plan a meeting so many days from the world's own."""
    made = operations.plan_meeting(
        month=month or reported(world),
        starts_at=world.at + timedelta(days=days),
        place=PLACE,
        agenda=[Point(kind="own", words=words) for words in agenda],
        by=by or secretariat(world),
        at=at or world.at - timedelta(days=20),
    )
    return int(made)


def item(world: World, meeting_id: int, *, office: str = OWN, days: int = 7) -> int:
    """Ask an office for something, due so many days from the world's own."""
    made = operations.give_item(
        meeting_id=meeting_id,
        words=f"Kirim daftar potongan, {office}",
        agency_id=world.agencies[office],
        owner="Bendahara gaji",
        due_on=world.today + timedelta(days=days),
        by=secretariat(world),
        at=world.at,
    )
    return int(made)


def any_meeting(world: World) -> int:
    """Return a meeting that has begun, made when it is first needed."""
    found = Meeting.objects.filter(regency_id=world.regency_id).order_by("pk").first()
    return int(found.pk) if found else meeting(world)


def meeting_abroad(world: World) -> int:
    found = Meeting.objects.filter(regency_id=world.other_regency_id).first()
    return int(found.pk) if found else meeting(world, by=klaten(world))


def any_decision(world: World) -> int:
    found = Decision.objects.filter(meeting_id=any_meeting(world)).first()
    if found:
        return int(found.pk)
    words = "Semua kantor melapor sebelum tanggal 10"
    made = operations.decide(
        meeting_id=any_meeting(world), words=words, by=secretariat(world), at=world.at
    )
    return int(made)


def any_item(world: World, office: str = OWN) -> int:
    found = ActionItem.objects.filter(agency_id=world.agencies[office], state="open").first()
    return int(found.pk) if found else item(world, any_meeting(world), office=office)


def item_abroad(world: World) -> int:
    found = ActionItem.objects.filter(regency_id=world.other_regency_id).first()
    if found:
        return int(found.pk)
    made = operations.give_item(
        meeting_id=meeting_abroad(world),
        words="Kirim daftar",
        agency_id=world.other_agency_id,
        owner="",
        due_on=world.today,
        by=klaten(world),
        at=world.at,
    )
    return int(made)


def any_freeze(world: World) -> int:
    found = PackFreeze.objects.filter(regency_id=world.regency_id).first()
    if found:
        return int(found.pk)
    by = secretariat(world)
    return freeze_pack(month=reported(world), by=by, at=world.at).freeze_id


def freeze_abroad(world: World) -> int:
    """Return a pack of the neighbouring regency, which has no papers here."""
    found = PackFreeze.objects.filter(regency_id=world.other_regency_id).first()
    if found:
        return int(found.pk)
    return operations.keep_freeze(
        regency_id=world.other_regency_id,
        month=reported(world),
        meeting_id=None,
        agency_id=None,
        as_of=world.at,
        document_ids=[],
        by=klaten(world),
        at=world.at,
    )


def any_basis(world: World) -> int:
    return LegalBasis.objects.filter(regency_id=world.regency_id).earliest("pk").pk


def basis_abroad(world: World) -> int:
    found = LegalBasis.objects.filter(regency_id=world.other_regency_id).first()
    if found:
        return int(found.pk)
    written = Written(kind="se", number="1", year=2026, about="", from_on=world.today)
    return add_basis(
        regency_id=world.other_regency_id, written=written, by=klaten(world), at=world.at
    )
