"""The door on payday: so many at once, a few in the queue, and an honest page for the rest."""

from threading import Event, Thread

import pytest
from django.conf import settings as in_force
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client

from payung.config import web_server
from payung.web.admission import Door, admit


def test_whoever_comes_beyond_the_queue_is_told_at_once():
    door = Door(at_once=1, waiting=0)

    assert door.enter()
    assert not door.enter()
    door.leave()
    assert door.enter()


def test_one_who_waits_is_served_when_the_other_leaves():
    door, began, got = Door(at_once=1, waiting=1), Event(), []
    door.enter()

    def second() -> None:
        began.set()
        got.append(door.enter())

    waiting = Thread(target=second)
    waiting.start()
    began.wait()
    door.leave()
    waiting.join(timeout=5)

    assert got == [True]


def test_a_page_that_breaks_gives_its_turn_back(settings):
    settings.SERVED_AT_ONCE, settings.MAY_WAIT = 1, 0
    answers = iter([ValueError, None])

    def answer(request: HttpRequest) -> HttpResponse:
        problem = next(answers)
        if problem:
            raise problem
        return HttpResponse("ok")

    handle = admit(answer)
    with pytest.raises(ValueError):
        handle(HttpRequest())

    assert handle(HttpRequest()).status_code == 200


def test_the_waiting_page_says_when_to_come_again_and_asks_the_database_nothing(
    settings, django_assert_num_queries, db
):
    settings.SERVED_AT_ONCE, settings.MAY_WAIT = 0, 0

    with django_assert_num_queries(0):
        page = Client().get("/saya/")

    assert page.status_code == 503
    assert int(page["Retry-After"]) > 0
    assert "Kartu" in page.content.decode()


@pytest.mark.django_db
def test_the_server_lets_more_in_than_may_work_or_wait_and_all_find_a_connection():
    """Otherwise the crowd stands outside the door, and nobody is told to come again."""
    command = web_server.command(8000)
    threads = int(command[command.index("--blocking-threads") + 1])
    workers = int(command[command.index("--workers") + 1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('max_connections')::int")
        (connections,) = cursor.fetchone()

    assert threads > in_force.SERVED_AT_ONCE + in_force.MAY_WAIT
    assert workers * threads < connections
