"""Figures of others keep their names and sources; targets replace each other."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from payung.kernel.dates import render_date
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.kernel.wording import say
from payung.stages.monitoring import queries
from payung.stages.monitoring.files import PAST, read_history
from payung.stages.monitoring.models import Taking
from payung.stages.monitoring.operations import load_history, set_target, state_figure, take
from payung.stages.monitoring.problems import StatedRefused, TargetRefused
from payung.stages.monitoring.queries.behind import base, newest_settled
from payung.stages.monitoring.sums import needed, target_for
from payung.stages.registry.models import Area
from tests.factories.world import World, actor

SYSTEM = Actor.system("test")
EVERYBODY = Viewer.system()


@pytest.fixture
def places(db: None) -> None:
    for code, name in (("33.24", "Kabupaten Kendal"), ("33.74", "Kota Semarang")):
        Area.objects.get_or_create(code=code, defaults={"name": name, "folded": name.lower()})


@pytest.fixture
def secretariat(world: World, places: None) -> Actor:
    return actor(world, Role.SECRETARIAT)


def stated(by: Actor, at: object, **given: object) -> int:
    usual = {
        "code": "N5", "place": "33.74", "month": Month(2025, 11), "on": date(2025, 11, 30),
        "part": 313, "whole": 8_031, "source": "iNews", "address": "", "printed": "",
        "replaces_id": None,
    }  # fmt: skip
    return state_figure(**{**usual, **given}, by=by, at=at)


def test_kendals_summer_has_its_figures_under_their_right_names(world, places):
    entries = read_history((PAST / "33.24.yaml").read_bytes())

    assert load_history(entries=entries, place="33.24", by=SYSTEM, at=world.at) == (8, 0)
    assert load_history(entries=entries, place="33.24", by=SYSTEM, at=world.at) == (0, 8)

    told = [
        (str(one.month), say(one.figure.name, "id"), one.part, one.whole, one.percent)
        for one in queries.history_of(viewer=EVERYBODY, place="33.24")
    ]
    assert told == [
        ("2025-06", "ASN", 10_292, None, None),
        ("2025-06", "Pekerja per 100 ASN", 728, 10_292, Decimal("7.07")),
        ("2025-06", "Pekerja informal", 338_681, None, None),
        ("2025-08", "ASN", 10_345, None, None),
        ("2025-08", "Partisipasi di kantor yang ikut", 573, 1_834, Decimal("31.24")),
        ("2025-08", "Pekerja per 100 ASN", 974, 10_345, Decimal("9.42")),
        ("2025-08", "Kantor yang ikut", 22, 38, Decimal("57.89")),
        ("2025-09", "Terdaftar, belum mulai dibayar", 282, None, None),
    ]
    for one in queries.history_of(viewer=EVERYBODY, place="33.24"):
        assert one.figure.source_words == f"{one.source}, {render_date(one.on)}"
    n10 = queries.coverage_of(
        viewer=Viewer(Role.LEADER, 1, world.regency_id, None), month=world.month - 2
    )
    assert n10 is not None
    assert n10.whole == 338_681


def test_a_regency_that_is_not_here_stands_beside_with_its_source(world, secretariat):
    leader = Viewer(Role.LEADER, 1, world.regency_id, None)
    stated(secretariat, world.at)
    stated(secretariat, world.at, code="N4.share", whole=458)

    rows = queries.regencies_of(viewer=leader, month=world.month - 2, province="33")

    [city] = [row for row in rows if not row.is_here]
    assert (city.name, city.figure("N3")) == ("Kota Semarang", None)
    assert city.figure("N5").source_words.startswith("iNews, 30")
    assert city.figure("N4.share").percent == Decimal("68.34")
    assert city.place_by_workers is not None


def test_a_wrong_figure_is_replaced_once_and_the_day_before_stays(world, secretariat):
    wrong = stated(secretariat, world.at, part=924, whole=10_345)
    right = stated(secretariat, world.at, part=974, whole=10_345, replaces_id=wrong)

    assert [one.id for one in queries.stated_of(viewer=EVERYBODY, place="33.74")] == [right]
    before = queries.stated_of(viewer=EVERYBODY, place="33.74", as_of=date(2026, 1, 1))
    assert before == []
    with pytest.raises(StatedRefused, match="replaced"):
        stated(secretariat, world.at, replaces_id=wrong)
    with pytest.raises(StatedRefused, match="another"):
        stated(secretariat, world.at, code="N1", whole=None, replaces_id=right)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"code": "N99"}, "unknown_code"),
        ({"place": "33"}, "unknown_place"),
        ({"place": "99.99"}, "unknown_place"),
        ({"whole": None}, "no_whole"),
        ({"code": "N1"}, "no_whole_here"),
        ({"whole": 0}, "counts"),
        ({"part": -1}, "counts"),
        ({"code": "N3", "part": 2, "whole": 1}, "above_whole"),
        ({"source": " "}, "no_source"),
        ({"on": date(2030, 1, 1)}, "not_yet"),
        ({"address": "http://berita.example"}, "address"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"address": "https://"}, "address"),
        ({"address": "https://berita.example@penipu.example/"}, "address"),
        ({"address": "https://berita.example/a b"}, "address"),
        ({"address": "https://[berita"}, "address"),
        ({"address": "https://berita.example/" + "x" * 300}, "address"),
    ],
)
def test_refuses_a_figure_that_nobody_could_check(world, secretariat, given, code):
    with pytest.raises(StatedRefused) as refused:
        stated(secretariat, world.at, **given)

    assert refused.value.code == f"figures.stated.{code}"
    assert refused.value.message("id") != refused.value.message("en")


def test_only_the_secretariat_writes_down_figures_and_sets_targets(world, places):
    leader = actor(world, Role.LEADER)

    with pytest.raises(StatedRefused):
        stated(leader, world.at)
    with pytest.raises(TargetRefused):
        target(leader, world)


def target(by: Actor, world: World, **given: object) -> int:
    usual = {
        "regency_id": world.regency_id, "year": 2026, "size": "", "code": "N3",
        "percent": Decimal("20"), "due_on": date(2026, 9, 30), "reason": "SE Bupati",
    }  # fmt: skip
    return set_target(**{**usual, **given}, by=by, at=world.at)


def test_a_later_target_replaces_and_a_class_may_have_its_own(world, secretariat):
    target(secretariat, world)
    target(secretariat, world, percent=Decimal("25.5"))
    target(secretariat, world, size="xl", percent=Decimal("10"))

    found = queries.targets_of(viewer=secretariat.viewer, year=2026)

    assert [(one.size, one.percent) for one in found] == [("", Decimal("25.50")), ("xl", 10)]
    assert target_for(found, code="N3", size="m").percent == Decimal("25.50")
    assert target_for(found, code="N3", size="xl").percent == 10
    assert target_for(found, code="N5") is None
    totals = queries.totals_of(viewer=secretariat.viewer, month=world.month - 2)
    assert needed(totals.participation, Decimal(100)) == totals.asn - totals.joined


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"size": "huge"}, "unknown"),
        ({"code": "N4"}, "unknown"),
        ({"percent": Decimal(0)}, "percent"),
        ({"percent": Decimal("100.01")}, "percent"),
        ({"percent": Decimal("1.005")}, "percent"),
        ({"percent": Decimal("NaN")}, "percent"),
        ({"percent": Decimal("Infinity")}, "percent"),
        ({"due_on": date(2027, 1, 1)}, "day"),
        ({"reason": ""}, "no_reason"),
        ({"regency_id": 2}, "not_yours"),
    ],
)
def test_refuses_a_target_that_means_nothing(world, secretariat, given, code):
    with pytest.raises(TargetRefused) as refused:
        target(secretariat, world, **given)

    assert refused.value.code == f"figures.target.{code}"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"figures: []",
        b"figures: [1]",
        b"- a",
        b"figures: [{code: N1}]",
        b"\xff\xfe",
        b"figures: &a [*a]",
        b"figures: [{code: N1, month: 2025-06, day: 2025-06-10, part: 1.5, source: x}]",
        b"figures: [{code: N1, month: 2025-06, day: 2025-06-10, part: true, source: x}]",
        b"figures: [{code: N1, month: 2025-13, day: 2025-06-10, part: 1, source: x}]",
        b"figures: [{code: N1, month: 2025-06, day: soon, part: 1, source: x}]",
        b"figures: [{code: N1, month: 2025-06, day: 2025-06-10, part: 1, source: x, who: y}]",
        b'figures: [{code: N1, month: 2025-06, day: 2025-06-10, part: 1, source: "a\\0"}]',
        b"[" * 1_200,
        b"x" * 1_000_001,
    ],
)
def test_a_file_that_is_no_history_is_refused_in_words(content):
    with pytest.raises(StatedRefused) as refused:
        read_history(content)

    assert refused.value.message()


def test_of_a_file_with_one_wrong_figure_nothing_is_kept(world, places, tmp_path: Path):
    good = "{code: N1, month: 2025-06, day: 2025-06-10, part: 1, source: x}"
    entries = read_history(f"figures: [{good}, {good.replace('N1', 'N3')}]".encode())

    with pytest.raises(StatedRefused, match="2"):
        load_history(entries=entries, place="33.24", by=SYSTEM, at=world.at)

    assert queries.history_of(viewer=EVERYBODY, place="33.24") == []


def test_a_run_with_others_under_way_is_no_base_until_a_run_that_began_after_them(world):
    """Somebody who began before it may still write a row with a lower id than it read."""
    newest = Taking.objects.order_by("-id")[0]
    assert base() == newest.marks
    later = {name: mark + 5 for name, mark in newest.marks.items()}
    run = Taking.objects.create(
        taken_at=world.at, marks=later, under_way=["3/17", "4/2"], settled=newest, pairs=0, rows=0
    )

    assert base() == newest.marks
    assert newest_settled(["4/2", "9/1"]) == newest
    assert newest_settled(["9/1"]) == run
    assert take(by=SYSTEM, at=world.at).rows == 0
