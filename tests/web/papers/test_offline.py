"""What the page that checks cards without a network is made of."""

import json
from pathlib import Path

import pytest
from django.test import Client

from payung.foundation.documents.signed_cards import published_keys
from payung.kernel.people import Role
from payung.web import papers
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_the_keys_are_published_for_anybody(web_world):
    assert Client().get("/kartu/kunci.json").json() == {"keys": published_keys()}


def test_the_worker_may_serve_cards_and_keeps_only_the_page_its_files_and_the_keys(web_world):
    answer = Client().get("/kartu/penjaga.js")

    first = answer.content.decode().splitlines()[0]
    kept = json.loads(first.removeprefix("const KEPT = ").removesuffix(";"))
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert kept["files"][:2] == ["/kartu/periksa/", "/kartu/kunci.json"]
    assert all(file.startswith(("/kartu/", "/static/")) for file in kept["files"])


def test_the_kept_page_is_asked_for_as_a_stranger():
    source = (Path(papers.__file__).parent / "card_worker.js").read_text(encoding="utf-8")

    assert 'credentials: "omit"' in source


def test_the_page_promises_nothing_beyond_the_day_of_printing(web_world):
    page = Client().get("/kartu/periksa/").content.decode()

    assert "terlindungi" not in page.lower().split("<main")[1].split("</main>")[0]
    assert "tidak bisa diketahui tanpa internet" in page


def test_the_script_is_small(web_world):
    script = Path(papers.__file__).parent.parent / "static" / "card_check.js"

    assert len(script.read_bytes()) < 8 * 1024


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SPONSOR])
def test_staff_see_the_same_page(web_world, role):
    assert signed_in(role).get("/kartu/periksa/").status_code == 200
