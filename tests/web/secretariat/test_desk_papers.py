"""D19 and D20: what leaves the desk on paper, and what must never leave with it."""

import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from payung.foundation.audit.models import Event
from payung.foundation.desk import operations as desk_operations
from payung.foundation.documents.models import Document
from payung.kernel.nik import spaced
from payung.kernel.people import Role
from payung.process.papers import BreachWords, NotYours, breach_notice, data_answer
from payung.stages.registry.models import Worker
from payung.stages.registry.queries import identities
from tests.factories import desk
from tests.factories.world import World
from tests.web.secretariat.sending import send, told
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")
SAID = {
    "data": "Nama, NIK dan alamat pekerja",
    "bagaimana": "Laptop petugas tertinggal pada 19 November",
    "langkah": "Kata sandi diganti, laptop dihapus dari jauh",
    "saran": "Waspadai telepon yang meminta uang",
    "kontak": "0294-381234, pukul 08.00 sampai 15.30",
}


@pytest.fixture
def client(web_world):
    return signed_in(Role.SECRETARIAT)


@pytest.fixture
def request_id(web_world: World, client: Client) -> int:
    """Return a request whose answer was opened with a reason."""
    made = desk.identified(web_world)
    send(client, reverse("manage-request-prepare", args=[made]), alasan="Diminta sendiri")
    return made


def _password(client: Client, request_id: int) -> str:
    sent = send(client, reverse("manage-request-lock", args=[request_id]))
    found = SHOWN.search(told(client.get(sent.headers["Location"])))
    assert found is not None
    return found[0]


def _text(content: bytes, password: str | None = None) -> str:
    pages = pypdfium2.PdfDocument(content, password=password)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


class TestTheLockedAnswer:
    def test_opens_with_its_password_only_and_holds_everything(
        self, web_world: World, client, request_id
    ):
        password = _password(client, request_id)

        answer = client.post(reverse("manage-request-locked", args=[request_id]))

        assert answer.headers["Content-Disposition"].startswith("attachment")
        for wrong in ("", password.lower(), password.replace("-", "")):
            with pytest.raises(pikepdf.PasswordError):
                pikepdf.open(BytesIO(answer.content), password=wrong)
        worker_id = desk.worker_id(web_world)
        viewer = desk.first(web_world).viewer
        nik = identities(viewer=viewer, worker_ids=[worker_id])[worker_id].nik
        said = _text(answer.content, password)
        assert Worker.objects.get(pk=worker_id).name in said
        assert spaced(nik) in said
        assert "Siapa yang pernah melihat data ini" in said
        assert "Diminta sendiri" in said
        assert nik.encode() not in answer.content

    def test_is_locked_strongly_tagged_and_claims_no_archive(self, client, request_id):
        password = _password(client, request_id)
        answer = client.post(reverse("manage-request-locked", args=[request_id]))

        with pikepdf.open(BytesIO(answer.content), password=password) as pdf:
            assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
            assert pdf.allow.accessibility
            assert "/StructTreeRoot" in pdf.Root
            with pdf.open_metadata() as about:
                assert "pdfaid:part" not in about

    def test_keeps_its_password_nowhere_in_clear(self, client, request_id):
        password = _password(client, request_id)
        client.post(reverse("manage-request-locked", args=[request_id]))

        assert all(password not in str(row.get_decoded()) for row in Session.objects.all())
        event = Event.objects.get(action="data.locked")
        assert password not in str(event.detail)
        assert event.detail["data_request"] == request_id
        assert len(event.digest) == 64
        assert not Document.objects.filter(kind="D19").exists()

    def test_shows_the_password_for_ten_minutes_and_to_its_maker_only(
        self, web_world: World, client, request_id
    ):
        path = reverse("manage-request-locked", args=[request_id])
        _password(client, request_id)
        assert client.get(path).status_code == 200
        assert come_in("secretariat").get(path).status_code == 404

        session = client.session
        session["data_answer"] = {
            **session["data_answer"],
            "at": session["data_answer"]["at"] - timedelta(minutes=11).total_seconds(),
        }
        session.save()

        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404

    def test_of_one_request_is_not_given_for_another(self, web_world: World, client, request_id):
        _password(client, request_id)
        other = desk.identified(web_world)
        send(client, reverse("manage-request-prepare", args=[other]), alasan="Diminta juga")

        assert client.get(reverse("manage-request-locked", args=[other])).status_code == 404

    def test_is_not_made_before_anybody_was_identified(self, web_world: World):
        asked = desk.asked(web_world)

        with pytest.raises(NotYours):
            data_answer(
                request_id=asked, password="x" * 24, by=desk.first(web_world), at=web_world.at
            )

        assert not Event.objects.filter(action="data.locked").exists()

    def test_is_not_made_once_the_request_was_closed(self, web_world: World, client, request_id):
        _password(client, request_id)
        desk_operations.answer_request(
            request_id=request_id,
            outcome="Diserahkan",
            by=desk.first(web_world),
            at=web_world.at,
        )

        answer = client.post(reverse("manage-request-locked", args=[request_id]))

        assert answer.status_code == 404


class TestTheNotice:
    def test_says_what_the_law_wants_and_can_be_checked_by_its_code(self, web_world: World, client):
        incident_id = desk.incident(web_world)

        sent = send(client, reverse("manage-incident-letter", args=[incident_id]), **SAID)
        answer = client.get(sent.headers["Location"])

        said = _text(answer.content)
        for words in (*SAID.values(), "Laptop petugas hilang", "Kepada:"):
            assert words in said
        paper = Document.objects.get(kind="D20")
        assert "Pemberitahuan kegagalan" in told(client.get(f"/v/{paper.code}/"))

    def test_does_not_stop_the_clock(self, web_world: World, client):
        incident_id = desk.incident(web_world)

        send(client, reverse("manage-incident-letter", args=[incident_id]), **SAID)

        page = told(client.get(reverse("manage-incident", args=[incident_id])))
        assert "Beri tahu paling lambat" in page
        assert "Versi 1" in page

    def test_worded_otherwise_is_the_next_version_and_the_same_words_are_the_same(
        self, web_world: World, client
    ):
        incident_id = desk.incident(web_world)
        path = reverse("manage-incident-letter", args=[incident_id])

        first = send(client, path, **SAID).headers["Location"]
        same = send(client, path, **SAID).headers["Location"]
        other = send(client, path, **{**SAID, "saran": "Hubungi kami"}).headers["Location"]

        assert first == same != other
        versions = Document.objects.filter(kind="D20").values_list("version", flat=True)
        assert sorted(versions) == [1, 2]

    def test_with_a_number_like_a_nik_is_not_made(self, web_world: World, client):
        incident_id = desk.incident(web_world)
        path = reverse("manage-incident-letter", args=[incident_id])

        for typed in ("NIK 3324061708900999", "3324 0617 0890 0999", "33.24.06.17.08.90.09.99"):
            answer = send(client, path, **{**SAID, "data": typed})
            assert answer.status_code == 422
            assert "mirip NIK" in told(answer)
        assert not Document.objects.filter(kind="D20").exists()

    def test_left_empty_names_each_part(self, web_world: World, client):
        incident_id = desk.incident(web_world)

        answer = send(client, reverse("manage-incident-letter", args=[incident_id]))

        assert answer.status_code == 422
        for words in ("data apa saja", "kapan dan bagaimana", "apa yang bisa", "tempat bertanya"):
            assert f"Tulis {words}" in told(answer)

    def test_is_not_for_what_touched_nobody(self, web_world: World, client):
        by = desk.first(web_world)
        incident_id = desk_operations.open_incident(
            regency_id=web_world.regency_id,
            title="Listrik padam",
            words="Dua jam.",
            touches_personal_data=False,
            noticed_at=web_world.at,
            by=by,
            at=web_world.at,
        )

        path = reverse("manage-incident-letter", args=[incident_id])

        assert client.get(path).status_code == 404
        with pytest.raises(NotYours):
            breach_notice(
                incident_id=incident_id,
                words=BreachWords(data="a", how="b", remedy="c", advice="d", contact="e"),
                by=by,
                at=web_world.at,
            )

    def test_holds_typed_marks_as_plain_words(self, web_world: World, client):
        incident_id = desk.incident(web_world)
        typed = '#read("/etc/passwd") $x$ = judul'

        sent = send(
            client,
            reverse("manage-incident-letter", args=[incident_id]),
            **{**SAID, "saran": typed},
        )

        assert '#read("/etc/passwd")' in _text(client.get(sent.headers["Location"]).content)
