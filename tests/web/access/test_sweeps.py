"""Trying two hundred numbers one after the other tells nothing: the known are as the unknown."""

import re
from base64 import b32encode
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

from payung.kernel.keyring import sealer
from payung.kernel.people import Role
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.operations import issue_cards
from payung.stages.registry.models import CivilServant, Worker
from payung.stages.registry.sums.places import NIK_PLACE
from tests.factories import world as worlds
from tests.factories.card_holders import BORN
from tests.factories.enrolment import nik
from tests.factories.world import World, actor
from tests.web.signing_in import signed_in
from tests.web.sponsor.signing_up import answer, villages

pytestmark = pytest.mark.django_db
HOW_MANY = 200
A_DAY = 10
"""So many NIKs a civil servant may ask about in a day; a neutral page afterwards."""


def _shape(got: HttpResponse, typed: str = "") -> tuple[int, str, str]:
    """Return an answer without what was typed, and without the marks that differ every time."""
    page = got.content.decode()
    for said in (typed, quote(typed), escape(typed)):
        page = page.replace(said, "#") if said else page
    page = re.sub(r'value="[^"]{20,}"|nonce="[^"]+"|\b[0-9A-F]{8}\b', "", page)
    page = re.sub(r"[0-9]{2}\.[0-9]{2}( WIB)?|[0-9]+ (detik|menit)", "", page)
    return got.status_code, got.get("Location", ""), page


def _paired(known: list[str], unknown: list[str]) -> list[tuple[str, str]]:
    """Return a hundred of each, taking turns; where there are fewer, they come round again."""
    assert len(unknown) == len(known)
    return [
        (known[number % len(known)], unknown[number % len(unknown)])
        for number in range(HOW_MANY // 2)
    ]


def test_sweeping_identity_numbers_at_the_sign_up_tells_nothing(web_world: World):
    villages()
    client = signed_in(Role.SPONSOR)
    for number, colleague in enumerate(CivilServant.objects.exclude(pk=web_world.sponsor_id)[:30]):
        protected = worlds.worker(web_world, 9100 + number)
        worlds.accept(web_world, colleague, protected, web_world.month.previous)
    own = Sponsorship.objects.filter(sponsor_id=web_world.sponsor_id).values("worker_id")
    others = Worker.objects.exclude(pk__in=own).order_by("pk")
    sealed = others.values_list("nik_sealed", flat=True)[: HOW_MANY // 2]
    taken = [sealer().open(bytes(each), NIK_PLACE) for each in sealed]
    assert len(set(taken)) == HOW_MANY // 2
    free = [
        nik(serial, born) for born in (date(1981, 1, 2), date(1982, 3, 4)) for serial in range(50)
    ]

    shapes: list[tuple[object, object]] = []
    for known, unknown in _paired(taken, free):
        pair = []
        for number in (known, unknown):
            client.post("/daftar/orang-lain/")
            answer(client, until="nik")
            pair.append(_shape(client.post("/daftar/nik/", {"nik": number}), number))
        shapes.append((pair[0], pair[1]))

    assert all(known == unknown for known, unknown in shapes)
    assert [known[0] for known, _ in shapes] == [302] * (A_DAY // 2) + [429] * (
        HOW_MANY // 2 - A_DAY // 2
    )


@pytest.mark.parametrize("is_slowed", [False, True])
def test_sweeping_card_codes_tells_nothing(web_world: World, is_slowed: bool):
    """From one address, which is slowed down, and from as many as there are codes."""
    office = web_world.agencies["Dinas Kesehatan"]
    things = Sponsorship.objects.filter(agency_id=office, state="accepted").order_by("pk")
    ids = list(things.values_list("pk", flat=True)[:25])
    by = actor(web_world, Role.OFFICER)
    known = list(issue_cards(sponsorship_ids=ids, by=by, at=web_world.at).values())
    unknown = [b32encode(number.to_bytes(10, "big")).decode() for number in range(len(known))]
    wrong = BORN - timedelta(days=9000)
    said = {"lahir_hari": wrong.day, "lahir_bulan": wrong.month, "lahir_tahun": wrong.year}

    answers = []
    for number, pair in enumerate(_paired(known, unknown)):
        address = "10.9.8.7" if is_slowed else f"10.1.{number}.7"
        for code in pair:
            got = Client().post(f"/k/{code}/hasil/", said, REMOTE_ADDR=address)
            answers.append(_shape(got, code))

    assert answers[0::2] == answers[1::2]
    statuses = [answer[0] for answer in answers]
    answered = 30 if is_slowed else 5 * 2 * len(known)
    assert statuses == [422] * answered + [429] * (HOW_MANY - answered)


def test_sweeping_staff_numbers_at_the_door_tells_nothing(web_world: World):
    rows = CivilServant.objects.order_by("pk").values_list("nip", flat=True)
    with_account, listed = [str(rows[0])], [str(nip) for nip in rows[1:6]]
    worlds.person(web_world, with_account[0], "Sudah Punya Akun", None)
    unknown = [f"199101012015011{900 + n}" for n in range(5)]

    for known in (with_account, listed):
        for number, (one, two) in enumerate(_paired(known, unknown[: len(known)])):
            got = [
                _shape(
                    Client().post(
                        "/masuk/",
                        {"sign_in": nip, "password": "salah-sama-sekali"},
                        REMOTE_ADDR=f"10.2.{number}.{len(known)}",
                    ),
                    nip,
                )
                for nip in (one, two)
            ]
            assert got[0] == got[1], number


def test_who_forgot_is_asked_for_nothing_so_that_nothing_is_told(web_world: World):
    rows = CivilServant.objects.values_list("nip", flat=True)
    pages = {
        _shape(Client().get(f"/lupa/?nip={nip}&sign_in={nip}"), f"{nip}&sign_in={nip}")
        for nip in [*rows[: HOW_MANY // 2], *range(HOW_MANY // 2)]
    }

    assert len(pages) == 1
    (page,) = pages
    assert "<input" not in page[2]
