"""Events of outreach in the small world, made through the stage's own operations."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import WIB
from payung.kernel.people import Actor, Role
from payung.stages.outreach import operations
from payung.stages.outreach.models import Event, Session, Story
from payung.stages.registry.models import CivilServant
from tests.factories import world as worlds
from tests.factories.world import World
from tests.factories.world_people import worker

OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"
PLACE = "Aula Tirto Arum"
WORDS = "Sejak suami saya terlindungi, kami sekeluarga tidur lebih tenang. Terima kasih."


def secretariat(world: World) -> Actor:
    return worlds.actor(world, Role.SECRETARIAT)


def begins(world: World, days: int, hour: int = 9) -> datetime:
    """Return an hour of the day so many days from the world's own."""
    return datetime.combine(world.today + timedelta(days=days), time(hour), WIB)


def event(world: World, title: str = "Sosialisasi ASN Peduli", target: int | None = None) -> int:
    made = operations.plan_event(title=title, target=target, by=secretariat(world), at=world.at)
    return int(made)


def session(
    world: World,
    event_id: int,
    *,
    days: int,
    offices: Collection[str] = (OWN,),
    hour: int = 9,
    place: str = PLACE,
) -> int:
    """Add a session of two hours so many days from the world's day."""
    starts_at = begins(world, days, hour)
    made = operations.add_session(
        event_id=event_id,
        place=place,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        agenda=["Pembukaan", "Cara mendaftar"],
        agency_ids=[world.agencies[name] for name in offices],
        by=secretariat(world),
        at=world.at,
    )
    return int(made)


def sign_ups(world: World, office: str, *days: int) -> None:
    """Let one civil servant after the other sign a worker up, so many days from the world's own."""

    @operation
    def register(*, by: Actor, at: datetime) -> None:
        staff = CivilServant.objects.filter(agency_id=world.agencies[office]).order_by("-pk")
        for number, (person, day) in enumerate(zip(staff, days, strict=False)):
            on = world.today + timedelta(days=day)
            index = 9700 + 20 * list(world.agencies).index(office) + number
            worlds.sponsorship(world, person, worker(world, index), "registered", on)
        record("world.signed_up", by=by, at=at, row_count=len(days))

    register(by=worlds.SYSTEM, at=world.at)


def any_event(world: World) -> int:
    """Return an event of the world, made when it is first needed."""
    found = Event.objects.filter(regency_id=world.regency_id).order_by("pk").first()
    return int(found.pk) if found else event(world)


def any_session(world: World, office: str = OWN) -> int:
    """Return a session ahead to which an office is invited, made when it is first needed."""
    place = f"Aula {office}"
    found = Session.objects.filter(regency_id=world.regency_id, place=place).first()
    if found:
        return int(found.pk)
    return session(world, any_event(world), days=5, offices=(office,), place=place)


def session_abroad(world: World) -> int:
    """Return a session of the neighbouring regency, made when it is first needed."""
    found = Session.objects.filter(regency_id=world.other_regency_id).first()
    if found:
        return int(found.pk)
    by = Actor(None, "Klaten", Role.SECRETARIAT, world.other_regency_id, None, "test")
    return int(
        operations.add_session(
            event_id=operations.plan_event(title="Sosialisasi Klaten", by=by, at=world.at),
            place=PLACE,
            starts_at=begins(world, 5),
            ends_at=begins(world, 5, 11),
            agency_ids=[world.other_agency_id],
            by=by,
            at=world.at,
        )
    )


def story(world: World, *, is_shown: bool = False) -> tuple[int, str]:
    """Tell a story; return it with the code that takes it back."""
    by = worlds.actor(world, Role.KORPRI)
    told = operations.tell_story(
        teller="family",
        first_name="Sukini",
        words=WORDS,
        consent_name="Sukini Wulandari",
        consent_on=world.today,
        consent_kept="Map Korpri 3, lembar 4",
        by=by,
        at=world.at,
    )
    if is_shown:
        operations.show_story(story_id=told.story_id, by=by, at=world.at)
    return told.story_id, told.code


def any_story(world: World) -> int:
    found = Story.objects.filter(state="told").order_by("pk").first()
    return int(found.pk) if found else story(world)[0]
