"""The office's people: staff, search, moves, cards, invitations, handing over (S38 to S3D)."""

from collections.abc import Mapping

from payung.foundation.access.models import Person
from payung.kernel.nip import NipKind, parse_nip
from payung.kernel.people import Role
from payung.process.new_nip import give_new_nip
from payung.stages.enrolment.models import Sponsorship
from payung.stages.registry.models import CivilServant, NipChange, Relocation
from payung.stages.registry.sums.nips import Cause
from tests.factories import world as worlds
from tests.factories.covered import covered_sponsorship
from tests.factories.world import World
from tests.promises.addresses.page import Page, only

OWN, OTHER, THIRD = "Dinas Kesehatan", "Kecamatan Boja", "Kecamatan Weleri"


def move_between(world: World, leaving: str, entering: str, place: int = 0) -> int:
    """Ask for a move of one civil servant; return it."""
    people = CivilServant.objects.filter(agency_id=world.agencies[leaving]).order_by("-pk")
    found, _ = Relocation.objects.get_or_create(
        civil_servant=people[place + 1],
        state="asked",
        defaults={
            "from_agency_id": world.agencies[leaving],
            "to_agency_id": world.agencies[entering],
            "from_month": world.month.next.first_day,
            "asked_at": world.at,
            "asked_by_id": 0,
        },
    )
    return int(found.pk)


def _own_move(world: World) -> Mapping[str, object]:
    return {"relocation_id": move_between(world, OWN, OTHER)}


def _other_move(world: World) -> Mapping[str, object]:
    return {"relocation_id": move_between(world, OTHER, THIRD)}


def _own_card(world: World) -> Mapping[str, object]:
    return {"sponsorship_id": covered_sponsorship(world, OWN)}


def _other_card(world: World) -> Mapping[str, object]:
    rows = Sponsorship.objects.filter(agency_id=world.agencies[OTHER], state="accepted")
    return {"sponsorship_id": rows.order_by("pk")[0].pk}


def _with_phone(world: World, office: str) -> Mapping[str, object]:
    """Return a colleague who signs in with an authenticator."""
    person = CivilServant.objects.filter(agency_id=world.agencies[office]).order_by("-pk")[6]
    if not Person.objects.filter(civil_servant_id=person.pk).exists():
        person_id = worlds.person(world, f"hp-{office}", person.name, person.pk)
        worlds.give(world, person_id, Role.TREASURER, world.agencies[office])
    return {"civil_servant_id": person.pk}


def _own_colleague(world: World) -> Mapping[str, object]:
    return _with_phone(world, OWN)


def _other_colleague(world: World) -> Mapping[str, object]:
    return _with_phone(world, OTHER)


def _staff(world: World, office: str) -> Mapping[str, object]:
    rows = CivilServant.objects.filter(agency_id=world.agencies[office], gone_on=None)
    return {"civil_servant_id": rows.order_by("pk")[3].pk}


def _own_staff(world: World) -> Mapping[str, object]:
    return _staff(world, OWN)


def _other_staff(world: World) -> Mapping[str, object]:
    return _staff(world, OTHER)


def _own_renumbered(world: World) -> Mapping[str, object]:
    return renumbered(world, OWN)


def renumbered(world: World, office: str) -> Mapping[str, object]:
    """Return somebody whose NIP has changed lately."""
    found = _staff(world, office)
    person = CivilServant.objects.get(pk=found["civil_servant_id"])
    if not NipChange.objects.filter(civil_servant=person).exists():
        give_new_nip(
            civil_servant_id=person.pk,
            nip=parse_nip(person.nip[:8] + "202610" + person.nip[14:]),
            kind=NipKind.PNS,
            cause=Cause.CORRECTED,
            counts_from=world.today,
            reason="SK 821.13/45/2026",
            by=worlds.SYSTEM,
            at=world.at,
        )
    return found


TABLE: dict[str, Page] = {
    "/kantor/asn/": only(Role.OFFICER, posts=True),
    "/kantor/asn/<civilservant:civil_servant_id>/telepon/": only(
        Role.OFFICER, own=_own_colleague, other=_other_colleague, posts=True
    ),
    "/kantor/asn/<civilservant:civil_servant_id>/nip/": only(
        Role.OFFICER, own=_own_staff, other=_other_staff, posts=True
    ),
    "/kantor/asn/<civilservant:civil_servant_id>/nip/batal/": only(
        Role.OFFICER, own=_own_renumbered, other=_other_staff, posts=True
    ),
    "/kantor/asn/<civilservant:civil_servant_id>/pindah/": only(
        Role.OFFICER, own=_own_staff, other=_other_staff, posts=True
    ),
    "/kantor/asn/<civilservant:civil_servant_id>/keluar/": only(
        Role.OFFICER, own=_own_staff, other=_other_staff, posts=True
    ),
    "/kantor/cari/": only(Role.OFFICER, posts=True),
    "/kantor/mutasi/": only(Role.OFFICER),
    "/kantor/mutasi/<relocation:relocation_id>/": only(
        Role.OFFICER, own=_own_move, other=_other_move, posts=True
    ),
    "/kantor/kartu/": only(Role.OFFICER, posts=True),
    "/kantor/kartu/<sponsorship:sponsorship_id>/hilang/": only(
        Role.OFFICER, own=_own_card, other=_other_card, posts=True
    ),
    "/kantor/ajakan/": only(Role.OFFICER, posts=True),
    "/kantor/serah-terima/": only(Role.OFFICER, posts=True),
    "/kantor/kontak/": only(Role.OFFICER, posts=True),
}
