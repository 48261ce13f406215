"""Requests that no form of ours makes, and addresses that lead nowhere."""

import pytest
from django.test import Client

from tests.factories.world import World
from tests.promises.addresses.table import TABLE, own_url
from tests.web.bad_input.conftest import ClientFor
from tests.web.bad_input.payloads import ANSWERS

pytestmark = pytest.mark.django_db
FORMS = [address for address, page in TABLE.items() if page.posts]


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


@pytest.mark.parametrize("address", [a for a in TABLE if "<" not in a])
def test_a_strange_question_in_the_address_is_answered_by_a_page(
    web_world: World, client_for: ClientFor, address: str
):
    client, url = client_for(address), own_url(address, web_world)

    for query in ("hal=-1", "hal=1000000000", "hal=%00&q=%25&cari=%00", "sort=password&hal=1e9"):
        found = client.get(f"{url}?{query}").status_code
        assert found in {200, 302, 303, 400, 403, 404, 405, 410, 422}, query


@pytest.mark.parametrize(
    "path", ["/" + "a" * 8000, "/%00", "/%2e%2e/%2e%2e/etc/passwd", "/\xff", "/saya/pekerja/../"]
)
def test_an_address_of_nothing_is_not_found(web_world: World, path: str):
    assert Client().get(path).status_code in (301, 400, 404)
