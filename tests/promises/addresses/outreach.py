"""Outreach: events and sessions, the code on the wall, Korpri's pages, stories (S106 to S59)."""

from collections.abc import Mapping

from payung.kernel.people import Role
from payung.stages.outreach.models import Session
from tests.factories import outreach
from tests.factories.outreach import OWN
from tests.factories.world import World
from tests.promises.addresses.page import Page, everybody, only

DESK = (Role.SECRETARIAT, Role.LEADER, Role.AUDITOR)
KORPRI = (Role.KORPRI, Role.SECRETARIAT)


def _event(world: World) -> Mapping[str, object]:
    return {"event_id": outreach.any_event(world)}


def _session(world: World) -> Mapping[str, object]:
    return {"session_id": outreach.any_session(world)}


def _other_session(world: World) -> Mapping[str, object]:
    return {"session_id": outreach.session_abroad(world)}


def _sheet(world: World) -> Mapping[str, object]:
    return {**_session(world), "agency_id": world.agencies[OWN]}


def _other_sheet(world: World) -> Mapping[str, object]:
    return {**_other_session(world), "agency_id": world.other_agency_id}


def _code(world: World) -> Mapping[str, object]:
    return {"code": Session.objects.get(pk=outreach.any_session(world)).code}


def _story(world: World) -> Mapping[str, object]:
    return {"story_id": outreach.any_story(world)}


def _card(world: World) -> Mapping[str, object]:
    return {"slug": "ajakan"}


SESSION = "/kelola/sosialisasi/sesi/<session:session_id>/"
TABLE: dict[str, Page] = {
    "/kelola/sosialisasi/": only(*DESK),
    "/kelola/sosialisasi/baru/": only(Role.SECRETARIAT, posts=True),
    "/kelola/sosialisasi/kunjungan/": only(*DESK, Role.KORPRI),
    "/kelola/sosialisasi/<event:event_id>/": only(*DESK, own=_event),
    "/kelola/sosialisasi/<event:event_id>/sesi/": only(Role.SECRETARIAT, own=_event, posts=True),
    SESSION: only(*DESK, own=_session, other=_other_session),
    f"{SESSION}ubah/": only(Role.SECRETARIAT, own=_session, other=_other_session, posts=True),
    f"{SESSION}batal/": only(Role.SECRETARIAT, own=_session, other=_other_session, posts=True),
    f"{SESSION}kode/": only(
        Role.SECRETARIAT, own=_session, other=_other_session, posts=True, answer=405
    ),
    f"{SESSION}surat/": only(
        Role.SECRETARIAT,
        Role.OFFICER,
        own=_session,
        other=_other_session,
        posts=True,
        answer=405,
    ),
    f"{SESSION}daftar/<agency:agency_id>/": only(
        Role.SECRETARIAT,
        Role.OFFICER,
        own=_sheet,
        other=_other_sheet,
        posts=True,
        answer=405,
    ),
    f"{SESSION}layar/": only(Role.SECRETARIAT, own=_session, other=_other_session),
    f"{SESSION}hadir/": only(Role.SECRETARIAT, own=_session, other=_other_session, posts=True),
    "/hadir/<slug:code>/": everybody(own=_code, posts=True),
    "/hadir/<slug:code>/tercatat/": everybody(own=_code),
    "/hadir/<slug:code>/kode.svg": everybody(own=_code),
    "/cerita/": everybody(),
    "/cerita/tarik/": everybody(posts=True),
    "/cerita/ditarik/": everybody(),
    "/korpri/": only(*KORPRI),
    "/korpri/ajakan/": only(*KORPRI, Role.LEADER),
    "/korpri/ajakan/<slug:slug>.png": only(*KORPRI, Role.LEADER, own=_card),
    "/korpri/cerita/": only(*KORPRI),
    "/korpri/cerita/baru/": only(*KORPRI, posts=True),
    "/korpri/cerita/<story:story_id>/tampilkan/": only(*KORPRI, own=_story, posts=True, answer=405),
    "/korpri/cerita/<story:story_id>/tarik/": only(*KORPRI, own=_story, posts=True),
    "/korpri/piagam/": only(*KORPRI, posts=True),
}
