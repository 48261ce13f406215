"""S87: the branch's words stay, what they mean for an office may be improved."""

import pytest

from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.models import RejectionReason
from payung.stages.enrolment.queries import in_plain_words, rejection_reasons
from tests.factories.world import World
from tests.web.forms import send
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
WRITTEN = "NIK tidak ditemukan di Dukcapil"


def _plain(world: World, text: str = WRITTEN) -> str:
    texts = in_plain_words(viewer=Viewer.system(), regency_id=world.regency_id, texts=[text])
    return texts[text]


def test_a_regency_without_a_list_has_the_default_one(web_world: World):
    page = signed_in(Role.BRANCH).get("/bpjs/alasan/").content.decode()

    assert WRITTEN in page
    assert "Cocokkan 16 angka NIK" in _plain(web_world)
    assert _plain(web_world, "Alasan lain") == "Alasan lain"


def test_a_changed_meaning_reaches_old_answers_and_seeds_the_rest_of_the_list(web_world: World):
    said = {"tulisan": WRITTEN, "arti": "Tanyakan ke Dukcapil, lalu kirim lagi", "dipakai": "1"}

    answer = send(signed_in(Role.BRANCH), "/bpjs/alasan/nik_unknown/", said)

    assert answer.status_code == 302
    assert _plain(web_world) == "Tanyakan ke Dukcapil, lalu kirim lagi"
    assert RejectionReason.objects.filter(regency_id=web_world.regency_id).count() == 8


def test_a_reason_out_of_use_is_not_offered_but_still_explained(web_world: World):
    send(signed_in(Role.BRANCH), "/bpjs/alasan/nik_unknown/", {"tulisan": WRITTEN, "arti": "Arti"})

    live = rejection_reasons(
        viewer=Viewer.system(), regency_id=web_world.regency_id, live_only=True
    )
    assert "nik_unknown" not in {row.code for row in live}
    assert _plain(web_world) == "Arti"


def test_a_new_reason_needs_a_code_of_its_own_and_both_texts(web_world: World):
    client = signed_in(Role.BRANCH)

    answer = send(client, "/bpjs/alasan/baru/", {"kode": "nik_unknown", "tulisan": "", "arti": ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kode ini sudah ada" in page
    assert "#tulisan" in page
    assert "#arti" in page
    good = {"kode": "ktp_rusak", "tulisan": "KTP rusak", "arti": "Foto ulang KTP", "dipakai": "1"}
    assert send(client, "/bpjs/alasan/baru/", good).status_code == 302
    assert RejectionReason.objects.filter(code="ktp_rusak").exists()


def test_an_unknown_code_does_not_exist(web_world: World):
    assert signed_in(Role.BRANCH).get("/bpjs/alasan/tidak-ada/").status_code == 404
