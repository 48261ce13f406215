"""Guessing, stuffing, fixing sessions, leading astray: what an attacker tries at the door."""

from datetime import timedelta
from time import perf_counter

import pytest
from django.test import Client

from payung.foundation.access import operations
from payung.foundation.access.models import SignInTry
from payung.foundation.access.sign_in import NotMatched, matched
from payung.foundation.access.slow_down import note_failure, wait
from payung.kernel.people import Role
from tests.factories import world as worlds
from tests.factories.world import PASSWORD, SYSTEM, World
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
DIFFERENCE = 0.2
FEWEST_TRIES, MOST_TRIES = 15, 200


def _try(client: Client, password: str = "salah", sign_in: str = "sponsor", **more):
    return client.post("/masuk/", {"sign_in": sign_in, "password": password}, **more)


class TestGuessing:
    def test_from_one_address_stops_after_a_few(self, web_world):
        client = Client()

        answers = [_try(client).status_code for _ in range(20)]

        assert answers[:5] == [422] * 5
        assert set(answers[5:]) == {429}

    def test_the_owner_comes_in_from_another_address(self, web_world):
        for _ in range(10):
            _try(Client(), REMOTE_ADDR="203.0.113.9")

        assert _try(Client(), PASSWORD, REMOTE_ADDR="10.0.0.7").status_code == 302

    def test_the_owner_comes_in_on_a_known_device_at_the_attackers_own_address(self, web_world):
        owner = signed_in(Role.SPONSOR)
        owner.post("/keluar/")
        for _ in range(10):
            _try(Client())
        assert _try(Client(), PASSWORD).status_code == 429

        assert _try(owner, PASSWORD).status_code == 302

    def test_a_whole_address_under_attack_leaves_the_known_device_free(self, web_world):
        owner = signed_in(Role.SPONSOR)
        owner.post("/keluar/")
        for number in range(60):
            _try(Client(), sign_in=f"19900101201501{number:04}")
        assert _try(Client(), PASSWORD).status_code == 429

        assert _try(owner, PASSWORD).status_code == 302

    def test_a_known_device_is_no_free_ticket_for_guessing(self, web_world):
        device = signed_in(Role.SPONSOR)
        device.post("/keluar/")

        answers = [_try(device).status_code for _ in range(8)]

        assert 429 in answers

    def test_a_known_device_of_one_person_is_unknown_to_another(self, web_world):
        device = signed_in(Role.SPONSOR)
        device.post("/keluar/")
        for _ in range(6):
            _try(Client(), sign_in="officer")

        assert _try(device, PASSWORD, sign_in="officer").status_code == 429

    def test_a_cookie_that_was_made_up_is_no_device(self, web_world):
        client = Client()
        client.cookies["perangkat"] = "eyJkIjoieCIsIm0iOlsieSJdfQ:1abc:made-up"
        for _ in range(6):
            _try(client)

        assert _try(client, PASSWORD).status_code == 429

    def test_many_addresses_at_once_do_not_shut_the_owner_out(self, web_world):
        for number in range(60):
            _try(Client(), REMOTE_ADDR=f"198.51.100.{number}")

        assert _try(Client(), PASSWORD).status_code == 302

    def test_the_wait_never_grows_beyond_five_minutes(self, web_world):
        at = web_world.at
        for _ in range(20):
            note_failure(sign_in="sponsor", address="203.0.113.9", at=at)

        assert wait(sign_in="sponsor", address="203.0.113.9", at=at) == timedelta(minutes=5)

    def test_nothing_that_was_typed_is_kept(self, web_world):
        _try(Client(), "rahasia-saya", "seseorang")

        kept = b"".join(bytes(row.key) for row in SignInTry.objects.all())
        assert b"seseorang" not in kept

    @pytest.mark.parametrize(
        "sign_in", ["\0", "' OR 1=1 --", "🌂" * 30, "x" * 5000, "%", "admin\r\nSet-Cookie: a=b"]
    )
    def test_strange_words_are_only_wrong(self, web_world, sign_in):
        assert _try(Client(), sign_in=sign_in).status_code == 422

    def test_a_spoofed_forwarding_header_buys_no_new_tries(self, web_world):
        client = Client()

        answers = [
            _try(client, HTTP_X_FORWARDED_FOR=f"10.9.8.{number}").status_code for number in range(8)
        ]

        assert 429 in answers


class TestTelling:
    """The same words and the same time for every cause."""

    @pytest.mark.parametrize("other", ["199001012015011999", "kosong", "tertutup"])
    def test_the_time_tells_nothing(self, web_world, other):
        """The quickest try of each counts; a difference of ours stays, however many there are."""
        person_id = operations.create_person(
            sign_in="kosong", name="Tanpa Sandi", by=SYSTEM, at=web_world.at
        )
        assert person_id
        closed = worlds.person(web_world, "tertutup", "Sudah Pensiun")
        operations.close_person(person_id=closed, reason="pensiun", by=SYSTEM, at=web_world.at)
        known = unknown = float("inf")
        for number in range(MOST_TRIES):
            known = min(known, _seconds("sponsor", number, web_world))
            unknown = min(unknown, _seconds(other, number, web_world))
            alike = max(known, unknown) <= min(known, unknown) * (1 + DIFFERENCE)
            if number >= FEWEST_TRIES and alike:
                return

        pytest.fail(f"{known * 1000:.1f} and {unknown * 1000:.1f} ms")

    def test_no_page_for_the_public_names_a_person(self, web_world):
        page = _try(Client()).content.decode()

        assert "Wulan" not in page


def _seconds(sign_in: str, number: int, world: World) -> float:
    """Return how long one wrong try takes; each from its own address, so that none waits."""
    begun = perf_counter()
    with pytest.raises(NotMatched):
        matched(
            sign_in=sign_in,
            password="salah sama sekali",
            address=f"{sign_in} {number}",
            at=world.at,
        )
    return perf_counter() - begun
