"""Keys are made once, kept for their owner alone, and never guessed for somebody's own database."""

import json
import stat

import pytest

from payung.config import secrets
from payung.config.secrets import KeysMissing, load, make

OWN_DATABASE = {"DATABASE_URL": "postgresql://payung_app@db/payung"}


def test_makes_its_keys_at_the_first_start_and_keeps_them(tmp_path):
    first = load(tmp_path, {})

    assert load(tmp_path, {}) == first
    assert (tmp_path / "keys.json").exists()


def test_every_installation_has_other_keys(tmp_path):
    one, two = load(tmp_path / "one", {}), load(tmp_path / "two", {})

    assert one.seal_keys != two.seal_keys
    assert len({one.index_key, two.index_key, one.header_key, two.header_key}) == 4
    assert one.django != two.django


def test_the_keys_are_long_enough(tmp_path):
    keys = load(tmp_path, {})

    assert {len(key) for key in (*keys.seal_keys.values(), keys.index_key, keys.header_key)} == {32}
    assert len(keys.django) >= 50


def test_nobody_else_on_the_machine_can_read_the_file(tmp_path):
    make(tmp_path / "keys.json")

    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_never_writes_over_existing_keys(tmp_path):
    make(tmp_path / "keys.json")
    before = (tmp_path / "keys.json").read_bytes()

    with pytest.raises(FileExistsError):
        make(tmp_path / "keys.json")

    assert (tmp_path / "keys.json").read_bytes() == before


def test_refuses_a_database_of_ones_own_without_named_keys(tmp_path):
    with pytest.raises(KeysMissing, match="PAYUNG_KEYS"):
        load(tmp_path, OWN_DATABASE)

    assert list(tmp_path.iterdir()) == []


def test_takes_the_named_keys_for_a_database_of_ones_own(tmp_path):
    make(tmp_path / "safe" / "keys.json")

    keys = load(tmp_path, OWN_DATABASE | {"PAYUNG_KEYS": str(tmp_path / "safe" / "keys.json")})

    assert list(keys.seal_keys) == [1]


def test_a_mistyped_name_of_the_key_file_does_not_make_new_keys(tmp_path):
    """With new keys every sealed number would be lost to sight, and new ones sealed otherwise."""
    mistyped = tmp_path / "kyes.json"

    with pytest.raises(KeysMissing):
        load(tmp_path, OWN_DATABASE | {"PAYUNG_KEYS": str(mistyped)})

    assert not mistyped.exists()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"django": "x"}', "\x00"])
def test_a_damaged_key_file_is_refused_by_name(tmp_path, content):
    (tmp_path / "keys.json").write_text(content)

    with pytest.raises(KeysMissing):
        load(tmp_path, {"PAYUNG_KEYS": str(tmp_path / "keys.json")})


def test_a_second_key_seals_and_the_first_still_opens(tmp_path):
    make(tmp_path / "keys.json")
    kept = json.loads((tmp_path / "keys.json").read_text())
    kept["seal"]["2"] = secrets._key()
    (tmp_path / "keys.json").write_text(json.dumps(kept))

    assert sorted(load(tmp_path, {}).seal_keys) == [1, 2]
