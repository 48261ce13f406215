"""A demo turns to a later day as a whole; nothing else ever does."""

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from payung.config.commands import demo_day as command
from payung.foundation.audit.models import Event
from payung.jobs import acting
from payung.kernel import demo_day
from payung.kernel.dates import render_date_long
from payung.kernel.people import Role
from payung.stages.membership.models import Spell
from tests.factories.world import World
from tests.factories.world_fixture import (  # noqa: F401  # pytest finds fixtures by name
    plain_addresses_of_files,
    web_world,
    whole_world,
    world_today,
)
from tests.web.signing_in import come_in, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def folder(web_world: World, settings: object, tmp_path: Path) -> Iterator[Path]:  # noqa: F811
    """The folder of a demo whose people are those of the small world."""
    settings.HOME, before = tmp_path, settings.DEMO_DAY  # type: ignore[attr-defined]
    settings.DEMO_DAY = tmp_path / "demo-day"  # type: ignore[attr-defined]
    (tmp_path / "demo.json").write_text(json.dumps({"officer": str(Role.OFFICER)}))
    demo_day.follow(tmp_path / "demo-day")
    yield tmp_path
    demo_day.follow(before)


def turn(day: date | None) -> int:
    return command.run(Namespace(day=day, lang="id", json=False))


def test_everything_turns_at_once_and_whoever_is_signed_in_stays(
    web_world: World,  # noqa: F811
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    day = web_world.today + timedelta(days=400)
    words = f"Peragaan: hari ini dianggap {render_date_long(day)}."
    officer, stranger = signed_in(Role.OFFICER), Client()
    assert "Peragaan" not in stranger.get("/").content.decode()
    real = acting.now()

    assert turn(day) == 0

    assert render_date_long(day) in capsys.readouterr().out
    assert acting.today() == day
    assert acting.instant(int(real.timestamp())).date() - real.date() == timedelta(days=400)
    for page in (officer.get("/kantor/"), stranger.get("/"), come_in("treasurer").get("/gaji/")):
        assert page.status_code == 200
        assert words in page.content.decode()
    assert not Spell.objects.filter(ends_on=None).exists(), "nobody paid for a year"
    assert {spell.ends_on.day for spell in Spell.objects.all() if spell.ends_on} == {1}
    kept = Event.objects.count()
    assert turn(day) == 0
    told = Event.objects.order_by("-pk")[: Event.objects.count() - kept]
    assert all(event.row_count in (None, 0) for event in told), "nothing happens twice"


def test_no_day_lies_before_what_is_on_record_or_where_no_page_knows_its_way(
    web_world: World,  # noqa: F811
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    newest = Event.objects.latest("at").at
    for day, words in (
        (newest.date() - timedelta(days=2), "Hari tidak mundur"),
        (web_world.today.replace(year=web_world.today.year + 60), "Paling jauh"),
    ):
        assert turn(day) == 1
        assert words in capsys.readouterr().err
    assert turn(None) == 0
    assert render_date_long(web_world.today) in capsys.readouterr().out
    assert not (folder / "demo-day").exists()


def test_a_database_that_is_no_demo_keeps_the_real_day(
    web_world: World,  # noqa: F811
    folder: Path,
    settings: object,
    capsys: pytest.CaptureFixture[str],
) -> None:
    day = web_world.today + timedelta(days=400)
    marked = folder / "demo.json"
    for mark in ('{"officer": "orang-lain"}', "{}"):
        marked.write_text(mark)
        assert turn(day) == 1
    marked.unlink()
    assert turn(day) == 1
    marked.write_text('{"officer": "officer"}')
    settings.DEMO_DAY = None  # type: ignore[attr-defined]  # as it is with DATABASE_URL
    assert turn(day) == 1

    assert capsys.readouterr().err.count("tidak ada contoh") == 4
    assert acting.today() == web_world.today
    assert demo_day.ahead() == timedelta()
