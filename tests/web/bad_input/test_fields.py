"""The list of bad inputs, into every field of every form: a page each time, nothing broken out."""

from copy import deepcopy
from urllib.parse import urljoin

import pytest

from tests.factories.world import World
from tests.promises.addresses.table import TABLE, own_url
from tests.web.bad_input.conftest import ClientFor
from tests.web.bad_input.forms import different_forms_of
from tests.web.bad_input.payloads import ONE_OF_EACH_KIND, PAYLOADS, is_a_page, undone
from tests.web.bad_input.test_files import PICTURES, WORKBOOKS

pytestmark = pytest.mark.django_db
FORMS = [address for address, page in TABLE.items() if page.posts]
OF_EVERY_FORM = ("csrfmiddlewaretoken", "form_key")
SHOWN = [address for address, page in TABLE.items() if "<" not in address and page.answer == 200]


@pytest.mark.parametrize("address", FORMS)
def test_no_field_breaks_a_page_and_no_page_lets_markup_through(
    web_world: World, client_for: ClientFor, address: str
):
    client, url = client_for(address), own_url(address, web_world)
    came = deepcopy(client.cookies)

    for form in [form for form in different_forms_of(client, url) if form.is_post]:
        sent = address in (*WORKBOOKS, *PICTURES)
        assert not form.files or sent, "bad files are sent to every file box"
        hidden = [name for name in form.fields if name not in (*form.typed, *OF_EVERY_FORM)]
        tried = [(form.typed, PAYLOADS if form.written else ONE_OF_EACH_KIND)]
        for names, payloads in [*tried, (hidden, ONE_OF_EACH_KIND)]:
            for payload in payloads if names else ():
                if str(client.cookies) != str(came):
                    client.cookies = deepcopy(came)
                with undone():
                    said = {**form.fields, **dict.fromkeys(names, payload)}
                    is_a_page(client.post(urljoin(url, form.action), said), payload, address)
        if not form.typed and not hidden:
            with undone():
                is_a_page(client.post(urljoin(url, form.action), form.fields), "", address)


@pytest.mark.parametrize("address", SHOWN)
def test_no_search_breaks_a_page(web_world: World, client_for: ClientFor, address: str):
    client, url = client_for(address), own_url(address, web_world)

    for form in [
        form for form in different_forms_of(client, url) if not form.is_post and form.typed
    ]:
        for payload in PAYLOADS:
            typed = dict.fromkeys(form.typed, payload)
            answer = client.get(urljoin(url, form.action), {**form.fields, **typed})
            is_a_page(answer, payload, address)
