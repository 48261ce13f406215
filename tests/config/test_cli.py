"""Whatever goes wrong before a command runs is said in one sentence, with the right status."""

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from payung.config import cli
from payung.config.cli import MODULES, migrations_digest
from payung.jobs import arguments
from tests.promises.house import ROOT


def payung(*words, home, **settings):
    """Run the command as a person does, without any setting of the tests."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PAYUNG_")}
    env.pop("DATABASE_URL", None)
    env |= {"PAYUNG_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), **settings}
    return subprocess.run(
        [sys.executable, "-m", "payung.config.cli", *words],
        env=env, cwd=home, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def said(done):
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


def test_every_command_that_can_be_typed_has_a_module():
    commands = arguments._parser()._subparsers._group_actions[0].choices

    assert set(commands) == set(MODULES)
    assert [name for name in MODULES.values() if find_spec(name) is None] == []


def test_wrong_use_ends_with_two_before_anything_is_started(home):
    done = payung("terbang", home=home)

    assert done.returncode == 2
    assert "bukan pilihan" in said(done)
    assert list(home.iterdir()) == []


@pytest.mark.slow
def test_a_question_about_the_law_needs_no_database(home):
    done = payung("rules", "contribution", "--month", "2027-01", "--json", home=home)

    assert done.returncode == 0
    assert '"total_idr": 16800' in done.stdout
    assert not (home / "postgres" / "data").exists()


@pytest.mark.slow
def test_refuses_a_database_of_ones_own_without_keys(home):
    done = payung("verify", home=home, DATABASE_URL="postgresql:///payung")

    assert done.returncode == 1
    assert "PAYUNG_KEYS" in said(done)
    assert not (home / "keys.json").exists()


def test_makes_the_keys_that_the_settings_will_name(home):
    keys = home / "kunci.json"

    done = payung("keys", str(keys), home=home, PAYUNG_KEYS=str(keys))
    again = payung("keys", str(keys), home=home, PAYUNG_KEYS=str(keys))

    assert done.returncode == 0
    assert keys.stat().st_mode & 0o777 == 0o600
    assert again.returncode == 1
    assert "tidak ditimpa" in said(again)


@pytest.mark.slow
def test_a_database_that_does_not_answer_is_said_in_words(home):
    payung("keys", "keys.json", home=home)

    done = payung(
        "verify", home=home, PAYUNG_KEYS=str(home / "keys.json"),
        DATABASE_URL=f"postgresql://payung_app@/payung?host={home}",
    )  # fmt: skip

    assert done.returncode == 1
    assert said(done).startswith("Basis data tidak bisa dihubungi")


@pytest.mark.slow
@pytest.mark.parametrize("url", ["bukan alamat", "postgresql://[", "mysql://x/y", ""])
def test_an_address_that_is_none_is_said_in_words(url, home):
    payung("keys", "keys.json", home=home)

    done = payung("verify", home=home, PAYUNG_KEYS=str(home / "keys.json"), DATABASE_URL=url)

    assert done.returncode == 1
    assert said(done)


def test_the_digest_follows_what_shapes_the_database():
    digest = migrations_digest()

    assert len(digest) == 64
    assert digest == migrations_digest()


def test_a_rehearsal_forgets_the_database_of_the_installation(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///the-real-one")
    monkeypatch.setenv("PAYUNG_OWNER_URL", "postgresql:///the-real-one")
    monkeypatch.setenv("PAYUNG_HOME", "var")

    with cli.apart():
        home = os.environ["PAYUNG_HOME"]
        assert os.path.isdir(home)
        assert "DATABASE_URL" not in os.environ
        assert "PAYUNG_OWNER_URL" not in os.environ

    assert not os.path.exists(home)
