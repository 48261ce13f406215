"""What holds on pages that are not the living one: ids, stylesheets, and whose password it is."""

import re

import pytest
from django.test import Client

from payung.kernel.people import Role
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
PAGES = (
    (Role.OFFICER, "/kantor/ajakan/"),
    (Role.OFFICER, "/kantor/unggah/"),
    (Role.SECRETARIAT, "/kelola/asn/impor/"),
    (Role.SECRETARIAT, "/kelola/kantor/impor/"),
    (Role.SECRETARIAT, "/kelola/cabang/"),
    (Role.SPONSOR, "/saya/"),
)


def _page(role: Role, path: str) -> str:
    return signed_in(role).get(path).content.decode()


@pytest.mark.parametrize(("role", "path"), PAGES)
def test_no_id_stands_twice_even_when_the_session_is_about_to_end(web_world, role, path):
    ids = re.findall(r'\sid="([^"]+)"', _page(role, path))

    assert sorted(ids) == sorted(set(ids))


def test_only_desks_load_the_stylesheet_of_desks(web_world):
    assert "desk.css" in _page(Role.OFFICER, "/kantor/")
    assert "desk.css" in Client().get("/angka/").content.decode()
    for page in (_page(Role.SPONSOR, "/saya/"), Client().get("/").content.decode()):
        assert "payung.css" in page
        assert "desk.css" not in page


@pytest.mark.parametrize("path", ["/akun/kata-sandi/", "/masuk/pastikan/"])
def test_a_password_manager_is_told_whose_password_is_asked(web_world, path):
    page = _page(Role.OFFICER, path)
    field = re.search(r'<input[^>]*autocomplete="username"[^>]*>', page)

    assert field is not None
    assert 'value="officer"' in field[0]
    assert page.index(field[0]) < page.index('type="password"')


def test_the_file_chooser_is_the_real_input_under_words_of_the_page(web_world):
    page = _page(Role.OFFICER, "/kantor/unggah/")

    assert re.search(r'<label class="btn slim" for="berkas">\s*Pilih berkas\s*</label>', page)
    assert re.search(r'<input type="file"[^>]*id="berkas"', page)
