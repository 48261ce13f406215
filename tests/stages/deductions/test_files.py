import io

import pytest
from openpyxl import load_workbook

from payung.kernel.keyring import header_key
from payung.stages.deductions import files
from payung.stages.deductions.problems import NoSuchList
from payung.stages.intake.gateway import read_template
from payung.stages.registry.models import CivilServant
from tests.factories.deductions import DECEMBER, gives, locked, office

pytestmark = pytest.mark.django_db


def sheet_of(content):
    return load_workbook(io.BytesIO(content)).active


def test_there_is_one_row_per_civil_servant_with_count_and_sum(at):
    here = office()
    given = gives(here, at=at)
    gives(here, at=at, by=CivilServant.objects.get(pk=given.sponsor_id))
    kept = locked(here, at=at)

    sheet = sheet_of(files.payroll_file(viewer=here.viewer, list_id=kept.pk))

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows == [[given.nip, given.name, "2", "16800", "Terpotong", ""]]


def test_every_cell_is_text_so_that_no_digit_is_lost(at):
    here = office()
    gives(here, at=at)
    kept = locked(here, at=at)

    sheet = sheet_of(files.payroll_file(viewer=here.viewer, list_id=kept.pk))

    assert all(isinstance(cell.value, str) for cell in sheet[5])
    assert {cell.number_format for cell in sheet[5]} == {"@"}


def test_no_worker_stands_in_it(at):
    here = office()
    gives(here, at=at)
    kept = locked(here, at=at)

    sheet = sheet_of(files.payroll_file(viewer=here.viewer, list_id=kept.pk))

    shown = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "Pekerja " not in shown


def test_the_signed_cell_says_which_list_it_is(at):
    here = office()
    gives(here, at=at)
    kept = locked(here, at=at)
    content = files.payroll_file(viewer=here.viewer, list_id=kept.pk, seq=2)

    read = read_template(content, name="potongan.xlsx", key=header_key(), layout=files.LAYOUT)

    assert read.fields == {
        "template": "potongan-1",
        "list": str(kept.pk),
        "agency": str(here.agency_id),
        "month": str(DECEMBER),
        "seq": "2",
        "digest": kept.digest,
    }


def test_the_checksum_is_printed_on_it(at):
    here = office()
    gives(here, at=at)
    kept = locked(here, at=at)

    sheet = sheet_of(files.payroll_file(viewer=here.viewer, list_id=kept.pk))

    assert kept.digest[:16] in sheet["A2"].value


def test_another_office_cannot_fetch_it(at):
    here, other = office("Dinas A"), office("Dinas B")
    gives(here, at=at)
    kept = locked(here, at=at)

    with pytest.raises(NoSuchList):
        files.payroll_file(viewer=other.viewer, list_id=kept.pk)
