"""Walks a test client through the real door."""

from django.test import Client

from payung.kernel.people import Role
from tests.factories.world import PASSWORD

PUBLIC = (
    *("/", "/angka/", "/angka/metode/", "/petugas/", "/bantuan/", "/privasi/"),
    *("/aksesibilitas/", "/masuk/", "/keluar/", "/sesi-habis/"),
)
HOMES = {
    "/saya/": Role.SPONSOR,
    "/kantor/": Role.OFFICER,
    "/gaji/": Role.TREASURER,
    "/pimpinan/": Role.LEADER,
    "/bpjs/": Role.BRANCH,
    "/kelola/": Role.SECRETARIAT,
    "/audit/": Role.AUDITOR,
}


def signed_in(role: Role) -> Client:
    """Return a client that came in as the person of `role`."""
    client = Client()
    answer = client.post("/masuk/", {"sign_in": str(role), "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def pages_of() -> dict[str, str]:
    """Return every page as the public, or as the person it is for, gets it."""
    pages = {path: Client().get(path).content.decode() for path in PUBLIC}
    for path, role in HOMES.items():
        pages[path] = signed_in(role).get(path).content.decode()
    return pages
