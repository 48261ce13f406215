"""Prepared texts: each for the role that is asked to send it; the words are the secretariat's."""

from collections.abc import Mapping

from payung.foundation.outbox.operations import prepare
from payung.kernel.people import Actor, Role
from tests.factories.world import World
from tests.promises.addresses.page import Page, Values, only

OWN, OTHER = "Dinas Kesehatan", "Kecamatan Boja"
SENDERS = (Role.OFFICER, Role.SPONSOR, Role.LEADER, Role.SECRETARIAT)


def _text(role: Role, office: str, *, is_own: bool = True) -> Values:
    def values(world: World) -> Mapping[str, object]:
        person_id = world.people[Role.SPONSOR if is_own else Role.KORPRI]
        text_id = prepare(
            key=f"addresses:{role}:{office}:{is_own}",
            code="wa.active_sponsor",
            values={"since": "01/01/2027"},
            regency_id=world.regency_id,
            agency_id=world.agencies[office],
            sender_role=role,
            sender_id=person_id if role is Role.SPONSOR else None,
            phone="+6281234567900",
            by=Actor.system("addresses"),
            at=world.at,
        )
        return {"text_id": text_id}

    return values


TABLE: dict[str, Page] = {
    "/pesan/": only(*SENDERS),
    "/pesan/<text:text_id>/buka/": only(
        Role.OFFICER,
        own=_text(Role.OFFICER, OWN),
        other=_text(Role.OFFICER, OTHER),
        posts=True,
    ),
    "/saya/pesan/<text:text_id>/buka/": only(
        Role.SPONSOR,
        own=_text(Role.SPONSOR, OWN),
        other=_text(Role.SPONSOR, OTHER, is_own=False),
        posts=True,
    ),
    "/pimpinan/pesan/<text:text_id>/buka/": only(
        Role.LEADER, own=_text(Role.LEADER, OWN), posts=True
    ),
    "/kelola/pesan/<text:text_id>/buka/": only(
        Role.SECRETARIAT, own=_text(Role.SECRETARIAT, OWN), posts=True
    ),
    "/kelola/pesan/": only(Role.SECRETARIAT),
    "/kelola/pesan/<slug:name>/": only(
        Role.SECRETARIAT, own=lambda _world: {"name": "invitation"}, posts=True
    ),
}
