"""The edges that issue and meetings know: tiny, merged, late, many, long names, nothing at all."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from payung.foundation.audit import scope
from payung.foundation.audit.tables import Table
from payung.foundation.audit.walls import NoWall
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.monitoring import queries
from payung.stages.monitoring.models import Cell, OfficeMonth, Taking
from payung.stages.monitoring.operations import rebuild, take
from payung.stages.monitoring.queries.folding import spans
from payung.stages.monitoring.sums import rank
from payung.stages.monitoring.sums.hiding import publish
from payung.stages.registry.models import Agency, CivilServant
from payung.stages.remittance.models import PaidMonth, Unpaid
from tests.factories.world import World, noon
from tests.stages.monitoring.changing import opened_again

SYSTEM = Actor.system("test")
EVERYBODY = Viewer.system()
BOJA = "Kecamatan Boja"


@pytest.fixture
def leader(world: World) -> Viewer:
    return Viewer(Role.LEADER, 1, world.regency_id, None)


def agency(world: World, name: str, staff: int, *, regency_id: int = 0) -> int:
    """Add an office with so many civil servants, whom nobody has asked yet."""
    place = regency_id or world.regency_id
    made = Agency.objects.create(regency_id=place, name=name, folded=name.lower()[:100])
    CivilServant.objects.bulk_create(
        CivilServant(
            regency_id=place,
            agency_id=made.pk,
            kind="pns",
            name=f"Orang {n}",
            folded=f"orang {n}",
            nip=f"19700101{made.pk:05}{n:05}",
        )
        for n in range(staff)
    )
    return int(made.pk)


def test_a_regency_of_one_office_with_three_people_and_nothing_closed(world):
    """No closed month, one office, three ASN, and nothing to divide by."""
    place = world.other_regency_id
    Agency.objects.filter(pk=world.other_agency_id).update(closed_on=world.today)
    office = agency(world, "Kantor Kecil", 3, regency_id=place)
    viewer = Viewer(Role.LEADER, 1, place, None)

    rebuild(by=SYSTEM, at=world.at)

    totals = queries.totals_of(viewer=viewer, month=world.month)
    assert (totals.offices, totals.asn, totals.joined, totals.is_provisional) == (1, 3, 0, True)
    assert (totals.completeness.percent, totals.success.percent) == (None, None)
    assert totals.participation_in_joined.exact is None
    assert totals.participation.percent == 0
    assert queries.headline_month(viewer=viewer, on=world.today) is None
    assert queries.latest_closed(viewer=viewer, on=world.today) is None
    [one] = queries.offices_of(viewer=viewer, month=world.month)
    assert (one.agency_id, one.size, one.status_on(world.today)) == (office, "tiny", "unassigned")
    ranking = rank([one])
    assert [placed for group in ranking.classes for placed in group.placed] == []
    assert publish([one]).offices[0].is_hidden
    year = queries.year_figures(regency_id=place, year=world.today.year, viewer=viewer)
    assert (year.cost.per_month_idr, year.persistence.sponsors) == (None, None)


def test_four_hundred_offices_with_names_of_a_hundred_letters(world, leader):
    before = len(queries.offices_of(viewer=leader, month=world.month))
    first = agency(world, "A" * 100, 2)
    Agency.objects.bulk_create(
        Agency(regency_id=world.regency_id, name=f"{'Kantor ' * 13}{n:09}", folded=f"k{n}")
        for n in range(399)
    )

    assert rebuild(by=SYSTEM, at=noon(world.month.next.first_day)).rows > 0
    found = queries.offices_of(viewer=leader, month=world.month.next)

    assert len(found) == before + 1, "of those without anybody, nothing is kept"
    assert next(one for one in found if one.agency_id == first).name == "A" * 100
    published = publish(found)
    assert published.total.asn == sum(one.asn for one in found)
    assert queries.differing(viewer=EVERYBODY) == []


def test_a_month_opened_again_after_a_pack_was_printed(world, leader):
    """The pack's numbers come out again, and what was corrected since is listed."""
    month, printed_at = world.month - 3, world.at
    asked = {"viewer": leader, "month": month}
    printed = queries.totals_of(**asked, as_of=printed_at)
    offices = queries.offices_of(**asked, as_of=printed_at)
    close = opened_again(world, month)
    paid = PaidMonth.objects.filter(agency_id=close.agency_id, month=month.first_day)[0]
    Unpaid.objects.create(paid_month=paid, reason="Uang pekerja lain", at=world.at)
    assert queries.corrections(**asked, as_of=printed_at) == []

    take(by=SYSTEM, at=printed_at + timedelta(microseconds=1))

    assert queries.totals_of(**asked, as_of=printed_at) == printed
    assert queries.offices_of(**asked, as_of=printed_at) == offices
    now = queries.totals_of(**asked)
    assert (now.covered, now.is_provisional) == (printed.covered - 1, True)
    [correction] = queries.corrections(**asked)
    assert (correction.agency_id, correction.taken_at > printed_at) == (close.agency_id, True)
    assert queries.totals_of(**asked, as_of=world.today) == now, "the day's end knows it"
    for dimension in ("sex", "age"):
        then = queries.cells_of(**asked, dimension=dimension, as_of=printed_at)
        assert sum(cell.workers for cell in then) == printed.covered


def test_a_job_that_stood_still_for_a_month_and_more_finds_all_of_it(world):
    """And writes only what is new: the months before keep their rows."""
    later = (world.month + 2).first_day
    rows = OfficeMonth.objects.filter(month__lt=world.month.first_day).count()

    assert queries.is_behind(viewer=EVERYBODY, current=world.month + 2)
    take(by=SYSTEM, at=noon(later))

    for month in (world.month + 1, world.month + 2):
        totals = queries.totals_of(viewer=EVERYBODY, month=month)
        assert totals is not None, f"{month} is there though nobody took it while it ran"
        assert totals.asn == queries.totals_of(viewer=EVERYBODY, month=world.month).asn
    assert OfficeMonth.objects.filter(month__lt=world.month.first_day).count() == rows
    assert queries.differing(viewer=EVERYBODY) == []
    assert rebuild(by=SYSTEM, at=noon(later)).rows == 0


def test_a_rebuild_cut_short_leaves_everything_as_it_was_and_runs_again(world, monkeypatch):
    kept = list(OfficeMonth.objects.order_by("pk").values_list("pk", flat=True))
    counts = (Cell.objects.count(), Taking.objects.count())

    def power_cut(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr("payung.stages.monitoring.operations.taking._note", power_cut)
        with pytest.raises(RuntimeError):
            rebuild(by=SYSTEM, at=noon(world.today))
    assert list(OfficeMonth.objects.order_by("pk").values_list("pk", flat=True)) == kept
    assert (Cell.objects.count(), Taking.objects.count()) == counts
    assert rebuild(by=SYSTEM, at=noon(world.today)).rows == 0


def test_ten_years_are_measured_in_spans_that_make_no_difference(world, monkeypatch):
    """A span's bits hold 36 months, and a year on both sides."""
    first = Month(2016, 1)
    whole = spans([first, Month(2025, 12)])
    assert [last - start + 1 for start, last in whole] == [36, 36, 36, 12]
    assert (whole[0][0], whole[-1][1], spans([])) == (first, Month(2025, 12), [])
    assert 36 + 2 * 12 < 63

    monkeypatch.setattr("payung.stages.monitoring.queries.folding.MOST_MONTHS", 4)

    assert len(spans([world.month - 12, world.month])) == 4
    assert queries.differing(viewer=EVERYBODY) == []
    assert rebuild(by=SYSTEM, at=noon(world.today)).rows == 0


def test_above_a_province_there_are_figures_and_no_row_of_anybody(world):
    above = Viewer(Role.LEADER, 1, None, None, "33")
    other = Viewer(Role.LEADER, 1, None, None, "34")
    month = world.month - 2

    assert queries.totals_of(viewer=above, month=month) == queries.totals_of(
        viewer=EVERYBODY, month=month, province="33"
    )
    assert queries.totals_of(viewer=above, month=month, province="34") is None
    assert queries.offices_of(viewer=other, month=month, province="33") == []
    assert queries.totals_of(viewer=other, month=month) is None
    asked = {"regency_id": world.regency_id, "year": month.year}
    assert queries.year_figures(**asked, viewer=above) is not None
    assert queries.year_figures(**asked, viewer=other) is None
    walled = [
        model for model in apps.get_models()
        if issubclass(model, Table) and not isinstance(model.wall, NoWall)
    ]  # fmt: skip
    scope.show_to(above, sponsor_id=None)
    try:
        with connection.cursor() as cursor:
            tables = " UNION ALL ".join(
                f"SELECT '{m._meta.db_table}' FROM {m._meta.db_table} WHERE true" for m in walled
            )
            cursor.execute(f"SELECT DISTINCT * FROM ({tables}) x")
            seen = [table for (table,) in cursor.fetchall()]
    finally:
        scope.as_started()
    assert (len(walled) > 30, seen) == (True, [])
