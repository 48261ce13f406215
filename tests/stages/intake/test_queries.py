"""What may be asked about received files, and by whom."""

import pytest

from payung.foundation.access.models import Person
from payung.kernel.findings import Finding
from payung.kernel.people import Actor, Role, Viewer
from payung.kernel.reporting import RowFinding
from payung.stages.intake.models import Kind
from payung.stages.intake.operations import mark_applied
from payung.stages.intake.queries import (
    NoSuchFile,
    applied_before,
    original,
    problems_of,
    recent_files,
)
from tests.factories.intake import AT, SYSTEM, kept

pytestmark = pytest.mark.django_db

KENDAL = Viewer(Role.SECRETARIAT, 901, 1, None)
KLATEN = Viewer(Role.SECRETARIAT, 902, 2, None)
OFFICER = Viewer(Role.OFFICER, 903, 1, 31)
HOMELESS = Viewer(Role.OFFICER, 904, 1, None)
CONTENT = bytes(range(256)) * 40


class TestAppliedBefore:
    def ask(self, viewer=KENDAL, **changes):
        wanted = {"kind": Kind.STAFF, "regency_id": 1, "fingerprint": "f" * 64} | changes
        return applied_before(viewer=viewer, **wanted)

    def test_finds_the_upload_and_who_sent_it(self):
        person = Person.objects.create(sign_in="endah", name="Endah Lestari")
        sender = Actor(person.pk, person.name, Role.SECRETARIAT, 1, None, "request-1")
        file_id = kept(by=sender)
        mark_applied(file_id=file_id, by=sender, at=AT)

        found = self.ask()

        assert (found.file_id, found.received_at, found.received_by) == (
            file_id,
            AT,
            "Endah Lestari",
        )

    def test_finds_nothing_while_a_file_was_only_checked(self):
        kept()

        assert self.ask() is None

    @pytest.mark.parametrize(
        "changes", [{"regency_id": 2}, {"fingerprint": "e" * 64}, {"kind": Kind.BRANCH_REPLY}]
    )
    def test_finds_nothing_for_another_regency_content_or_kind(self, changes):
        mark_applied(file_id=kept(), by=SYSTEM, at=AT)

        assert self.ask(viewer=Viewer.system(), **changes) is None

    def test_tells_another_regency_nothing(self):
        mark_applied(file_id=kept(), by=SYSTEM, at=AT)

        assert self.ask(viewer=KLATEN) is None


class TestOriginal:
    def test_gives_back_the_very_bytes(self):
        assert original(viewer=KENDAL, file_id=kept(content=CONTENT)) == CONTENT

    @pytest.mark.parametrize("viewer", [KLATEN, OFFICER, HOMELESS])
    def test_is_not_for_another_regency_or_office(self, viewer):
        file_id = kept()

        with pytest.raises(NoSuchFile):
            original(viewer=viewer, file_id=file_id)

    def test_is_for_the_office_it_belongs_to(self):
        assert original(viewer=OFFICER, file_id=kept(agency_id=31, content=CONTENT)) == CONTENT


class TestProblemsOf:
    def test_gives_the_findings_back_by_row(self):
        later = RowFinding(9, "NIP", Finding.reject("nip_length", count="17"))
        sooner = RowFinding(7, "Nama", Finding.warning("name_empty"))
        file_id = kept(findings=[later, sooner])

        assert problems_of(viewer=KENDAL, file_id=file_id) == [sooner, later]

    def test_is_not_for_another_regency(self):
        file_id = kept()

        with pytest.raises(NoSuchFile):
            problems_of(viewer=KLATEN, file_id=file_id)


class TestRecentFiles:
    def test_lists_the_newest_first_and_only_ones_own(self):
        first, second = kept(fingerprint="1" * 64), kept(fingerprint="2" * 64)
        kept(regency_id=2)

        found = recent_files(viewer=KENDAL)

        assert [file.file_id for file in found] == [second, first]

    def test_can_be_narrowed_to_a_kind(self):
        kept()
        reply = kept(kind=Kind.BRANCH_REPLY)

        found = recent_files(viewer=KENDAL, kind=Kind.BRANCH_REPLY)

        assert [file.file_id for file in found] == [reply]
