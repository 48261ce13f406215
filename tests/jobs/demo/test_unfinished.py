"""Half a demo is wiped at the next start, and nothing but half a demo ever is."""

from collections.abc import Callable
from pathlib import Path

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
