"""The private server: started by the first, shared, stopped by the last, reached by nobody else."""

import os
import shutil
import stat
from pathlib import Path

import psycopg
import pytest

from payung.config.embedded import LONGEST_SOCKET_PATH, OWNER_ROLE, running, server


def answers(described):
    try:
        with psycopg.connect(
            **described.url(role=OWNER_ROLE, database="postgres"), connect_timeout=3
        ) as session:
            return session.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


@pytest.mark.slow
class TestRunning:
    def test_answers_inside_the_block_and_no_longer_after_it(self, home):
        with running(home, safe=False) as described:
            inside = answers(described)

        assert inside
        assert not answers(described)

    def test_the_last_user_stops_it_not_the_first(self, home):
        with running(home, safe=False) as described:
            with running(home, safe=False) as again:
                assert again == described
            assert answers(described)

        assert not answers(described)

    def test_keeps_the_data_for_the_next_start(self, home):
        with running(home, safe=False) as described, _session(described) as session:
            session.execute("CREATE TABLE kept AS SELECT 16800 AS idr")

        with running(home, safe=False) as described, _session(described) as session:
            assert session.execute("SELECT idr FROM kept").fetchone() == (16800,)

    def test_listens_on_no_network_and_lets_no_other_user_in(self, home):
        with running(home, safe=False) as described, _session(described) as session:
            heard = session.execute("SHOW listen_addresses").fetchone()
            mode = stat.S_IMODE(described.sockets.stat().st_mode)

        assert heard == ("",)
        assert mode == 0o700

    def test_a_half_made_folder_is_made_anew(self, home):
        half = server(home)
        half.data.mkdir(parents=True)
        (half.data / "postgresql.conf").write_text("broken off")
        if half.user:
            shutil.chown(half.data, half.user)

        with running(home, safe=False) as described:
            assert answers(described)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts it as somebody else")
def test_root_may_start_it_from_a_folder_that_is_closed_to_others(tmp_path):
    tmp_path.chmod(0o700)
    folder = server(tmp_path).data.parent

    with running(tmp_path, safe=False) as described:
        inside = answers(described)
    shutil.rmtree(folder)

    assert inside


def test_a_long_path_gets_a_short_socket(home):
    assert len(str(server(home / ("long" * 30)).sockets)) <= LONGEST_SOCKET_PATH


def test_describing_starts_nothing(home):
    described = server(home)

    assert not described.data.exists()
    assert Path(described.binaries, "postgres").exists()
    assert (described.user is None) == (os.geteuid() != 0)


def _session(described):
    return psycopg.connect(
        **described.url(role=OWNER_ROLE, database="postgres"), autocommit=True, connect_timeout=3
    )
