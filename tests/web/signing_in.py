"""Walks a test client through the real door."""

import pyotp
from django.test import Client

from payung.foundation.access.models import Factor
from payung.kernel.people import Role
from tests.factories.world import PASSWORD, SECRET

PUBLIC = (
    *("/", "/angka/", "/angka/metode/", "/petugas/", "/bantuan/", "/privasi/"),
    *("/aksesibilitas/", "/masuk/", "/keluar/", "/sesi-habis/", "/lupa/", "/aktivasi/"),
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


def signed_in(role: Role, client: Client | None = None) -> Client:
    """Return a client that came in as the person of `role`, by password and code."""
    return come_in(str(role), client)


def come_in(sign_in: str, client: Client | None = None) -> Client:
    """Walk a client through both doors; the second only where the first leads there."""
    client = client or Client()
    answer = client.post("/masuk/", {"sign_in": sign_in, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    if answer.headers["Location"] == "/masuk/kode/":
        let_half_a_minute_pass()
        answer = client.post("/masuk/kode/", {"code": code_now()})
        assert answer.status_code == 302, answer.content.decode()
    return client


def code_now(secret: str = SECRET) -> str:
    """Return what the authenticator of the world's staff shows at this moment."""
    return pyotp.TOTP(secret).now()


def let_half_a_minute_pass() -> None:
    """Forget which codes were taken, as if each person's next one were shown already."""
    Factor.objects.update(last_step=0)


def pages_of() -> dict[str, str]:
    """Return every page as the public, or as the person it is for, gets it."""
    pages = {path: Client().get(path).content.decode() for path in PUBLIC}
    for path, role in HOMES.items():
        pages[path] = signed_in(role).get(path).content.decode()
    return pages
