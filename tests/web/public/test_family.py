"""S09a, S09b, S66: calm, without sign-in, and nothing about anybody is asked or kept."""

import re
from datetime import timedelta
from itertools import product
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.test.utils import override_settings

from payung.stages.registry.operations.hospitals import end_hospital
from payung.web.public.family_answers import QUESTIONS
from tests.factories import world as worlds
from tests.factories.hospitals import hospital
from tests.factories.papers import texts
from tests.factories.world import World
from tests.web.secretariat.sending import told

pytestmark = pytest.mark.django_db
DEATH, LIST = "/bantuan/meninggal/", "/bantuan/meninggal/daftar/"
ACCIDENT, SHEET = "/bantuan/kecelakaan/", "/bantuan/kecelakaan/daftar.pdf"
WIDOW = {"siapa": "suami-istri", "sebab": "sakit", "akta": "belum"}


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def _page(path, **said):
    answer = Client().get(path, said)
    assert answer.status_code == 200, path
    assert not answer.cookies, "nothing is kept on the phone"
    return told(answer)


def test_three_questions_one_per_page_lead_to_the_list(web_world: World):
    client, path = Client(), DEATH
    begin = re.search(r'href="(/bantuan/meninggal/siapa/)"', client.get(path).content.decode())
    assert begin
    path = begin[1]
    for number, (name, said) in enumerate(WIDOW.items(), start=1):
        asked = client.get(path)
        page = asked.content.decode()
        assert f"Langkah {number} dari 3" in told(asked)
        assert 'method="get"' in page
        assert "csrfmiddlewaretoken" not in page
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
        none = client.get(path, {**hidden, "lanjut": "1"})
        assert none.status_code == 422
        assert "Galat: " in none.content.decode()
        assert client.get(path, {**hidden, name: "<b>", "lanjut": "1"}).status_code == 422
        onward = client.get(path, {**hidden, name: said, "lanjut": "1"})
        assert onward.status_code == 302
        path = onward["Location"]
    assert path.startswith(LIST)
    assert not client.cookies
    found = told(client.get(path))
    assert "Untuk: Suami atau istri. 11 surat" in found
    assert "Mulai dari akta kematian" in found
    assert "Buku nikah" in found


def test_an_open_question_is_asked_before_the_list_is_shown(web_world: World):
    for name in QUESTIONS:
        said = {**WIDOW, name: "apa saja"}
        for path in (LIST, "/bantuan/meninggal/daftar.pdf"):
            answer = Client().get(path, said)
            assert answer.status_code == 302
            assert urlsplit(answer["Location"]).path == f"/bantuan/meninggal/{name}/"


def test_every_answer_has_a_list_without_an_amount_that_could_be_a_promise(web_world: World):
    who, causes, certificates = QUESTIONS.values()
    every = [
        (*answers, certificates[number % 3]) for number, answers in enumerate(product(who, causes))
    ]
    pages = {
        answers: _page(LIST, **dict(zip(QUESTIONS, answers, strict=True))) for answers in every
    }

    for (_who, cause, certificate), page in pages.items():
        assert "!" not in page
        assert "BPJS yang menetapkan" in page
        assert ("Laporan pertama paling lambat 2×24 jam" in page) == (cause == "kerja")
        assert ("Mulai dari akta kematian" in page) == (certificate == "belum")
        assert not re.search(r"Rp(10|12|20|42|48|70)\.000\.000", page)


def test_what_is_not_sure_is_a_question_and_a_minor_or_a_quarrel_is_thought_of(web_world: World):
    page = _page(LIST, **{**WIDOW, "siapa": "saudara"})

    assert "Tanyakan dulu ke cabang: Surat apa yang diterima sebagai bukti hubungan" in page
    assert "Berlaku bila suami, istri, anak, cucu, orang tua, dan kakek-nenek tidak ada" in page
    for words in ("ahli waris di bawah umur", "belum punya akta kelahiran", "belum sepakat"):
        assert words in page
    assert "Orang yang membayar iuran bukan ahli waris" in page


@override_settings(PAYUNG_ADDRESS="https://payung.example")
def test_the_whatsapp_text_is_papers_and_an_address_and_no_more(web_world: World):
    page = Client().get(LIST, WIDOW).content.decode()
    (link,) = re.findall(r'href="(https://wa\.me/[^"]+)"', page)
    text = parse_qs(urlsplit(link.replace("&amp;", "&")).query)["text"][0]

    assert urlsplit(link).path == "/", "to nobody in particular"
    assert "6. Akta kematian (Dukcapil)" in text
    assert text.endswith(
        "https://payung.example/bantuan/meninggal/daftar/?siapa=suami-istri&sebab=sakit&akta=belum"
    )
    assert len(unquote(link)) < 1_500


def test_the_sheet_is_one_page_and_the_same_for_everybody_that_day(web_world: World):
    answer = Client().get("/bantuan/meninggal/daftar.pdf", {**WIDOW, "akta": "ada", "x": "1"})
    again = Client().get("/bantuan/meninggal/daftar.pdf", {**WIDOW, "akta": "ada"})

    assert answer["Content-Type"] == "application/pdf"
    assert not answer.cookies
    assert answer.content == again.content
    (page,) = texts(answer.content)
    assert "Daftar periksa klaim kematian (JKM)" in page
    assert page.count("×") == 1, "the certificate that is there is ticked"
    (accident,) = texts(Client().get(SHEET, {"kertas": "f4"}).content)
    assert "tanggal …" in accident


def test_partner_hospitals_of_the_day_stand_where_families_look(web_world: World):
    assert "Daftar rumah sakit mitra (PLKK) belum kami punya" in _page(ACCIDENT)
    day = timedelta(days=1)
    made = hospital(web_world)
    hospital(web_world, "Klinik Bakti", phone="", is_always_open=False)
    hospital(web_world, "RS Besok", since_on=web_world.today + day)
    cache.clear()

    page = Client().get(ACCIDENT)
    shown = told(page)
    assert 'href="tel:+62294381901"' in page.content.decode()
    assert shown.index("RS Payung Sehat") < shown.index("Klinik Bakti")
    assert "RS Besok" not in shown
    assert "0294-381901" in " ".join(texts(Client().get(SHEET).content))

    by = worlds.actor(web_world, "secretariat")
    end_hospital(hospital_id=made, ended_on=web_world.today, by=by, at=web_world.at)
    cache.clear()
    assert "RS Payung Sehat" not in _page(ACCIDENT)


def test_another_regency_keeps_its_own_and_an_unknown_one_is_no_page(web_world: World):
    hospital(web_world)

    assert "RS Payung Sehat" not in _page(ACCIDENT, wilayah="33.10")
    assert "wilayah=33.10" in Client().get(DEATH, {"wilayah": "33.10"}).content.decode()
    for path in (DEATH, LIST, ACCIDENT, SHEET, "/bantuan/meninggal/siapa/"):
        assert Client().get(path, {**WIDOW, "wilayah": "99.99"}).status_code == 404, path
