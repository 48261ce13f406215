"""D22: the year for everybody, in whole rupiah, with small counts hidden."""

import os
from pathlib import Path

import pytest

from payung.foundation.documents.queries import facts_of
from payung.foundation.documents.typesetting import paper_pdf
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.kernel.rupiah import render_rupiah
from payung.process.papers import NothingToPrint, NotYours
from payung.process.papers.yearly_report import yearly_report
from payung.reports.packs.papers import yearly_paper, yearly_papers
from payung.reports.packs.yearly import cost_of_shown, year_report
from payung.stages.monitoring.operations import take
from payung.web.requests import public
from tests.factories.papers import texts
from tests.factories.published import figures
from tests.factories.world import SYSTEM, World, actor
from tests.factories.world_fixture import empty_world  # noqa: F401  # pytest finds it by name

pytestmark = pytest.mark.django_db


def test_a_year_of_a_regency_and_what_a_month_of_cover_cost(empty_world: World) -> None:  # noqa: F811
    world, by = empty_world, actor(empty_world, Role.SECRETARIAT)
    year = today_in_wib(world.at).year - 1
    last = Month.of(today_in_wib(world.at)).previous
    asked = {"as_of": world.at, "by": by, "at": world.at}
    with pytest.raises(NothingToPrint):
        yearly_report(year=year, **asked)
    months = last - Month(year, 1) + 1
    take(by=SYSTEM, at=world.at)
    figures(regency_id=world.regency_id, offices=12, months=months, seed=4, by=SYSTEM, at=world.at)
    with pytest.raises(NothingToPrint):
        yearly_report(year=year + 1, **asked)
    with pytest.raises(NotYours):
        yearly_report(year=year, **{**asked, "by": actor(world, Role.LEADER)})
    assert yearly_papers(viewer=public(world.regency_id), regency_id=world.regency_id) == {}

    forms = yearly_report(year=year, **asked)
    assert yearly_report(year=year, **asked) == forms
    found = year_report(regency_id=world.regency_id, year=year, as_of=world.at, viewer=by.viewer)
    assert found is not None
    cost = found.cost
    assert cost.covered_months == sum(one.covered or 0 for one in found.months)
    assert cost.per_month_idr is not None
    assert cost.per_month_idr * cost.covered_months + cost.rest_idr == cost.received_idr
    opened = yearly_paper(viewer=public(world.regency_id), regency_id=world.regency_id, year=year)
    assert opened is not None
    assert opened.paper.document_id == forms[0].document_id
    content = paper_pdf(opened)
    if folder := os.environ.get("PAYUNG_PICTURES_TO"):
        Path(folder, "d22.pdf").write_bytes(content)
    said = " ".join(" ".join(texts(content)).split())
    assert len(content) < 150 * 1024
    assert f"TAHUN-33.24-{year}" in said
    assert f"Desember {year}" in said
    for amount in (cost.received_idr, cost.per_month_idr, cost.rest_idr):
        assert render_rupiah(amount) in said
    assert facts_of(viewer=by.viewer, document_id=forms[0].document_id).facts["finding"] in said


def test_a_hidden_month_cannot_be_worked_out_of_the_years_cost(empty_world: World) -> None:  # noqa: F811
    """What is added up is what is shown, so that nothing is left when it is taken off again."""
    world, by = empty_world, actor(empty_world, Role.SECRETARIAT)
    year = today_in_wib(world.at).year - 1
    take(by=SYSTEM, at=world.at)
    months = Month.of(today_in_wib(world.at)).previous - Month(year, 1) + 1
    figures(regency_id=world.regency_id, offices=1, months=months, by=SYSTEM, at=world.at)
    found = year_report(regency_id=world.regency_id, year=year, as_of=world.at, viewer=by.viewer)
    assert found is not None
    assert found.has_hidden
    assert found.shown == []
    assert cost_of_shown(found.months).received_idr == 0
    forms = yearly_report(year=year, as_of=world.at, by=by, at=world.at)
    content = paper_pdf(facts_of(viewer=by.viewer, document_id=forms[0].document_id))
    if folder := os.environ.get("PAYUNG_PICTURES_TO"):
        Path(folder, "d22-hidden.pdf").write_bytes(content)
    said = " ".join(texts(content))
    assert "* Angka kecil kami sembunyikan" in " ".join(said.split())
    assert "Belum ada angka" in said
