"""`payung run`: one command, a running service; the data stay, and nothing is left running."""

import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
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


def test_what_is_copied_from_a_page_leads_to_where_it_serves(service: Service) -> None:
    running = service.up()
    with urlopen(f"{running.address}angka/sematkan/", timeout=10) as page:
        shown = page.read().decode()

    assert f"{running.address}angka/sematkan/bagan/" in shown
    assert "127.0.0.1:8000" not in shown


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


@pytest.fixture
def empty_folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="payung-demo-") as folder:
        Path(folder).chmod(0o755)  # the database's own user must get in
        yield Path(folder)


def test_a_demo_that_was_stopped_on_the_way_is_wiped_at_the_next_start(empty_folder: Path) -> None:
    def start(*words: str) -> Running:
        return Running(empty_folder, *words, "--port", free_port())

    stopped = start(*SMALL)
    stopped.until("Kendal: ")
    assert stopped.interrupted() == 0
    again = start("--empty")
    again.ready()
    assert again.interrupted() == 0

    assert "belum selesai dimuat" in again.printed
    assert "Belum ada yang bisa masuk" in again.printed
