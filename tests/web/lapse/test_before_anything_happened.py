"""The pages of a regency that has just joined: nobody is at risk, nothing is asked yet."""

import pytest

from payung.kernel.people import Role
from tests.factories.world import World
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "place", "words"),
    [
        (Role.OFFICER, "/kantor/akan-berhenti/", "Tidak ada yang akan berhenti"),
        (Role.SECRETARIAT, "/kelola/akan-berhenti/", "Tidak ada yang akan berhenti"),
        (Role.SPONSOR, "/saya/tawaran/", "Tidak ada yang mencari pelindung"),
        (Role.SPONSOR, "/saya/persetujuan/", "Semua izin Anda cukup"),
        (Role.SECRETARIAT, "/kelola/periode/", "Undang bendahara tiap kantor"),
        (Role.SECRETARIAT, "/kelola/tarif/", "Belum ada pekerja yang iurannya ditagih."),
    ],
)
def test_a_list_says_why_it_is_empty(empty_world: World, role: Role, place: str, words: str):
    assert words in told(signed_in(role).get(place))


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.SPONSOR, "/saya/"), (Role.OFFICER, "/kantor/"), (Role.SECRETARIAT, "/kelola/")],
)
def test_a_first_page_says_nothing_of_it(empty_world: World, role: Role, place: str):
    assert "kehilangan perlindungan" not in told(signed_in(role).get(place))
