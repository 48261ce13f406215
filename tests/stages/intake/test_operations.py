"""Received files: kept under seal, and effective once."""

import pytest
from django.db import connection

from payung.foundation.audit.models import Event, Move
from payung.kernel.findings import Finding
from payung.kernel.month import Month
from payung.kernel.moves import MoveNotAllowed
from payung.kernel.reporting import RowFinding
from payung.stages.intake.models import Kind, ReceivedFile, RowProblem
from payung.stages.intake.operations import ContentAlreadyApplied, mark_applied
from tests.factories.intake import AT, SYSTEM, kept

pytestmark = pytest.mark.django_db


class TestKeepFile:
    def test_keeps_the_original_so_that_the_database_alone_cannot_show_it(self):
        file_id = kept(content=b"NIP;Nama\n198511062010032901;Siti Rahayu\n")

        with connection.cursor() as cursor:
            cursor.execute("SELECT original FROM intake_receivedfile WHERE id = %s", [file_id])
            sealed = bytes(cursor.fetchone()[0])

        assert b"198511062010032901" not in sealed
        assert b"Siti" not in sealed

    def test_begins_as_checked_with_who_sent_it(self):
        file_id = kept()

        file = ReceivedFile.objects.get(pk=file_id)
        assert (file.state, file.size, file.received_at) == ("checked", 40, AT)
        assert (
            Move.objects.get(entity="intake_receivedfile", entity_id=file_id).to_state == "checked"
        )

    def test_keeps_a_refused_file_as_refused(self):
        assert ReceivedFile.objects.get(pk=kept(refused=True)).state == "refused"

    def test_keeps_the_month_as_its_first_day(self):
        file = ReceivedFile.objects.get(pk=kept(month=Month(2026, 12)))

        assert file.month == Month(2026, 12).first_day

    def test_keeps_every_finding_with_its_row(self):
        findings = [
            RowFinding(7, "NIP", Finding.reject("nip_length", count="17")),
            RowFinding(9, "Unit Kerja\twith a tab", Finding.info("office_empty")),
        ]

        file_id = kept(findings=findings)

        found = RowProblem.objects.filter(file_id=file_id).order_by("row")
        assert [(p.row, p.level, p.code, p.values) for p in found] == [
            (7, "reject", "nip_length", {"count": "17"}),
            (9, "info", "office_empty", {}),
        ]

    def test_takes_names_and_headers_of_any_length_and_kind(self):
        finding = RowFinding(7, "\0" + "K" * 300, Finding.info("office_empty", written="\0" * 300))

        file_id = kept(findings=[finding])

        assert len(RowProblem.objects.get(file_id=file_id).column) == 60


class TestMarkApplied:
    def test_says_when_the_content_took_effect(self):
        file_id = kept()

        mark_applied(file_id=file_id, by=SYSTEM, at=AT)

        file = ReceivedFile.objects.get(pk=file_id)
        assert (file.state, file.applied_at) == ("applied", AT)
        assert Event.objects.get(action="file.applied").digest == "f" * 64

    def test_refuses_the_same_content_from_another_upload(self):
        mark_applied(file_id=kept(), by=SYSTEM, at=AT)
        again = kept()

        with pytest.raises(ContentAlreadyApplied):
            mark_applied(file_id=again, by=SYSTEM, at=AT)

        assert ReceivedFile.objects.get(pk=again).state == "checked"
        assert Event.objects.filter(action="file.applied").count() == 1

    def test_refuses_the_same_upload_twice(self):
        file_id = kept()
        mark_applied(file_id=file_id, by=SYSTEM, at=AT)

        with pytest.raises(ContentAlreadyApplied):
            mark_applied(file_id=file_id, by=SYSTEM, at=AT)

    @pytest.mark.parametrize(
        "other", [{"regency_id": 2}, {"regency_id": None}, {"kind": Kind.REGISTRATIONS}]
    )
    def test_lets_the_same_content_take_effect_elsewhere(self, other):
        mark_applied(file_id=kept(), by=SYSTEM, at=AT)
        elsewhere = kept(**other)

        mark_applied(file_id=elsewhere, by=SYSTEM, at=AT)

        assert ReceivedFile.objects.get(pk=elsewhere).state == "applied"

    def test_refuses_a_file_that_was_refused(self):
        file_id = kept(refused=True)

        with pytest.raises(MoveNotAllowed):
            mark_applied(file_id=file_id, by=SYSTEM, at=AT)
