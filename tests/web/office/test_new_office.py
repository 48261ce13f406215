"""An office that has just joined: nothing has happened, and every page says what to begin with."""

import pytest

from payung.kernel.people import Role
from tests.factories.world_fixture import empty_world  # noqa: F401  # a fixture
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/kantor/", "Semua beres hari ini"),
        ("/kantor/pengajuan/", "Antrean ini kosong"),
        ("/kantor/tambah/", "Luar kabupaten"),
        ("/kantor/unggah/", "Tiga aturan"),
        ("/kantor/titipan/", "Tidak ada titipan"),
    ],
)
def test_every_empty_page_says_what_to_begin_with(empty_world, path, said):  # noqa: F811
    assert said in signed_in(Role.OFFICER).get(path).content.decode()
