"""The web server gets ready early, and waits for a word that may never come."""

import pytest

from payung.config import web_server


@pytest.mark.slow
def test_ends_by_itself_when_whoever_would_give_the_word_is_gone() -> None:
    server = web_server.begin(8000)
    assert server.stdin is not None

    server.stdin.close()

    assert server.wait(timeout=60) == 0


@pytest.mark.slow
def test_a_word_to_one_that_has_died_is_no_error() -> None:
    server = web_server.begin(8000)
    server.kill()
    server.wait(timeout=60)

    web_server.give_the_word(server)

    assert server.returncode != 0
