"""S124: what was refused is told in words, whatever the log keeps."""

import pytest

from payung.kernel.people import Role
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_a_page_of_another_role_is_named_by_whose_page_it_is(web_world):
    officer = signed_in(Role.OFFICER)
    officer.get("/gaji/")
    officer.post("/kelola/kantor/baru/")

    page = signed_in(Role.AUDITOR).get("/audit/akses/?tampil=ditolak").content.decode()

    assert "Ditolak membuka halaman bendahara gaji" in page
    assert "Ditolak mengisi halaman sekretariat" in page
    assert "Bukan untuk peran" in page
    assert "GET /" not in page
