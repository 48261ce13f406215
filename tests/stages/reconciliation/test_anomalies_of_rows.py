"""What may be wrong with the rows and the sheet of a result, and what is said of it."""

import io

import pytest
from openpyxl import load_workbook

from payung.foundation.ledger.models import Transfer
from payung.kernel.month import Month
from payung.stages.intake.problems import FileRefused
from payung.stages.reconciliation.models import ParkedRow, ResultLine
from payung.stages.registry.models import CivilServant
from tests.factories.deductions import DECEMBER, civil_servant, gives, locked
from tests.factories.reconciliation import (
    HEADER,
    answer,
    books,
    form,
    rows_of,
    uploaded,
)
from tests.stages.reconciliation.conftest import cell

pytestmark = pytest.mark.django_db


class TestRows:
    def test_p15_a_person_twice_is_taken_from_neither_row(self, here, kept, at):
        rows = rows_of(kept, here)

        done = answer(kept, here, [*rows, rows[0]], at=at)

        assert done.posted_idr == 16_800
        assert [found.finding.code for found in done.findings] == ["reconciliation.duplicate"] * 2
        assert ResultLine.objects.get(outcome="missing").reason == "duplicate"

    @pytest.mark.parametrize("amount", [8_399, 8_401, 84_000, 8, 84])
    def test_p16_another_amount_is_a_difference_with_both_numbers(self, here, kept, at, amount):
        nip = rows_of(kept, here)[0].nip

        done = answer(kept, here, rows_of(kept, here, **{f"n{nip}": {"amount": amount}}), at=at)

        assert done.posted_idr == 16_800
        (found,) = done.findings
        assert found.finding.values["asked"] == "Rp8.400"
        line = ResultLine.objects.exclude(outcome="cut").get()
        assert (line.outcome, line.reported_idr) == ("over" if amount > 8_400 else "under", amount)

    def test_p16_a_fraction_is_never_rounded(self, here, kept, at):
        report = uploaded(form(kept, here, cell("D", 8.4)), here, at=at)

        assert report.refused == {"rupiah_unreadable": 1}
        assert report.counts["missing"] == 1

    def test_p17_a_nip_that_became_a_number_refuses_the_file(self, here, kept, at):
        with pytest.raises(FileRefused) as refusal:
            uploaded(form(kept, here, cell("A", 198001012006041901)), here, at=at)

        assert refusal.value.code == "template.number"

    def test_p18_another_name_under_the_right_nip_is_taken_and_listed(self, here, kept, at):
        report = uploaded(form(kept, here, cell("B", "Drs. Nama Lain, M.Si")), here, at=at)

        assert report.accepted == 3
        (found,) = report.problems
        assert (found.finding.level, found.finding.code) == ("info", "reconciliation.name_differs")

    def test_p18_titles_as_we_printed_them_are_no_other_name(self, here, at):
        given = gives(here, at=at)
        servant = CivilServant.objects.filter(pk=given.sponsor_id)
        servant.update(title_before="Dr. Ir.", title_after="M.Kes., Ph.D.")
        kept = locked(here, at=at)

        assert uploaded(form(kept, here), here, at=at).problems == ()

    def test_p19_who_is_not_on_the_list_is_parked_and_never_cut(self, here, kept, at):
        extra = civil_servant(here)
        rows = rows_of(kept, here)
        added = rows[0].__class__(
            row=8, nip=extra.nip, name=extra.name, count=1, amount=8_400, cut=True
        )

        done = answer(kept, here, [*rows, added], at=at)

        assert (done.parked, done.posted_idr) == (1, 25_200)
        assert ParkedRow.objects.get().reason == "not_on_list"
        assert not Transfer.objects.filter(sponsor_id=extra.pk).exists()

    @pytest.mark.parametrize("typed", ["-8400", "(8.400)", "−8.400", "0"])
    def test_p33_zero_and_below_are_no_way_to_correct(self, here, kept, at, typed):
        report = uploaded(form(kept, here, cell("D", typed)), here, at=at)

        assert report.refused == {"reconciliation.not_positive": 1}
        assert books(here).cut_idr == 16_800


class TestSheet:
    def test_p21_a_renamed_column_refuses_the_file(self, here, kept, at):
        with pytest.raises(FileRefused) as refusal:
            uploaded(form(kept, here, cell("D", "Potongan", HEADER)), here, at=at)

        assert refusal.value.code == "file.column_missing"

    def test_p21_columns_in_another_order_are_read_by_their_names(self, here, kept, at):
        def swap(sheet):
            for row in sheet.iter_rows(min_row=HEADER):
                row[1].value, row[3].value = row[3].value, row[1].value

        assert uploaded(form(kept, here, swap), here, at=at).accepted == 3

    def test_p22_hidden_rows_are_read_and_told(self, here, kept, at):
        def hide(sheet):
            sheet.row_dimensions[HEADER + 1].hidden = True

        report = uploaded(form(kept, here, hide), here, at=at)

        assert report.accepted == 3
        assert report.facts["hidden"].startswith("1 baris")

    def test_p22_only_the_named_sheet_is_read(self, here, kept, at):
        book = load_workbook(io.BytesIO(form(kept, here)))
        extra = book.create_sheet("Coretan")
        extra["A1"] = "8400"
        output = io.BytesIO()
        book.save(output)

        report = uploaded(output.getvalue(), here, at=at)

        assert report.accepted == 3
        assert "Coretan" in report.facts["other_sheets"]

    def test_p22_merged_cells_of_data_are_refused(self, here, kept, at):
        def merge(sheet):
            sheet.merge_cells(f"D{HEADER + 1}:D{HEADER + 2}")

        with pytest.raises(FileRefused) as refusal:
            uploaded(form(kept, here, merge), here, at=at)

        assert refusal.value.code == "file.merged"

    @pytest.mark.parametrize(
        "typed", ["8.400", "8,400", "Rp8.400", "Rp 8.400,00", " 8 400 ", "8400", 8400]
    )
    def test_p23_an_amount_in_any_usual_spelling_is_exact(self, here, kept, at, typed):
        report = uploaded(form(kept, here, cell("D", typed)), here, at=at)

        assert (report.accepted, report.refused) == (3, {})

    @pytest.mark.parametrize(
        "typed", ["8.4000", "8,40", "84,00.0", "1E+05", "8400,5", "8.400.", "٨٤٠٠", "0x20D0"]
    )
    def test_p23_an_amount_in_doubt_is_refused(self, here, kept, at, typed):
        report = uploaded(form(kept, here, cell("D", typed)), here, at=at)

        assert sum(report.refused.values()) == 1
        assert report.counts["missing"] == 1

    def test_p23_a_formula_refuses_the_file(self, here, kept, at):
        with pytest.raises(FileRefused) as refusal:
            uploaded(form(kept, here, cell("D", "=8000+400")), here, at=at)

        assert refusal.value.code in {"template.formula", "file.formula"}


class TestTwoWorkers:
    @pytest.fixture
    def pair(self, here, at):
        given = gives(here, at=at, from_month=DECEMBER)
        gives(here, at=at, by=CivilServant.objects.get(pk=given.sponsor_id))
        return locked(here, at=at)

    def test_p32_one_sum_for_two_workers_is_split_to_both(self, here, pair, at):
        (row,) = rows_of(pair, here)

        done = answer(pair, here, [row], at=at)

        assert (row.count, row.amount, done.posted_idr) == (2, 16_800, 16_800)
        cuts = Transfer.objects.filter(kind="CUT").values_list("amount_idr", flat=True)
        assert list(cuts) == [8_400, 8_400]

    def test_p32_a_sum_that_does_not_fit_is_posted_for_neither(self, here, pair, at):
        (row,) = rows_of(pair, here)

        done = answer(pair, here, rows_of(pair, here, **{f"n{row.nip}": {"amount": 8_400}}), at=at)

        assert done.posted_idr == 0
        lines = ResultLine.objects.order_by("line__worker_id")
        assert list(lines.values_list("outcome", "reported_idr")) == [
            ("under", 8_400),
            ("under", 0),
        ]

    def test_p32_another_number_of_workers_is_refused(self, here, pair, at):
        (row,) = rows_of(pair, here)

        done = answer(pair, here, rows_of(pair, here, **{f"n{row.nip}": {"count": 1}}), at=at)

        assert done.posted_idr == 0
        assert done.findings[0].finding.code == "reconciliation.count_differs"


class TestP30AndP31:
    def test_p30_a_skipped_month_can_still_be_answered(self, here, at):
        gives(here, at=at)
        november = locked(here, at=at, month=Month(2026, 11))
        answer(november, here, rows_of(november, here), at=at)
        january = locked(here, at=at, month=Month(2027, 1))

        done = answer(january, here, rows_of(january, here), at=at)

        assert done.posted_idr == 16_800

    def test_p31_december_cut_in_january_keeps_the_tariff_of_december(self, here, kept, at):
        done = answer(kept, here, rows_of(kept, here), at=at.replace(year=2027, month=1))

        assert done.posted_idr == 3 * 8_400
