"""Every file box gets every bad input: in the cells of a real workbook, as bytes, and as a name."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import urljoin

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.factories.world import World
from tests.promises.addresses.table import own_url
from tests.web.bad_input import workbooks
from tests.web.bad_input.conftest import ClientFor
from tests.web.bad_input.forms import Form, different_forms_of, forms_of
from tests.web.bad_input.payloads import ONE_OF_EACH_KIND, PAYLOADS, is_a_page, undone

pytestmark = pytest.mark.django_db
WORKBOOKS: dict[str, Callable[[World, Client], bytes]] = {
    "/kantor/unggah/": workbooks.registrations,
    "/kelola/asn/impor/": workbooks.staff,
    "/kelola/kantor/impor/": workbooks.offices,
    "/kelola/kematian/": workbooks.deaths,
    "/bpjs/balasan/": workbooks.replies,
    "/bpjs/penerimaan/unggah/": workbooks.receipts,
    "/gaji/<month:month>/hasil/": workbooks.results,
}
PICTURES = (
    "/gaji/pengembalian/bayar/<refund:refund_id>/",
    "/klaim/<claim:claim_id>/berkas/<slug:code>/",
    "/bpjs/klaim/<claim:claim_id>/bayar/<heir:heir_id>/",
    "/bpjs/klaim/<claim:claim_id>/beasiswa/<school:school_year_id>/bayar/",
)
NO_WORKBOOKS = (
    *(b"", b"\0" * 2000, b"PK\x03\x04" + b"A" * 200, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 70),
    *(b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"MZ" + b"\x90" * 99, b"\xff" * 99),
    *(b"<html><script>alert(1)</script></html>", "\n".join(PAYLOADS).encode()),
)


def _form(client: Client, address: str) -> Form:
    (form,) = [form for form in forms_of(client, address) if form.files]
    return form


def _send(
    client: Client, address: str, form: Form, content: bytes, name: str = "a.xlsx"
) -> HttpResponse:
    (box,) = form.files
    file = BytesIO(content)
    file.name = name
    return client.post(urljoin(address, form.action), {**form.fields, box: file})


@pytest.mark.parametrize("address", WORKBOOKS)
def test_every_bad_input_in_every_column_is_read_shown_and_sent_on(
    web_world: World, client_for: ClientFor, address: str
):
    client, url = client_for(address), own_url(address, web_world)
    content = WORKBOOKS[address](web_world, client)

    kept = _send(client, url, _form(client, url), content)

    assert kept.status_code == 302, kept.content.decode()
    review = kept.headers["Location"]
    for form in [form for form in different_forms_of(client, review) if form.is_post]:
        with undone():
            typed = dict.fromkeys(form.typed, "1")
            there = urljoin(review, form.action)
            is_a_page(client.post(there, {**form.fields, **typed}), "", there)
    for number in (1, 2, 3):
        is_a_page(client.get(review, {"hal": number}), "", review)
    is_a_page(client.get(url), "", address)


@pytest.mark.parametrize("address", WORKBOOKS)
def test_what_is_no_workbook_is_refused_in_words(
    web_world: World, client_for: ClientFor, address: str
):
    client, url = client_for(address), own_url(address, web_world)
    form = _form(client, url)
    cut = WORKBOOKS[address](web_world, client)[:3000]

    for content in (*NO_WORKBOOKS, cut):
        for name in ("a.xlsx", "a.csv"):
            answer = _send(client, url, form, content, name)
            assert answer.status_code == 422, (name, content[:20])
            is_a_page(answer, "", address)


@pytest.mark.parametrize("address", PICTURES)
def test_what_is_no_picture_is_refused_in_words(
    web_world: World, client_for: ClientFor, address: str
):
    client, url = client_for(address), own_url(address, web_world)
    form = _form(client, url)

    for content in NO_WORKBOOKS:
        for name in ("a.jpg", "a.pdf"):
            answer = _send(client, url, form, content, name)
            assert answer.status_code == 422, (name, content[:20])
            is_a_page(answer, "", address)


@pytest.mark.parametrize("address", [*WORKBOOKS, *PICTURES])
def test_a_bad_name_of_a_file_breaks_no_page(web_world: World, client_for: ClientFor, address: str):
    client, url = client_for(address), own_url(address, web_world)
    form = _form(client, url)

    names = [(payload, payload) for payload in ONE_OF_EACH_KIND]
    names += [(payload, f"{payload}.xlsx") for payload in PAYLOADS]
    for payload, name in names:
        is_a_page(_send(client, url, form, b"", name), payload, address)
    is_a_page(client.get(url), "", address)
