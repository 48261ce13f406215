"""Each role's first page: what it says, what it never says, and in how many statements."""

from datetime import date

import pytest

from payung.kernel.people import Role, Viewer
from payung.reports.homes.auditor import auditor_home
from payung.reports.homes.branch import branch_home
from payung.reports.homes.officer import Queue, next_cutoff, officer_home
from payung.reports.homes.places import contacts, place_of, regencies
from payung.reports.homes.secretariat import secretariat_home
from payung.reports.homes.sponsor import sponsor_home
from payung.reports.homes.workers import Status
from tests.factories.world import World


def _viewer(world: World, role: Role, office: str | None = None) -> Viewer:
    agency = world.agencies[office] if office else None
    return Viewer(role, world.people[role], world.regency_id, agency)


class TestSponsor:
    def test_sees_their_own_workers_those_needing_them_first(self, world):
        home = sponsor_home(viewer=_viewer(world, Role.SPONSOR), on=world.today)

        assert [(card.name, card.cover.status) for card in home.workers] == [
            ("Kasmudi", Status.RETURNED),
            ("Warsito", Status.ARREARS),
            ("Siti Rahayu", Status.COVERED),
        ]
        assert home.asked_idr == 16_800

    def test_reads_why_a_month_is_missing(self, world):
        home = sponsor_home(viewer=_viewer(world, Role.SPONSOR), on=world.today)

        warsito = next(card for card in home.workers if card.name == "Warsito")
        assert warsito.cover.reason == "net_pay"

    def test_takes_three_statements_for_any_number_of_workers(
        self, world, django_assert_num_queries
    ):
        with django_assert_num_queries(3):
            sponsor_home(viewer=_viewer(world, Role.SPONSOR), on=world.today)

    def test_another_person_sees_none_of_them(self, world):
        stranger = Viewer(Role.SPONSOR, world.people[Role.OFFICER], world.regency_id, None)

        assert sponsor_home(viewer=stranger, on=world.today).workers == ()


class TestOfficer:
    def test_counts_the_four_piles_and_names_the_next(self, world):
        home = officer_home(viewer=_viewer(world, Role.OFFICER, "Dinas Kesehatan"), on=world.today)

        assert home.counts == {
            Queue.RETURNED: 1,
            Queue.REGISTERED: 3,
            Queue.VERIFIED: 2,
            Queue.SUBMITTED: 4,
        }
        assert home.next_queue is Queue.RETURNED

    def test_never_sees_a_pile_of_another_office(self, world):
        home = officer_home(viewer=_viewer(world, Role.OFFICER, "Kecamatan Boja"), on=world.today)

        assert (sum(home.counts.values()), home.waiting) == (0, ())
        assert home.next_queue is None

    def test_takes_three_statements(self, world, django_assert_num_queries):
        viewer = _viewer(world, Role.OFFICER, "Dinas Kesehatan")

        with django_assert_num_queries(3):
            officer_home(viewer=viewer, on=world.today)

    @pytest.mark.parametrize(
        ("on", "cutoff"),
        [
            (date(2026, 11, 9), date(2026, 11, 10)),
            (date(2026, 11, 10), date(2026, 11, 10)),
            (date(2026, 11, 11), date(2026, 12, 10)),
            (date(2026, 12, 31), date(2027, 1, 10)),
        ],
    )
    def test_the_cutoff_is_the_tenth_that_comes_next(self, on, cutoff):
        assert next_cutoff(on) == cutoff


class TestBranch:
    def test_sees_what_waits_in_its_regency(self, world):
        home = branch_home(viewer=_viewer(world, Role.BRANCH), on=world.today)

        assert [(batch.office, batch.rows, batch.days) for batch in home.batches] == [
            ("Dinas Kesehatan", 4, 4)
        ]
        assert [slip.office for slip in home.slips] == [
            "RSUD dr. H. Soewondo",
            "Dinas Perpustakaan dan Arsip",
        ]

    def test_sees_nothing_of_another_regency(self, world):
        home = branch_home(
            viewer=Viewer(Role.BRANCH, 1, world.other_regency_id, None), on=world.today
        )

        assert (home.batches, home.slips, home.loose) == ((), (), ())


class TestSecretariat:
    def test_sees_who_is_late_and_where_money_waits(self, world):
        home = secretariat_home(
            viewer=_viewer(world, Role.SECRETARIAT), on=world.today, at=world.at
        )

        assert [office.covered for office in home.late] == [12, 0]
        assert len(home.held_too_long) == 3
        assert [(file.is_refused, file.rows) for file in home.files] == [(True, 0), (False, 2)]
        assert home.slow == 1

    def test_takes_a_fixed_number_of_statements(self, world, django_assert_num_queries):
        with django_assert_num_queries(14):
            secretariat_home(viewer=_viewer(world, Role.SECRETARIAT), on=world.today, at=world.at)


class TestAuditor:
    def test_sees_reopened_months_refunds_and_decisions(self, world):
        home = auditor_home(viewer=_viewer(world, Role.AUDITOR), on=world.today)

        assert [item.is_closed_again for item in home.reopened] == [True]
        assert [item.amount_idr for item in home.refunds] == [16_800]
        assert [item.state for item in home.decisions] == ["asked"]

    def test_recomputes_the_chain_of_the_regency(self, world):
        home = auditor_home(viewer=_viewer(world, Role.AUDITOR), on=world.today)

        assert home.chain.is_whole
        assert home.chain.checked == home.chain.events > 20

    def test_sees_nothing_of_another_regency(self, world):
        home = auditor_home(
            viewer=Viewer(Role.AUDITOR, 1, world.other_regency_id, None), on=world.today
        )

        assert (home.held, home.reopened, home.refunds, home.decisions) == ((), (), (), ())


class TestPlaces:
    def test_names_office_and_regency(self, world):
        place = place_of(viewer=_viewer(world, Role.OFFICER, "Dinas Kesehatan"))

        assert place is not None
        assert (place.agency, place.regency) == ("Dinas Kesehatan", "Kabupaten Kendal")

    def test_is_the_regency_that_joined_first_for_the_public(self, world):
        place = place_of(viewer=Viewer.system())

        assert place is not None
        assert place.regency_code == "33.24"
        assert [item.regency_code for item in regencies(viewer=Viewer.system())] == [
            "33.24",
            "33.10",
        ]

    def test_finds_an_office_by_a_part_of_its_name_with_its_officer(self, world):
        viewer = Viewer(Role.SYSTEM, None, world.regency_id, None)

        [contact] = contacts(viewer=viewer, named="KESEHATAN", on=world.today)

        assert contact.officers == ("Endah Lestari",)

    def test_the_characters_of_a_pattern_are_only_characters(self, world):
        viewer = Viewer(Role.SYSTEM, None, world.regency_id, None)

        assert contacts(viewer=viewer, named="%", on=world.today) == []
