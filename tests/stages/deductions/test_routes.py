"""Which payroll list somebody is cut through: every share in one, and no locked month anew."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from payung.foundation.audit.models import Event
from payung.kernel.month import Month
from payung.stages.deductions.files import routed_list
from payung.stages.deductions.operations.routes import keep_layout, keep_office_code, keep_routes
from payung.stages.deductions.problems import LayoutRefused, NotYourOffice, RouteRefused
from payung.stages.deductions.queries import preview
from payung.stages.deductions.queries.routes import (
    layouts_of,
    open_sources,
    route_versions,
    routes_for,
)
from payung.stages.deductions.sums.layouts import USUAL
from payung.stages.deductions.sums.routes import (
    CELLS,
    UNKNOWN,
    Routes,
    Share,
    Way,
    kept,
    read_ways,
    split,
)
from payung.stages.enrolment.models import Consent
from payung.stages.registry.models import CivilServant, StaffChange
from tests.factories import deductions as made
from tests.factories.deductions import DECEMBER

LOCKED_AT = datetime(2026, 12, 3, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NAMES = some.sampled_from(["Gaji", "gaji ", "TPP", "Gaji PPPK", "Daftar Lain"])
SHARES = some.lists(
    some.builds(
        Share,
        sponsor_id=some.integers(1, 6),
        nip=some.just("198511062010012901"),
        name=some.just("Endah"),
        kind=some.sampled_from(["pns", "cpns", "pppk", "pppk-pw", "", "honorer"]),
        source=some.sampled_from(["gaji", "tpp", "lain"]),
        workers=some.integers(1, 30),
        amount_idr=some.integers(0, 10**9),
        credit_idr=some.just(0),
        change=some.just("same"),
    ),
    max_size=30,
)
WAYS = some.fixed_dictionaries(
    {cell: some.builds(Way, name=NAMES, is_open=some.booleans()) for cell in CELLS}
)


def _ways(**changed):
    ways = {cell: Routes().way(cell) for cell in CELLS}
    return ways | {tuple(cell.rsplit("__")): way for cell, way in changed.items()}


class TestSplit:
    @settings(max_examples=60)
    @given(shares=SHARES, ways=WAYS)
    def test_the_sums_of_the_routes_are_the_lists_whatever_the_table_says(self, shares, ways):
        parts = split(shares, Routes(version=1, ways=ways))

        assert sum(part.amount_idr for part in parts) == sum(one.amount_idr for one in shares)
        assert sum(part.workers for part in parts) == sum(one.workers for one in shares)
        assert {one.sponsor_id for part in parts for one in part.shares} == {
            one.sponsor_id for one in shares
        }
        codes = [part.route.code for part in parts]
        assert len(codes) == len(set(codes))
        open_ = [part.route.is_open for part in parts]
        assert open_ == sorted(open_), "who cannot be cut stands first"
        assert read_ways(kept(ways)) == ways

    def test_whose_kind_nobody_recorded_has_a_group_and_cpns_stand_with_pns(self):
        routes = Routes()

        assert routes.route_of("", "gaji").code == UNKNOWN
        assert routes.route_of("pns", "lain").code == UNKNOWN
        assert routes.route_of("cpns", "tpp") == routes.route_of("pns", "tpp")
        assert routes.route_of("pppk-pw", "gaji").name == "Gaji PPPK Paruh Waktu"


@pytest.mark.django_db
class TestLists:
    def test_who_gives_from_both_stands_in_both_as_it_was_at_the_lock(self):
        here = made.office()
        both = made.civil_servant(here, "Endah")
        part_time = made.civil_servant(here, "Rudi")
        CivilServant.objects.filter(pk=part_time.pk).update(kind="pppk-pw")
        first = made.gives(here, at=LOCKED_AT, by=both)
        second = made.gives(here, at=LOCKED_AT, by=both)
        Consent.objects.create(
            sponsorship_id=second.sponsorship_id,
            version=2,
            ceiling_idr=20_000,
            pay_source="tpp",
            given_on=LOCKED_AT.date(),
            evidence="screen",
        )
        made.gives(here, at=LOCKED_AT, by=part_time)
        before = preview(viewer=here.viewer, agency_id=here.agency_id, month=DECEMBER, at=LOCKED_AT)

        asked = made.locked(here, at=LOCKED_AT)
        Consent.objects.create(
            sponsorship_id=first.sponsorship_id,
            version=2,
            ceiling_idr=20_000,
            pay_source="tpp",
            given_on=(LOCKED_AT + timedelta(days=1)).date(),
            evidence="screen",
        )
        CivilServant.objects.filter(pk=part_time.pk).update(kind="pns")
        StaffChange.objects.create(
            civil_servant=part_time,
            file_id=1,
            kind="changed",
            before={"kind": "pppk-pw"},
            after={"kind": "pns"},
            at=LOCKED_AT + MINUTE,
        )
        parts = routed_list(viewer=here.viewer, list_id=asked.pk)

        told = {part.route.name: (part.people, part.amount_idr) for part in parts}
        assert told == {
            "Gaji PNS": (1, 8_400),
            "Gaji PPPK Paruh Waktu": (1, 8_400),
            "TPP PNS": (1, 8_400),
        }
        assert before is not None
        assert split(before.shares, Routes()) == parts, "the preview divides as the list does"
        assert asked.total_idr == sum(part.amount_idr for part in parts)

    def test_a_change_counts_from_its_month_and_never_for_what_is_locked(self):
        here = made.office()
        made.gives(here, at=LOCKED_AT)
        seen = {"viewer": here.viewer, "regency_id": here.regency_id}

        def name(month, at):
            return routes_for(**seen, month=month, at=at).route_of("pns", "gaji").name

        def keep(called, month, at):
            ways = _ways(pns__gaji=Way(name=called))
            return keep_routes(
                regency_id=here.regency_id,
                ways=ways,
                from_month=month,
                reason="Surat 9",
                by=here.secretariat,
                at=at,
            )

        keep("Gaji Induk", DECEMBER, LOCKED_AT - MINUTE)
        asked = made.locked(here, at=LOCKED_AT)
        keep("Gaji Baru", DECEMBER, LOCKED_AT + MINUTE)
        keep("Gaji 2027", Month(2027, 2), LOCKED_AT + 2 * MINUTE)
        # Begun before the lock, ready after it: it must not reach the locked list either.
        keep("Gaji Terlambat", DECEMBER, LOCKED_AT - MINUTE)

        (part,) = routed_list(viewer=here.viewer, list_id=asked.pk)
        assert part.route.name == "Gaji Induk"
        assert name(DECEMBER, LOCKED_AT - 2 * MINUTE) == "Gaji PNS"
        assert name(Month(2026, 11), LOCKED_AT + 3 * MINUTE) == "Gaji PNS"
        assert name(DECEMBER, LOCKED_AT + MINUTE) == "Gaji Terlambat"
        assert name(Month(2027, 2), LOCKED_AT + 3 * MINUTE) == "Gaji Terlambat"
        versions = route_versions(viewer=here.viewer, regency_id=here.regency_id)
        assert [one.routes.version for one in versions] == [4, 3, 2, 1]
        assert {one.reason for one in versions} == {"Surat 9"}
        assert Event.objects.filter(action="payroll.routes_kept").count() == 4

    def test_a_source_without_a_route_is_not_open_to_that_kind(self):
        here = made.office()
        sponsor = made.civil_servant(here)
        closed = _ways(pns__tpp=Way(name="TPP PNS", is_open=False))
        keep_routes(
            regency_id=here.regency_id,
            ways=closed,
            from_month=DECEMBER,
            reason="Belum siap",
            by=here.secretariat,
            at=LOCKED_AT,
        )
        asked = {"viewer": here.viewer, "sponsor_id": sponsor.pk, "at": LOCKED_AT}

        assert open_sources(**asked, month=DECEMBER) == ("gaji",)
        assert open_sources(**asked, month=DECEMBER.previous) == ("gaji", "tpp")

    def test_what_is_wrong_comes_back_at_once_and_nothing_is_kept(self):
        here, other = made.office(), made.office(name="Dinas Lain", code="33.10")
        ways = _ways(
            pns__gaji=Way(name=" "),
            pppk__gaji=Way(name="Jenis belum diketahui"),
            pns__tpp=Way(name="TPP"),
            pppk__tpp=Way(name="tpp", is_open=False),
        )
        ways["pppk-pw", "tpp"] = Way(name="x" * 41, layout="tidak-ada")
        given = {"regency_id": here.regency_id, "from_month": DECEMBER, "at": LOCKED_AT}

        with pytest.raises(RouteRefused) as refused:
            keep_routes(**given, ways=ways, reason=" ", by=here.secretariat)

        assert refused.value.faults == {
            "name-pns-gaji": "deductions.route_name_empty",
            "name-pppk-gaji": "deductions.route_name_unknown",
            "name-pppk-tpp": "deductions.route_name_twice",
            "name-pppk-pw-tpp": "deductions.route_name_long",
            "layout-pppk-pw-tpp": "deductions.route_layout_empty",
            "reason": "deductions.route_reason_empty",
        }
        for by in (here.treasurer, other.secretariat):
            with pytest.raises(NotYourOffice):
                keep_routes(**given, ways=_ways(), reason="x", by=by)
        assert route_versions(viewer=here.viewer, regency_id=here.regency_id) == []

    def test_layouts_keep_their_code_and_codes_of_offices_their_shape(self):
        here = made.office()
        given = {"regency_id": here.regency_id, "by": here.secretariat, "at": LOCKED_AT}

        code = keep_layout(**given, code="", name="Baru", shape=USUAL)
        again = keep_layout(**given, code=code, name="Baru Sekali", shape=USUAL)
        with pytest.raises(LayoutRefused) as taken:
            keep_layout(**given, code="", name="UMUM", shape=USUAL)
        with pytest.raises(LayoutRefused):
            keep_office_code(agency_id=here.agency_id, code="=1", by=here.secretariat, at=LOCKED_AT)

        assert code == again == "baru-2", "the page for a new layout has the other address"
        assert taken.value.faults == {"name": "deductions.layout_name_taken"}
        found = layouts_of(viewer=here.viewer, regency_id=here.regency_id)
        assert [(one.code, one.version) for one in found] == [("umum", 0), ("baru-2", 2)]
