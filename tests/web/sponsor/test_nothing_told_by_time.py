"""S13a: neither the page nor the time it takes tells why somebody cannot be registered."""

from datetime import date
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.kernel.people import Actor, Role
from payung.stages.enrolment import operations
from payung.stages.registry.models import CivilServant, Worker
from tests.factories.enrolment import nik, worker
from tests.factories.world import World
from tests.web.bad_input.payloads import undone
from tests.web.signing_in import signed_in
from tests.web.sponsor.signing_up import answer, villages

FEWEST, MOST, AT_A_TURN = 5, 25, 5
TOLERANCE = 0.2
GROWN = date(1990, 8, 17)


@pytest.fixture
def asked(web_world: World) -> dict[str, tuple[str, date]]:
    """A NIK and a day of birth for every reason there is, and for none."""
    villages()
    by = Actor(None, "Payung", Role.SYSTEM, web_world.regency_id, None, "test")
    colleague = CivilServant.objects.exclude(pk=web_world.sponsor_id)[0]
    taken = operations.register(sponsor_id=colleague.pk, worker=worker(88), by=by, at=web_world.at)
    gone = operations.register(sponsor_id=colleague.pk, worker=worker(87), by=by, at=web_world.at)
    operations.cancel(sponsorship_id=gone, reason="wish", by=by, at=web_world.at)
    assert taken
    dead = Worker.objects.order_by("-pk")[0]
    Worker.objects.filter(pk=dead.pk).update(died_on=web_world.today)
    young, old = date(2015, 8, 17), date(1950, 8, 17)
    return {
        "unknown": (nik(90, GROWN), GROWN),
        "known elsewhere": (nik(88), GROWN),
        "dead": (nik(87), GROWN),
        "under age": (nik(89, young), young),
        "over age": (nik(91, old), old),
    }


def at_birth(client: Client, number: str) -> None:
    """Answer up to the page that asks for the day of birth."""
    client.post("/daftar/orang-lain/")
    answer(client, until="nama", nik={"nik": number})
    client.post("/daftar/nama/", {"nama": "Sukini", "benar": "tidak"})


def give_birth_date(client: Client, born: date) -> str:
    typed = {
        "lahir_hari": str(born.day),
        "lahir_bulan": str(born.month),
        "lahir_tahun": str(born.year),
        "kelamin": "L",
    }
    return str(client.post("/daftar/lahir/", typed).headers["Location"])


def test_every_reason_asks_the_database_the_same(asked):
    client = signed_in(Role.SPONSOR)
    seen, led = {}, {}
    for reason, (number, born) in asked.items():
        at_birth(client, number)
        with CaptureQueriesContext(connection) as queries:
            led[reason] = give_birth_date(client, born)
        seen[reason] = [query["sql"].split()[0] for query in queries.captured_queries]

    assert len({tuple(each) for each in seen.values()}) == 1, seen
    assert led.pop("unknown") == "/daftar/pekerjaan/"
    assert set(led.values()) == {"/daftar/belum-bisa/"}


def test_every_reason_takes_the_same_time(asked):
    """
    The reasons take turns of a few answers each, and what counts is how the quickest of a turn
    compares with the quickest for nobody known in the same turn, in the middle of all turns: the
    machine is quicker at one moment than at another, for all of them. Where they still differ,
    more turns are taken: a difference of ours stays, however many.
    """
    client = signed_in(Role.SPONSOR)
    turns: list[dict[str, float]] = []
    for _ in range(MOST):
        turns.append({reason: _quickest(client, *asked[reason]) for reason in asked})
        compared = {
            reason: median(turn[reason] / turn["unknown"] for turn in turns) for reason in asked
        }
        if len(turns) >= FEWEST and all(abs(each - 1) <= TOLERANCE for each in compared.values()):
            return

    pytest.fail(str(compared))


def _quickest(client: Client, number: str, born: date) -> float:
    """Return the seconds of the quickest of a few answers; each is taken back after it came."""
    at_birth(client, number)
    seconds = []
    for _ in range(AT_A_TURN):
        with undone():
            begun = perf_counter()
            give_birth_date(client, born)
            seconds.append(perf_counter() - begun)
    return min(seconds)
