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
from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Sponsorship
from payung.stages.membership.operations import issue_cards
from payung.stages.registry.models import CivilServant, Worker
from payung.stages.registry.sums.places import NIK_PLACE
from tests.factories import world as worlds
from tests.factories.accounts import civil_servants_with_accounts
from tests.factories.card_holders import BORN
from tests.factories.enrolment import nik
from tests.factories.world import World
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
    """Return a hundred different known ones, each beside an unknown one."""
    assert len(set(known)) == len(set(unknown)) == HOW_MANY // 2
    assert set(known).isdisjoint(unknown)
    return list(zip(known, unknown, strict=True))


def _protect_forty_more(world: World) -> None:
    for number, colleague in enumerate(CivilServant.objects.exclude(pk=world.sponsor_id)[:40]):
        protected = worlds.worker(world, 9100 + number)
        worlds.accept(world, colleague, protected, world.month.previous)


def test_sweeping_identity_numbers_at_the_sign_up_tells_nothing(web_world: World):
    villages()
    client = signed_in(Role.SPONSOR)
    _protect_forty_more(web_world)
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
    known = _cards(web_world)
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
    answered = 30 if is_slowed else HOW_MANY
    assert statuses == [422] * answered + [429] * (HOW_MANY - answered)


def _cards(world: World) -> list[str]:
    """Return the codes of a hundred cards, from as many offices as it takes."""
    _protect_forty_more(world)
    codes: list[str] = []
    for agency_id in world.agencies.values():
        things = Sponsorship.objects.filter(agency_id=agency_id, state="accepted").order_by("pk")
        ids = list(things.values_list("pk", flat=True)[: HOW_MANY // 2 - len(codes)])
        by = Actor(None, "Uji", Role.OFFICER, world.regency_id, agency_id, "uji")
        codes += issue_cards(sponsorship_ids=ids, by=by, at=world.at).values()
    return codes


@pytest.mark.parametrize("have_accounts", [True, False])
def test_sweeping_staff_numbers_at_the_door_tells_nothing(web_world: World, have_accounts: bool):
    """Neither who has an account is told from who has none, nor who is on the list from nobody."""
    known = civil_servants_with_accounts(web_world, HOW_MANY // 2)
    if not have_accounts:
        rows = CivilServant.objects.exclude(nip__in=known).exclude(pk=web_world.sponsor_id)
        known = list(rows.order_by("pk").values_list("nip", flat=True)[: HOW_MANY // 2])
    unknown = [f"199101012015011{900 + n}" for n in range(HOW_MANY // 2)]

    for number, pair in enumerate(_paired(known, unknown)):
        known_answer, unknown_answer = (_knock(nip, f"10.2.{number}.7") for nip in pair)
        assert known_answer == unknown_answer, number


def _knock(nip: str, address: str) -> tuple[int, str, str]:
    said = {"sign_in": nip, "password": "salah-sama-sekali"}
    return _shape(Client().post("/masuk/", said, REMOTE_ADDR=address), nip)


def test_who_forgot_is_asked_for_nothing_so_that_nothing_is_told(web_world: World):
    rows = CivilServant.objects.values_list("nip", flat=True)
    pages = {
        _shape(Client().get(f"/lupa/?nip={nip}&sign_in={nip}"), f"{nip}&sign_in={nip}")
        for nip in [*rows[: HOW_MANY // 2], *range(HOW_MANY // 2)]
    }

    assert len(pages) == 1
    (page,) = pages
    assert "<input" not in page[2]
