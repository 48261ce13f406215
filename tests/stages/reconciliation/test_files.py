import io

import pytest
from openpyxl import load_workbook

from payung.stages.intake.models import ReceivedFile
from payung.stages.reconciliation import files
from payung.stages.reconciliation.models import Reason, Result, ResultLine
from tests.factories.deductions import gives, locked, office
from tests.factories.reconciliation import HEADER, form, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return office()


@pytest.fixture
def kept(here, at):
    for _ in range(3):
        gives(here, at=at)
    return locked(here, at=at)


class TestAnswer:
    @pytest.mark.parametrize(
        ("told", "code"),
        [
            ("Gaji bersih tidak cukup", "net_pay"),
            ("pindah kantor", "moved"),
            ("Cuti di luar tanggungan", "leave"),
            ("Berhenti atau pensiun", "left"),
            ("Meminta berhenti", "asked_to_stop"),
        ],
    )
    def test_a_reason_of_the_list_is_taken(self, here, kept, at, told, code):
        def not_cut(sheet):
            sheet[f"E{HEADER + 1}"], sheet[f"F{HEADER + 1}"] = "Tidak terpotong", told

        report = uploaded(form(kept, here, not_cut), here, at=at)

        assert (report.accepted, report.counts["not_cut"]) == (3, 1)
        assert ResultLine.objects.get(outcome="not_cut").reason == code

    def test_another_reason_comes_with_its_words(self, here, kept, at):
        def not_cut(sheet):
            sheet[f"E{HEADER + 1}"] = "Tidak terpotong"
            sheet[f"F{HEADER + 1}"] = "Lainnya: rekening diganti"

        uploaded(form(kept, here, not_cut), here, at=at)

        assert Reason.objects.get().words == "rekening diganti"

    def test_a_look_before_applying_changes_nothing(self, here, kept, at):
        report = uploaded(form(kept, here), here, at=at, apply=False)

        assert (report.accepted, report.counts["cut_idr"]) == (3, 25_200)
        assert not Result.objects.exists()
        assert not ReceivedFile.objects.exists()

    def test_the_form_holds_no_worker(self, here, kept, at):
        book = load_workbook(io.BytesIO(files.result_form(viewer=here.viewer, list_id=kept.pk)))
        shown = " ".join(str(c.value) for row in book.active.iter_rows() for c in row)
        assert "Pekerja 1" not in shown
