"""The list of bad inputs, into every field of every form: a page each time, nothing broken out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings

from payung.kernel.people import Role
from tests.factories.world import World
from tests.factories.world_fixture import plain
from tests.promises.addresses.table import TABLE, own_url
from tests.web.signing_in import signed_in

PAYLOADS = (
    *("", " ", "\u00a0\u200b\t", "\u0000", "A" * 101, "9" * 40, "0", "-1", "1e309", "9" * 400),
    *("33240617089O0903", "３３２４０６１７０８９００９０３", "3.32406E+15", "3324061708900000"),
    *("1111111111111111", "3324061300900903", "3324064408900903", "9924061708900903"),
    *("00/00/0000", "31/04/2024", "29/02/2023", "02/13/2024", "1445", "2567-01-01", "24.00"),
    *("16,80", "(16.800)", "−16.800", "0x41A0", "16800.0000001", str(2**63), "1" * 40),
    *("0812-BUDI", "081", "+60123456789", "%0a%0dBcc: x@y.id", "\r\nSubject: x"),
    *("<script>alert(1)</script>", "<b>tebal", "&amp;", "{{7*7}}", "{% debug %}", "%s%n", "${7*7}"),
    *("'; DROP TABLE registry_worker; --", '" onmouseover="x', "=HYPERLINK(1)", "../../etc/passwd"),
    *("\u202eevil", "a" + "\u0301" * 60, "Nur'aini Ma’ruf", "ꦗꦮ 😀 عربي", "None", "NaN", "true"),
    *(".*+?[", "%", "_" * 50, "(a+)+$" + "a" * 60, "javascript:alert(1)", "//evil.example/"),
)
OPEN_TAGS = ("<script>alert", "<b>tebal", '" onmouseover="x')
IN_FILES = PAYLOADS[::8]
"""Reading a file takes a process of its own; tests/web/office sends odd files."""
FORMS = [address for address, page in TABLE.items() if page.posts]
SHOWN = [address for address, page in TABLE.items() if "<" not in address and page.answer == 200]
ANSWERS = {200, 204, 302, 303, 400, 403, 404, 409, 413, 422, 429}


@dataclass
class Form:
    """One form of a page, as a browser would send it."""

    action: str = ""
    is_post: bool = True
    fields: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


class _Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_post = given.get("method", "").lower() == "post"
            self._open = Form(action=given.get("action", ""), is_post=is_post)
            self.found.append(self._open)
        if self._open is None or not given.get("name"):
            return
        name, kind = given["name"], given.get("type", "text")
        if kind == "file":
            self._open.files.append(name)
        elif kind == "hidden":
            self._open.fields[name] = given.get("value", "")
        elif tag in ("input", "textarea", "select", "button"):
            self._open.fields.setdefault(name, given.get("value", ""))
            self._open.typed.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def _forms(client: Client, url: str) -> list[Form]:
    reader = _Forms()
    page = client.get(url)
    if page.get("Content-Type", "").startswith("text/html"):
        reader.feed(page.content.decode())
    return [form for form in reader.found if not form.action.startswith("/keluar")]


ClientFor = Callable[[str], Client]


@pytest.fixture(scope="module")
def cookies(world_today: World, django_db_blocker: Any) -> dict[Role, Any]:
    """Everybody came in once; each test goes on with a copy of what their browser kept."""
    roles = {role for page in TABLE.values() for role in page.roles}
    with django_db_blocker.unblock(), override_settings(STORAGES=plain(settings.STORAGES)):
        return {role: signed_in(role).cookies for role in roles}


@pytest.fixture
def client_for(cookies: dict[Role, Any]) -> ClientFor:
    def client(address: str) -> Client:
        found = Client()
        role = next((role for role in Role if role in TABLE[address].roles), None)
        if role is not None:
            found.cookies = deepcopy(cookies[role])
        return found

    return client


@contextmanager
def _undone() -> Iterator[None]:
    """Every bad input meets the same form in the same state."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _is_a_page(answer: HttpResponse, payload: str, where: object) -> None:
    assert answer.status_code in ANSWERS, (where, payload)
    if answer.get("Content-Type", "").startswith("text/html"):
        body = answer.content.decode()
        assert not [tag for tag in OPEN_TAGS if tag in body], (where, payload)
        assert payload != "{{7*7}}" or ">49<" not in body, (where, payload)


@pytest.mark.django_db
@pytest.mark.parametrize("address", FORMS)
def test_no_field_breaks_a_page_and_no_page_lets_markup_through(
    web_world: World, client_for: ClientFor, address: str
):
    client, url = client_for(address), own_url(address, web_world)
    came = deepcopy(client.cookies)

    for form in [form for form in _forms(client, url) if form.is_post]:
        for payload in PAYLOADS:
            typed = dict.fromkeys(form.typed, payload)
            sent = form.files if payload in IN_FILES else []
            files = {name: SimpleUploadedFile("a.xlsx", payload.encode()) for name in sent}
            client.cookies = deepcopy(came)
            with _undone():
                answer = client.post(urljoin(url, form.action), {**form.fields, **typed, **files})
                _is_a_page(answer, payload, address)


@pytest.mark.django_db
@pytest.mark.parametrize("address", SHOWN)
def test_no_search_breaks_a_page(web_world: World, client_for: ClientFor, address: str):
    client, url = client_for(address), own_url(address, web_world)

    for form in [form for form in _forms(client, url) if not form.is_post and form.typed]:
        for payload in PAYLOADS:
            typed = dict.fromkeys(form.typed, payload)
            answer = client.get(urljoin(url, form.action), {**form.fields, **typed})
            _is_a_page(answer, payload, address)


@pytest.mark.django_db
@pytest.mark.parametrize("address", FORMS)
def test_what_nobody_asked_for_is_not_taken(web_world: World, client_for: ClientFor, address: str):
    """Extra fields, repeated ones, and a body that is no form."""
    client, url = client_for(address), own_url(address, web_world)
    extra = {"is_staff": "1", "agency_id": "2", "state": "accepted", "amount_idr": "1", "id": "1"}

    assert client.post(url, {**extra, "nik": ["1", "2"]}).status_code in ANSWERS
    assert client.post(url, b"{}", content_type="application/json").status_code in ANSWERS
    assert client.post(url, b"\xff\xfe", content_type="text/plain").status_code in ANSWERS
    for verb in ("PUT", "DELETE", "TRACE", "PATCH"):
        assert client.generic(verb, url).status_code in (302, 403, 405), verb


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in TABLE if "<" not in a])
def test_a_strange_question_in_the_address_is_answered_by_a_page(
    web_world: World, client_for: ClientFor, address: str
):
    client, url = client_for(address), own_url(address, web_world)

    for query in ("hal=-1", "hal=1000000000", "hal=%00&q=%25&cari=%00", "sort=password&hal=1e9"):
        found = client.get(f"{url}?{query}").status_code
        assert found in {200, 302, 303, 400, 403, 404, 405, 410, 422}, query


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/" + "a" * 8000, "/%00", "/%2e%2e/%2e%2e/etc/passwd", "/\xff", "/saya/pekerja/../"]
)
def test_an_address_of_nothing_is_not_found(web_world: World, path: str):
    assert Client().get(path).status_code in (301, 400, 404)
