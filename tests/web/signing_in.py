"""Walks a test client through the real door, or gives it what somebody just now brought along."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.cookies import SimpleCookie

import pyotp
from django.db import connection
from django.test import Client
from django.utils import timezone

from payung.foundation.access.models import Factor
from payung.kernel.people import Role
from payung.web.sessions import SEEN
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


@dataclass(frozen=True)
class _Kept:
    """What the browser of each person kept, in one world; nothing of it is old."""

    at: datetime
    cookies: dict[str, SimpleCookie]

    @property
    def age(self) -> timedelta:
        return abs(timezone.now() - self.at)


FRESH = timedelta(minutes=4)
"""Long before the shortest session ends; a test that moves the clock further walks in anew."""
SEEN_JUST_NOW = timedelta(seconds=40)
"""A page keeps a sign of life once a minute: one statement more, for whoever counts them."""
_kept: dict[str, _Kept] = {}


def signed_in(role: Role, client: Client | None = None) -> Client:
    """Return a client that came in as the person of `role`, by password and code."""
    kept = _kept.get(connection.settings_dict["NAME"])
    if client is None and kept is not None and kept.age < FRESH and str(role) in kept.cookies:
        client = Client()
        client.cookies = deepcopy(kept.cookies[str(role)])
        if kept.age > SEEN_JUST_NOW:
            _seen_now(client)
        return client
    return come_in(str(role), client)


def _seen_now(client: Client) -> None:
    """Note a sign of life, as a page sends it; asking the page for it took ten times as long."""
    session = client.session
    session[SEEN] = timezone.now().timestamp()
    session.save()


def everybody_comes_in(roles: Iterable[Role]) -> None:
    """Walk each of them through the door, for good, unless they did a moment ago."""
    world = connection.settings_dict["NAME"]
    if world in _kept and _kept[world].age < FRESH:
        return
    cookies = {str(role): come_in(str(role)).cookies for role in roles}
    _kept[world] = _Kept(timezone.now(), cookies)


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
