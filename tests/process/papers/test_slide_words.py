"""The slides of a meeting in a wide typeface: every word has its room, no number is struck."""

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from payung.foundation.documents.forms import made_as
from payung.foundation.documents.queries import facts_of
from payung.foundation.documents.slide_chart import GROUPED, PLOT, most_of, places_of
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.kernel.quantities import grouped
from payung.process.papers.monev_pack import SLIDES, print_pack
from payung.reports.packs.agenda import Agenda, Item
from payung.stages.monitoring.operations import set_target
from tests.factories.published import LONG, figures
from tests.factories.world import SYSTEM, World, actor
from tests.factories.world_fixture import empty_world  # noqa: F401  # pytest finds it by name
from tests.process.papers.slide_letters import unfitting
from tests.process.papers.slide_shapes import faults_of

pytestmark = pytest.mark.django_db
HUNDRED = (
    "Badan Perencanaan Pembangunan, Penelitian, Pengembangan, Pendapatan, dan Aset Daerah Kabupaten"
)
KILOBYTE = 1024


def _agenda(on: date) -> Agenda:
    return Agenda(
        title="Rapat monitoring dan evaluasi 22 November 2026",
        held_on=on,
        time="09.00 WIB",
        place=f"Ruang rapat {LONG}",
        points=tuple(f"Membahas pekerja dan uang {LONG}, tahap {n}" for n in range(1, 9)),
        wanted=(Item(words="Melunasi Rp1.234.567.890 kepada BPJS sebelum akhir bulan. " * 8),),
        open=tuple(
            Item(words=f"Menyelesaikan urusan {LONG} dan {HUNDRED}", owner=LONG, due_on=on)
            for _ in range(7)
        ),
    )


def _deck(world: World, name: str, **asked: Any) -> Any:
    by = actor(world, Role.SECRETARIAT)
    last = Month.of(today_in_wib(world.at)).previous
    forms = print_pack(
        regency_id=world.regency_id, month=last, as_of=world.at, by=by, at=world.at, **asked
    )
    (made,) = {form.document_id for form in forms if form.kind == SLIDES}
    content = made_as(facts_of(viewer=by.viewer, document_id=made), "pptx").content
    if folder := os.environ.get("PAYUNG_PICTURES_TO"):
        Path(folder, f"{name}.pptx").write_bytes(content)
    assert len(content) < 150 * KILOBYTE
    return Presentation(BytesIO(content))


def _faults(deck: Any) -> Iterator[str]:
    for number, slide in enumerate(deck.slides, start=1):
        yield from (f"{number}: {one}" for one in (*faults_of(slide, deck), *unfitting(slide)))


def _aim(world: World, percent: int) -> None:
    on = today_in_wib(world.at)
    for code in ("N3", "N5"):
        set_target(
            regency_id=world.regency_id,
            year=on.year,
            size="",
            code=code,
            percent=Decimal(percent),
            due_on=date(on.year, 12, 31),
            reason="SE Bupati",
            by=actor(world, Role.SECRETARIAT),
            at=world.at,
        )


@pytest.mark.parametrize(
    ("name", "times", "held_idr"),
    [("pas", 1, 0), ("ratusan-ribu", 100, 98_765_432), ("jutaan", 1000, 987_654_321)],
)
def test_every_word_of_forty_offices_has_its_room(
    empty_world: World,  # noqa: F811
    name: str,
    times: int,
    held_idr: int,
) -> None:
    figures(
        regency_id=empty_world.regency_id,
        offices=40,
        months=12,
        seed=2,
        times=times,
        held_idr=held_idr,
        named=HUNDRED,
        by=SYSTEM,
        at=empty_world.at,
    )
    _aim(empty_world, 33)
    agenda = {"agenda": _agenda(today_in_wib(empty_world.at))} if times != 100 else {}

    deck = _deck(empty_world, f"kata-{name}", **agenda)

    assert list(_faults(deck)) == []


def _chart(values: list[int | None], aim: int | None) -> dict[str, Any]:
    points = [{"value": v, "shown": "" if v is None else grouped(v)} for v in values]
    return {"points": points, "aim": aim}


@pytest.mark.parametrize("aim", [None, *range(0, 2_200, 25)])
def test_no_number_of_the_chart_is_crossed_by_the_target(aim: int | None) -> None:
    values = [1_693, 1_724, 1_715, None, 1_759, 40, 1_808, 1_814, 900, 1_848, 1_863, 1_415]
    chart, box = _chart(values, aim), (0.8, 1.75, 11.7, 3.45)

    places = places_of(chart, box, 13)

    stands = [place for place in places if place is not None]
    height = box[3] * PLOT[3] * (aim or 0) / most_of(chart)
    assert len(stands) >= 7, "most numbers stand"
    assert places[3] is None
    for place in stands if aim else ():
        assert not place.low < height < place.high
    for one, other in pairwise(stands):
        assert not one.meets(other)


def test_thousands_are_parted_by_points_in_every_language(empty_world: World) -> None:  # noqa: F811
    figures(
        regency_id=empty_world.regency_id, offices=3, months=3, late=0, by=SYSTEM, at=empty_world.at
    )

    deck = _deck(empty_world, "kata-tiga-bulan")

    (chart,) = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    formats = chart._chartSpace.xpath(".//c:numFmt/@formatCode | .//c:formatCode/text()")
    assert {one for one in formats if one != "General"} == {GROUPED}
    assert "," not in GROUPED


def test_a_first_month_without_a_target_has_its_room(empty_world: World) -> None:  # noqa: F811
    figures(
        regency_id=empty_world.regency_id, offices=3, months=1, late=0, by=SYSTEM, at=empty_world.at
    )

    deck = _deck(empty_world, "kata-bulan-pertama")

    assert list(_faults(deck)) == []
