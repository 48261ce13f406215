"""Half a demo is wiped at the next start, and nothing but half a demo ever is."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from payung.config.embedded import Server
from payung.jobs.demo import unfinished


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.HOME = tmp_path  # type: ignore[attr-defined]  # pytest-django's own type
    return tmp_path


def test_a_demo_is_cut_off_from_its_beginning_until_it_is_whole(
    own_database: Server, folder: Path
) -> None:
    assert not unfinished.was_cut_off()
    unfinished.begun()
    assert unfinished.was_cut_off()
    unfinished.done()
    assert not unfinished.was_cut_off()


def test_the_mark_means_no_later_database_of_the_same_name(
    own_database: Server, folder: Path, renew: Callable[[], None]
) -> None:
    unfinished.begun()
    renew()

    assert not unfinished.was_cut_off()


def test_whoever_starts_meanwhile_is_told_and_waits(folder: Path) -> None:
    waits, goes_on = Event(), Event()

    def start() -> None:
        with unfinished.one_at_a_time(waits.set):
            goes_on.set()

    other = Thread(target=start)
    with unfinished.one_at_a_time(lambda: pytest.fail("nobody else is here")):
        other.start()
        assert waits.wait(timeout=10)
        assert not goes_on.is_set()
    other.join(timeout=10)

    assert goes_on.is_set()
