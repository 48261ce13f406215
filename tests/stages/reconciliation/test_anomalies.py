"""
Every anomaly of payroll files that belongs to this stage, one test (or more) by its number.

The numbers are those of docs/stages/reconciliation.md and docs/stages/remittance.md.

Tested elsewhere: P28 and P29 slips and receipts before their turn (tests/stages/remittance); P30 a
skipped month and P31 the tariff of the month, on the side of the list, in
tests/stages/deductions/test_operations.py; replies of the branch (tests/stages/enrolment); a
restore from a backup (tests of backup and of intake's fingerprints); a file changed after printing,
which shows as another checksum on the minutes (tests/stages/deductions/test_files.py has the
printed one).
P01, P13 and P14 with two sessions at once or a killed process: tests/concurrency/test_month_list.py
"""

import pytest

from payung.foundation.audit.models import Event
from payung.foundation.ledger.models import Transfer
from payung.kernel.month import Month
from payung.stages.intake.models import ReceivedFile
from payung.stages.intake.problems import FileRefused
from payung.stages.reconciliation import files, queries
from payung.stages.reconciliation.models import ParkedRow, Result, ResultLine
from payung.stages.reconciliation.problems import NewerResult
from tests.factories.deductions import DECEMBER, consents, gives, locked, office
from tests.factories.reconciliation import (
    HEADER,
    answer,
    books,
    closed,
    form,
    resaved,
    rows_of,
    uploaded,
)
from tests.stages.reconciliation.conftest import cell

pytestmark = pytest.mark.django_db


def outcomes():
    latest = Result.objects.order_by("-seq").first()
    return sorted(ResultLine.objects.filter(result=latest).values_list("outcome", flat=True))


class TestSameFileAgain:
    def test_p01_the_same_bytes_twice_change_nothing(self, here, kept, at):
        content = form(kept, here)
        uploaded(content, here, at=at)

        again = uploaded(content, here, at=at)

        assert again.accepted == 0
        assert "sudah diterima" in again.facts["already_applied"]
        assert books(here).cut_idr == 25_200
        assert ReceivedFile.objects.count() == 1

    def test_p02_the_same_content_saved_again_changes_nothing(self, here, kept, at):
        content = form(kept, here)
        uploaded(content, here, at=at)

        def reorder(sheet):
            rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=HEADER + 1)]
            for number, row in enumerate(reversed(rows), HEADER + 1):
                for place, value in enumerate(row, 1):
                    sheet.cell(number, place).value = value
            sheet.insert_rows(HEADER + 2)

        again = uploaded(resaved(content, reorder), here, at=at)

        assert "already_applied" in again.facts
        assert Result.objects.count() == 1

    def test_p03_after_the_close_it_is_refused(self, here, kept, at):
        content = form(kept, here)
        uploaded(content, here, at=at)
        closed(here, at=at)

        with pytest.raises(FileRefused) as refusal:
            uploaded(content, here, at=at)

        assert refusal.value.code == "reconciliation.month_closed"

    def test_p12_a_retry_after_the_commit_sees_success(self, here, kept, at):
        rows = rows_of(kept, here)
        first = answer(kept, here, rows, at=at)

        retried = answer(kept, here, rows, at=at)

        assert (retried.already, retried.result_id) == (True, first.result_id)
        assert Transfer.objects.filter(kind="CUT").count() == 3

    def test_p24_a_worker_that_applies_again_has_one_effect(self, here, kept, at):
        content = form(kept, here)
        for _ in range(3):
            uploaded(content, here, at=at)

        assert Transfer.objects.count() == 3


class TestOrderOfFiles:
    def test_p04_an_older_file_after_a_newer_is_refused_with_the_differences(self, here, kept, at):
        first = form(kept, here, cell("E", "Tidak terpotong"))
        uploaded(form(kept, here), here, at=at)
        uploaded(form(kept, here), here, at=at)

        with pytest.raises(NewerResult) as refusal:
            uploaded(first, here, at=at)

        assert refusal.value.code == "reconciliation.newer_exists"
        (differing,) = refusal.value.compared
        assert (differing.standing_idr, differing.in_file_idr) == (8_400, 0)

    def test_p05_a_correction_posts_the_difference_and_keeps_the_old(self, here, kept, at):
        rows = rows_of(kept, here)
        late, other = rows[0].nip, rows[1].nip
        first = rows_of(kept, here, **{f"n{late}": {"cut": False, "reason": "leave"}})
        answer(kept, here, first, at=at)
        second = rows_of(kept, here, **{f"n{other}": {"cut": False, "reason": "left"}})

        done = answer(kept, here, second, at=at, seq=2)

        assert (done.posted_idr, done.reversed_idr) == (8_400, 8_400)
        assert books(here).cut_idr == 16_800
        assert Result.objects.count() == 2
        assert Transfer.objects.filter(kind="REVERSE").count() == 1

    def test_p05_a_correction_of_a_correction_cuts_the_same_person_again(self, here, kept, at):
        nip = rows_of(kept, here)[0].nip
        without = rows_of(kept, here, **{f"n{nip}": {"cut": False, "reason": "leave"}})
        answer(kept, here, rows_of(kept, here), at=at)
        answer(kept, here, without, at=at, seq=2)

        answer(kept, here, rows_of(kept, here), at=at, seq=3)

        assert books(here).cut_idr == 25_200
        assert sorted(Transfer.objects.filter(kind="CUT").values_list("attempt", flat=True)) == [
            0,
            0,
            0,
            1,
        ]

    def test_p05_the_form_of_the_next_answer_is_a_correction(self, here, kept, at):
        uploaded(form(kept, here), here, at=at)

        report = uploaded(form(kept, here, cell("E", "Tidak terpotong")), here, at=at)

        # Without a reason the row is not believed; the money taken for granted goes back.
        assert report.refused == {"reconciliation.reason_unknown": 1}
        assert report.counts["reversed_idr"] == 8_400


class TestOfAnotherPlaceOrTime:
    def test_p06_a_file_of_another_month_is_refused_whole(self, here, kept, at):
        locked(here, at=at, month=DECEMBER.next)
        content = form(kept, here)

        with pytest.raises(FileRefused) as refusal:
            uploaded(content, here, at=at, month=DECEMBER.next)

        assert refusal.value.code == "reconciliation.wrong_month"
        assert refusal.value.finding.values == {
            "found": "Desember 2026",
            "wanted": "Januari 2027",
        }

    def test_p07_a_header_edited_by_hand_is_refused(self, here, kept, at):
        def next_month(sheet):
            sheet["A1"] = sheet["A1"].value.replace("2026-12", "2027-01")

        with pytest.raises(FileRefused) as refusal:
            uploaded(form(kept, here, next_month), here, at=at)

        assert refusal.value.code == "template.changed_header"

    def test_p08_the_file_of_another_office_is_refused_whole_and_logged(self, here, kept, at):
        other = office("Dinas Lain")
        gives(other, at=at)
        theirs = locked(other, at=at)

        content = form(theirs, other)
        place = {"agency_id": here.agency_id, "month": DECEMBER, "by": here.treasurer, "at": at}

        with (
            pytest.raises(FileRefused) as refusal,
            files.refusals_noted(content=content, **place),
        ):
            uploaded(content, here, at=at)

        assert refusal.value.code == "reconciliation.other_office"
        assert refusal.value.finding.values == {}
        event = Event.objects.get(action="reconciliation.file_refused")
        assert event.detail["code"] == "reconciliation.other_office"
        assert not Result.objects.exists()

    def test_p09_rows_of_another_office_are_parked_and_nobody_is_named(self, here, kept, at):
        other = office("Dinas Lain")
        stranger = gives(other, at=at)
        rows = rows_of(kept, here)
        foreign = rows_of(locked(other, at=at), other)

        done = answer(kept, here, [*rows, *foreign], at=at)

        assert (done.parked, done.posted_idr) == (1, 25_200)
        (row,) = queries.parked_rows(viewer=here.viewer, list_id=kept.pk)
        assert (row.nip, row.reason) == (stranger.nip, "not_of_office")

    def test_p09_who_moved_away_is_told_from_a_stranger(self, here, at):
        from_here = gives(here, at=at)
        gives(here, at=at)
        locked(here, at=at)
        consents(from_here.sponsorship_id, given_on=at.date(), withdrawn=True)
        kept = locked(here, at=at, month=DECEMBER.next)
        rows = rows_of(kept, here)
        gone = rows_of(kept, here)[0].__class__(
            row=9, nip=from_here.nip, name="", count=1, amount=16_800, cut=True
        )

        answer(kept, here, [*rows, gone], at=at)

        assert ParkedRow.objects.get().reason == "stopped"

    def test_l164_a_result_before_the_list_is_locked_is_refused(self, here, kept, at):
        with pytest.raises(FileRefused) as refusal:
            uploaded(form(kept, here), here, at=at, month=Month(2027, 5))

        assert refusal.value.code == "reconciliation.no_list"


class TestTruncated:
    def test_p10_a_file_cut_anywhere_leaves_nothing_behind(self, here, kept, at):
        content = form(kept, here)
        for length in range(0, len(content) - 1, 1024):
            with pytest.raises(FileRefused):
                uploaded(content[:length], here, at=at)

        assert not ReceivedFile.objects.exists()
        assert not Result.objects.exists()

    def test_p11_rows_cut_off_are_missing_and_wait_for_a_reason(self, here, kept, at):
        def keep_the_first(sheet):
            sheet.delete_rows(HEADER + 2, 2)

        report = uploaded(form(kept, here, keep_the_first), here, at=at)

        assert (report.counts["cut"], report.counts["missing"]) == (1, 2)
        waiting = queries.differences(viewer=here.viewer, list_id=kept.pk, only_without_reason=True)
        assert [one.outcome for one in waiting] == ["missing", "missing"]

    def test_p20_who_is_missing_from_the_file_is_not_cut(self, here, kept, at):
        done = answer(kept, here, rows_of(kept, here)[1:], at=at)

        assert (done.posted_idr, outcomes()) == (16_800, ["cut", "cut", "missing"])
