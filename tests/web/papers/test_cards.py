"""S08 and S08a: one question, a neutral answer to everybody who guesses (J18, 196)."""

import re
import secrets
from base64 import b32encode
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from payung.foundation.access.tries import CARD_BY_ADDRESS, take
from payung.kernel.dates import render_date_long
from payung.kernel.people import Role, Viewer
from payung.reports.card_answer import card_answer
from payung.stages.membership.operations import revoke_card
from tests.factories.card_holders import BORN, Holder, holder
from tests.factories.world import World, actor
from tests.factories.world_months import UNPAID

pytestmark = pytest.mark.django_db

RIGHT = {"lahir_hari": "27", "lahir_bulan": "3", "lahir_tahun": "1989"}
WRONG = {**RIGHT, "lahir_hari": "28"}
NEUTRAL = "Kami tidak bisa menampilkan hasil"


@pytest.fixture
def card(web_world: World) -> Holder:
    return holder(web_world)


def _asked(code, said=RIGHT, **extra):
    return Client().post(f"/k/{code}/hasil/", said, **extra)


def _plain(answer):
    page = re.sub(
        r'name="csrfmiddlewaretoken" value="[^"]+"|\d\d\.\d\d WIB', "", answer.content.decode()
    )
    return re.sub(r"(/|%2F)k(/|%2F)\w+(/|%2F)", "/k/-/", page)


def test_the_holder_of_a_covered_card_reads_one_sentence_and_a_day(web_world, card):
    answer = _asked(card.code)

    found = card_answer(viewer=Viewer.system(), code=card.code, born_on=BORN, on=web_world.today)
    page = re.sub(r"<[^>]+>", "", answer.content.decode()).replace("\xa0", " ")
    assert answer.status_code == 200
    assert found is not None
    assert found.covered
    assert f"terlindungi sampai {render_date_long(found.until)}" in page
    assert "0294-381234" in page
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_answer_names_nobody(card):
    page = _asked(card.code).content.decode()

    for secret in ("Siti", "Rahayu", "Wulan", "1989", card.code):
        assert secret not in page.split("<main")[1].split("</main>")[0]


def test_who_is_not_covered_reads_since_when_and_whom_to_call(web_world):
    other = holder(web_world, UNPAID)

    page = _asked(other.code).content.decode()

    assert "belum terlindungi" in page
    assert "terlindungi sampai" not in page
    assert "Hubungi petugas di Dinas Kesehatan" in page


def test_wrong_date_unknown_code_and_revoked_card_are_answered_with_the_same_words(web_world, card):
    revoked = holder(web_world, UNPAID)
    revoke_card(
        sponsorship_id=revoked.sponsorship_id,
        reason="hilang",
        by=actor(web_world, Role.OFFICER),
        at=timezone.now(),
    )

    answers = [
        _asked(card.code, WRONG),
        _asked("A" * 16),
        _asked(revoked.code),
        _asked("x"),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert len({_plain(answer) for answer in answers}) == 1
    assert NEUTRAL in answers[0].content.decode()


def test_every_wrong_answer_costs_the_same_questions(
    web_world, card, django_assert_max_num_queries
):
    _asked("B" * 16)  # the first one of an hour also forgets older hours
    counted = []
    for code, said in ((card.code, WRONG), ("A" * 16, RIGHT)):
        with django_assert_max_num_queries(20) as asked:
            _asked(code, said)
        counted.append(len(asked))

    assert counted[0] == counted[1]


def test_the_right_answer_asks_three_questions_beyond_the_wrong_ones_frame(
    web_world, card, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3 + 3):  # three for looking beyond the wall
        card_answer(viewer=Viewer.system(), code=card.code, born_on=BORN, on=web_world.today)


def test_after_five_wrong_dates_even_the_right_one_waits_for_the_next_hour(card):
    for _ in range(5):
        assert _asked(card.code, WRONG).status_code == 422

    answer = _asked(card.code)

    assert answer.status_code == 429
    assert "Datang ke petugas" in answer.content.decode()


def test_right_dates_are_not_counted(card):
    assert {_asked(card.code).status_code for _ in range(12)} == {200}


def test_one_address_is_slowed_over_many_cards(card):
    statuses = [_asked(f"{'A' * 14}{number // 26:X<1}{chr(65 + number % 26)}"[:16].ljust(16, "A"))
                .status_code for number in range(31)]  # fmt: skip

    assert statuses == [422] * 30 + [429]
    assert _asked(card.code).status_code == 429
    assert _asked(card.code, REMOTE_ADDR="10.9.9.9").status_code == 200


def test_ten_thousand_guessed_codes_disclose_nothing(web_world, card):
    codes = {b32encode(secrets.token_bytes(10)).decode() for _ in range(10_000)} - {card.code}
    public, on = Viewer.system(), web_world.today

    answered = sum(
        take(tries={CARD_BY_ADDRESS: "10.1.2.3"}, at=web_world.at)
        and card_answer(viewer=public, code=code, born_on=BORN, on=on) is not None
        for code in codes
    )
    unslowed = [
        code
        for code in list(codes)[:1000]
        if card_answer(viewer=public, code=code, born_on=BORN, on=on) is not None
    ]

    assert answered == 0
    assert unslowed == []


def test_the_birth_date_stands_in_no_address_and_is_not_shown_again(card):
    answer = _asked(card.code, WRONG)

    assert "Location" not in answer.headers
    assert 'value="28"' not in answer.content.decode()
    assert "1989" not in answer.content.decode().split("<form")[1].split("value=")[-1]


def test_the_answers_address_asks_again_when_it_is_opened_by_itself(card):
    answer = Client().get(f"/k/{card.code}/hasil/")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/k/{card.code}/")


def test_a_date_that_is_none_is_not_counted_and_says_what_to_do(card):
    for _ in range(9):
        answer = _asked(card.code, {"lahir_hari": "31", "lahir_bulan": "2", "lahir_tahun": ""})
        assert answer.status_code == 422

    assert "Isi hari, bulan, dan tahun lahir" in answer.content.decode()
    assert _asked(card.code).status_code == 200


def test_the_question_does_not_tell_whether_there_is_such_a_card(card):
    known, unknown = (Client().get(f"/k/{code}/") for code in (card.code, "A" * 16))

    assert known.status_code == unknown.status_code == 200
    assert _plain(known) == _plain(unknown)


@pytest.mark.parametrize(
    "typed", ["krtu 2345 abcd efgh", "KRTU-2345-ABCD-EFGH", "krtu2345abcdefgh"]
)
def test_a_code_is_typed_as_people_type(web_world, typed):
    answer = Client().get("/cek/", {"kode": typed})

    assert answer.headers["Location"] == "/k/KRTU2345ABCDEFGH/"


def test_half_a_code_says_what_a_code_is(web_world):
    answer = Client().get("/cek/", {"kode": "KRTU 23"})

    assert answer.status_code == 422
    assert "16 huruf dan angka" in answer.content.decode()


@pytest.mark.parametrize("hostile", ["%00", "..%2F..%2Fetc", "'%20OR%201=1", "<script>", "A" * 500])
def test_hostile_codes_are_just_unknown(web_world, hostile):
    answer = Client().post(f"/k/{hostile}/hasil/", RIGHT)

    assert answer.status_code in (404, 422)
    assert "<script>alert" not in answer.content.decode()


def test_a_day_after_the_last_paid_month_is_not_called_protected(web_world, card):
    found = card_answer(viewer=Viewer.system(), code=card.code, born_on=BORN, on=web_world.today)
    assert found is not None
    assert found.until is not None

    last = card_answer(viewer=Viewer.system(), code=card.code, born_on=BORN, on=found.until)
    after = card_answer(
        viewer=Viewer.system(),
        code=card.code,
        born_on=BORN,
        on=found.until + timedelta(days=1),
    )
    assert last is not None
    assert last.covered
    assert after is not None
    assert not after.covered
    assert after.since == found.until + timedelta(days=1)
