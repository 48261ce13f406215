"""Papers, their check pages, and cards."""

from collections.abc import Mapping

from payung.kernel.people import Actor, Role
from payung.process import papers
from tests.factories.claim_pages import FAR, OPEN, claim_of
from tests.factories.world import World
from tests.promises.addresses.page import Page, Values, everybody, only

READERS = tuple(role for role in Role if role is not Role.SYSTEM)
CONFINED = {Role.SPONSOR, Role.OFFICER, Role.OFFICE_HEAD, Role.TREASURER}


def _invitation(office: str) -> Values:
    """Return what makes an invitation of one office; the one kind of paper that all roles open."""

    def values(world: World) -> Mapping[str, object]:
        agency_id = world.agencies[office]
        document_id = papers.invitation(
            agency_ids=[agency_id],
            held_on=world.today,
            time="09.00 WIB",
            place="Pendopo",
            agenda=["Pembukaan"],
            by=Actor(None, "Uji", Role.SECRETARIAT, world.regency_id, None, "uji"),
            at=world.at,
        )
        return {"document_id": document_id}

    return values


def _code(code: str) -> Values:
    def values(world: World) -> Mapping[str, object]:
        return {"code": code}

    return values


def _claim(name: str) -> Values:
    return lambda world: {"claim_id": claim_of(world, name)}


TABLE: dict[str, Page] = {
    "/klaim/<claim:claim_id>/surat/": only(
        Role.OFFICER,
        Role.BRANCH,
        own=_claim(OPEN),
        other=_claim(FAR),
        posts=True,
    ),
    "/surat/<document:document_id>/": only(
        *READERS,
        own=_invitation("Dinas Kesehatan"),
        other=_invitation("Kecamatan Boja"),
        sees_other=frozenset(READERS) - CONFINED,
    ),
    "/v/": everybody(),
    "/v/<str:code>/": Page(is_public=True, answer=404, stranger=404, own=_code("A" * 26)),
    "/cek/": everybody(),
    "/k/<str:code>/": everybody(own=_code("A" * 16)),
    "/k/<str:code>/hasil/": Page(
        is_public=True, answer=302, stranger=302, own=_code("A" * 16), posts=True
    ),
    "/kartu/periksa/": everybody(),
    "/kartu/kunci.json": everybody(),
    "/kartu/penjaga.js": everybody(),
}
