"""`payung run`: one command, a running service; the data stay, and nothing is left running."""

import socket
from urllib.request import urlopen

import pytest

from tests.demo.conftest import SMALL, Demo, Service
from tests.demo.running import Running, free_port, people, processes_of

pytestmark = pytest.mark.slow


def test_from_nothing_to_a_page_and_back_to_nothing(demo: Demo) -> None:
    assert demo.first.status == 200
    assert '<html lang="id"' in demo.first.page
    assert "Memuat contoh" in demo.first.printed
    assert "Traceback" not in demo.first.printed
    assert demo.first.ended == 0
    assert demo.first.left == []


def test_the_second_start_is_quick_keeps_the_data_and_tells_other_passwords(
    demo: Demo, service: Service
) -> None:
    printed = service.up().printed

    assert "Memuat contoh" not in printed
    assert service.seconds < 30, "the aim is 5 on a quiet machine"
    before, after = people(demo.first.printed), people(printed)
    assert [one.sign_in for one in before] == [one.sign_in for one in after] != []
    kept = {one.password for one in before} | {one.secret for one in before}
    assert kept & {one.password for one in after} == set()
    assert kept & {one.secret for one in after} == {None}


def test_two_at_once_share_the_database_and_end_apart_and_leave_nothing(service: Service) -> None:
    first = service.up()
    second = Running(service.home, *SMALL, "--port", free_port())
    try:
        second.ready()
        assert first.interrupted() == 0
        with urlopen(second.address, timeout=10) as page:
            assert page.status == 200
    finally:
        ended = second.interrupted()

    assert ended == 0
    assert processes_of(service.home) == []


def test_a_port_in_use_is_said_in_words(service: Service) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = Running(service.home, "--port", str(taken.getsockname()[1]), "--empty")
        ended = refused.process.wait(timeout=60)

    assert ended == 1
    assert "sudah dipakai" in refused.printed
