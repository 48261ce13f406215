"""D13: the ranking on paper holds the rows of the open page, and how to read them."""

import os
from pathlib import Path

import pytest

from payung.foundation.documents.queries import facts_of
from payung.foundation.documents.typesetting import paper_pdf
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.papers import NothingToPrint, NotYours, ranking_paper
from payung.reports.homes.places import place_of
from payung.reports.published.ranking import newest_ranking
from payung.reports.published.ranking_table import ranking_table
from tests.factories.papers import texts
from tests.factories.published import LONG, figures
from tests.factories.world import SYSTEM, World, actor
from tests.factories.world_fixture import empty_world  # noqa: F401  # pytest finds it by name

pytestmark = pytest.mark.django_db
KILOBYTE = 1024


def _printed(document_id: int, by: Actor, name: str) -> tuple[str, int]:
    content = paper_pdf(facts_of(viewer=by.viewer, document_id=document_id))
    if folder := os.environ.get("PAYUNG_PICTURES_TO"):
        Path(folder, f"{name}.pdf").write_bytes(content)
    return " ".join(" ".join(texts(content)).split()), len(content)


def test_holds_the_rows_of_the_page_its_rules_and_the_digest_of_the_open_file(
    empty_world: World,  # noqa: F811
) -> None:
    world, by = empty_world, actor(empty_world, Role.KORPRI)
    last = Month.of(today_in_wib(world.at)).previous
    with pytest.raises(NothingToPrint):
        ranking_paper(month=last, by=by, at=world.at)
    figures(regency_id=world.regency_id, offices=40, months=3, seed=2, by=SYSTEM, at=world.at)

    made = ranking_paper(month=last, by=by, at=world.at)
    said, size = _printed(made, by, "d13-40")
    found = newest_ranking(viewer=by.viewer, on=today_in_wib(world.at))
    place = place_of(viewer=by.viewer)
    assert found is not None
    assert place is not None
    for row in found.rows:
        assert row.office.name in said
        if row.office.score:
            assert f"{row.office.score.part} dari {row.office.score.whole}" in said
    assert f"PRK-33.24-{last}" in said
    assert "Kantor di bawah 10 ASN tidak diperingkat" in said
    assert "Belum lapor" in said
    assert LONG.split(",")[0] in said
    assert ranking_table(place, found).digest in said.replace(" ", "")
    assert size < 150 * KILOBYTE
    assert ranking_paper(month=last, by=by, at=world.at) == made, "the same figures, one paper"
    with pytest.raises(NothingToPrint):
        ranking_paper(month=last - 13, by=by, at=world.at)
    with pytest.raises(NotYours):
        ranking_paper(month=last, by=actor(world, Role.OFFICER), at=world.at)


def test_four_hundred_offices_fit_their_pages(empty_world: World) -> None:  # noqa: F811
    world, by = empty_world, actor(empty_world, Role.SECRETARIAT)
    figures(regency_id=world.regency_id, offices=400, months=1, by=SYSTEM, at=world.at)
    last = Month.of(today_in_wib(world.at)).previous

    said, size = _printed(ranking_paper(month=last, by=by, at=world.at), by, "d13-400")

    assert "Kantor Uji Nomor 398" in said
    assert size < 150 * KILOBYTE, "the tags for screen readers are packed together"
