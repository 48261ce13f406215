"""The auditor's and the secretariat's new pages in a regency that has just joined."""

import pytest

from payung.kernel.people import Role
from tests.factories.world import World
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_no_difference_is_rp0_and_no_fault_is_clean(empty_world: World):
    client = signed_in(Role.AUDITOR)

    assert "Rp0 Tidak ada selisih yang terbuka" in told(client.get("/audit/selisih/"))
    assert "Tidak ada uang tertahan" in told(client.get("/audit/"))
    assert "Bersih" in told(client.get("/kelola/kualitas/"))
    assert "Bersih" in told(client.get("/kelola/kualitas/ganda/"))
    assert "Belum ada berkas yang keluar" in told(client.get("/kelola/ekspor/"))
    assert client.get("/audit/jejak/").status_code == 200
