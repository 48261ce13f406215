"""Who may ask what about offices, staff and workers."""

from datetime import date

import pytest

from payung.kernel.people import Role, Viewer
from payung.stages.intake.models import ReceivedFile
from payung.stages.registry.files import import_staff
from payung.stages.registry.queries import (
    agencies,
    area_name,
    areas_within,
    heirs_of,
    identities,
    match_agencies,
    match_agency,
    regencies,
    regency_by_code,
    staff_by_nip,
    staff_changes,
    staff_of_agency,
    worker_by_nik,
    workers_by_id,
    workers_named,
)
from tests.factories.registry import (
    AT,
    Member,
    agency,
    civil_servant,
    kendal,
    secretariat,
    staff_sheet,
    worker,
)

pytestmark = pytest.mark.django_db

NIK = "3324071203780911"
WIDE = (Role.SECRETARIAT, Role.AUDITOR, Role.LEADER, Role.BRANCH, Role.KORPRI)


def viewer(role=Role.SECRETARIAT, regency_id=None, agency_id=None):
    return Viewer(role, 901, regency_id, agency_id)


class TestAgencies:
    def test_an_office_sees_itself_and_a_regency_all_of_its_own(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        sosial, kesehatan = agency(kendal_id, "Dinas Sosial"), agency(kendal_id)
        agency(klaten_id, "Dinas Sosial")

        officer = agencies(viewer=viewer(Role.OFFICER, kendal_id, sosial))
        secretary = agencies(viewer=viewer(Role.SECRETARIAT, kendal_id))
        system = agencies(viewer=Viewer.system())

        assert [row.agency_id for row in officer] == [sosial]
        assert [row.agency_id for row in secretary] == [kesehatan, sosial]
        assert len(system) == 3

    def test_one_spelling_means_one_office_of_the_asked_regency(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        here, there = agency(kendal_id, "Dinas Sosial"), agency(klaten_id, "Dinas Sosial")

        assert (
            match_agency(viewer=Viewer.system(), regency_id=kendal_id, spelling="Dinsos").agency_id
            == here
        )
        assert (
            match_agency(viewer=Viewer.system(), regency_id=klaten_id, spelling="Dinsos").agency_id
            == there
        )

    def test_an_unknown_or_closed_office_is_none(self):
        kendal_id = kendal()
        found = match_agencies(
            viewer=Viewer.system(), regency_id=kendal_id, spellings=["Dinas Sosial", ""]
        )

        assert [(m.agency_id, m.how) for m in found.values()] == [(None, "none"), (None, "none")]

    def test_another_regencys_offices_are_not_told(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        agency(kendal_id, "Dinas Sosial")

        match = match_agency(
            viewer=viewer(regency_id=klaten_id), regency_id=kendal_id, spelling="Dinas Sosial"
        )

        assert match.agency_id is None

    def test_regencies_by_code_and_only_ones_own(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")

        assert [row.code for row in regencies(viewer=Viewer.system())] == ["33.10", "33.24"]
        assert [r.regency_id for r in regencies(viewer=viewer(regency_id=kendal_id))] == [kendal_id]
        assert regency_by_code(viewer=viewer(regency_id=klaten_id), code="33.24") is None


class TestStaff:
    def test_an_office_sees_its_own_staff_only(self):
        kendal_id = kendal()
        sosial, kesehatan = agency(kendal_id, "Dinas Sosial"), agency(kendal_id)
        civil_servant(kendal_id, sosial, nip="198511062010032901")
        civil_servant(kendal_id, kesehatan, nip="199001012015031902")
        nips = ["198511062010032901", "199001012015031902"]

        seen = staff_by_nip(
            viewer=viewer(Role.OFFICER, kendal_id, sosial), regency_id=kendal_id, nips=nips
        )
        everybody = staff_by_nip(
            viewer=viewer(Role.SECRETARIAT, kendal_id), regency_id=kendal_id, nips=nips
        )

        assert list(seen) == ["198511062010032901"]
        assert seen["198511062010032901"].agency_name == "Dinas Sosial"
        assert len(everybody) == 2

    def test_staff_of_an_office_leaves_out_those_gone(self):
        kendal_id = kendal()
        sosial = agency(kendal_id, "Dinas Sosial")
        civil_servant(kendal_id, sosial, nip="198511062010032901", name="Wulan Sari")
        civil_servant(kendal_id, sosial, nip="199001012015031902", name="Agus Wibowo")
        civil_servant(
            kendal_id, sosial, nip="199001022015031903", name="Tri", gone_on=date(2026, 1, 1)
        )

        found = staff_of_agency(viewer=Viewer.system(), agency_id=sosial)

        assert [row.name for row in found] == ["Agus Wibowo", "Wulan Sari"]

    def test_changes_of_a_list_are_told_to_the_office_they_concern(self):
        kendal_id = kendal()
        people = [Member(), Member(nip="199001012015031902", office="Dinas Sosial", sex="L")]
        import_staff(
            content=staff_sheet(people),
            name="asn.xlsx",
            regency_id=kendal_id,
            apply=True,
            by=secretariat(kendal_id),
            at=AT,
        )
        file_id = ReceivedFile.objects.get().pk
        sosial = next(r for r in agencies(viewer=Viewer.system()) if r.name == "Dinas Sosial")

        mine = staff_changes(
            viewer=viewer(Role.OFFICER, kendal_id, sosial.agency_id), file_id=file_id
        )

        assert [(row.kind, row.to_agency_id) for row in mine] == [("new", sosial.agency_id)]
        assert len(staff_changes(viewer=Viewer.system(), file_id=file_id, kind="new")) == 2


class TestWorkers:
    @pytest.mark.parametrize("role", [*WIDE, Role.OFFICER])
    def test_are_found_by_nik_in_ones_own_regency_only(self, role):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        worker(kendal_id, NIK)

        assert worker_by_nik(viewer=viewer(role, kendal_id, 1), nik=NIK) is not None
        assert worker_by_nik(viewer=viewer(role, klaten_id, 1), nik=NIK) is None

    def test_are_found_by_the_beginning_of_their_name(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        worker(kendal_id, NIK, name="Kasmudi Raharjo")
        worker(kendal_id, "3324071203780912", name="Ka'smono")
        worker(klaten_id, "3310071203780913", name="Kasminah")

        found = workers_named(viewer=viewer(regency_id=kendal_id), text="KASM")

        assert [row.name for row in found] == ["Ka'smono", "Kasmudi Raharjo"]

    def test_a_name_is_not_searched_for_an_office_or_with_one_letter(self):
        kendal_id = kendal()
        worker(kendal_id, NIK, name="Kasmudi Raharjo")

        assert workers_named(viewer=viewer(Role.OFFICER, kendal_id, 1), text="Kasmudi") == []
        assert workers_named(viewer=viewer(regency_id=kendal_id), text="K") == []

    @pytest.mark.parametrize("role", [Role.LEADER, Role.KORPRI, Role.AUDITOR, Role.TREASURER])
    def test_numbers_are_not_opened_for_who_does_not_need_them(self, role):
        kendal_id = kendal()
        worker_id = worker(kendal_id, NIK)

        assert identities(viewer=viewer(role, kendal_id), worker_ids=[worker_id]) == {}

    def test_by_id_and_heirs_keep_to_the_regency(self):
        kendal_id, klaten_id = kendal(), kendal(code="33.10")
        worker_id = worker(kendal_id, NIK, heir="Sukini")

        assert list(workers_by_id(viewer=viewer(regency_id=kendal_id), worker_ids=[worker_id]))
        assert not workers_by_id(viewer=viewer(regency_id=klaten_id), worker_ids=[worker_id])
        assert heirs_of(viewer=viewer(regency_id=klaten_id), worker_id=worker_id) == []


def test_areas_are_told_to_everybody_by_code():
    kendal()

    assert area_name(code="33.24.07") == "Boja"
    assert area_name(code="99") is None
    assert [row.name for row in areas_within(parent_code="33.24")] == ["Limbangan", "Boja"]
