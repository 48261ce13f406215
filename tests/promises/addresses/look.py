"""The frame's own addresses: the living page, the language, and the homes."""

from payung.kernel.people import Role
from tests.promises.addresses.page import Page, only

STAFF = tuple(role for role in Role if role not in (Role.SPONSOR, Role.SYSTEM))

TABLE: dict[str, Page] = {
    "/gaya/": only(*STAFF),
    "/bahasa/<str:wanted>/": Page(
        is_public=True, answer=302, stranger=302, own=lambda _world: {"wanted": "en"}
    ),
    "/saya/": only(Role.SPONSOR),
    "/bpjs/": only(Role.BRANCH),
    "/kelola/": only(Role.SECRETARIAT),
    "/audit/": only(Role.AUDITOR),
    "/gaji/": only(Role.TREASURER, Role.OFFICE_HEAD),
}
