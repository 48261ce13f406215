"""A paper is made once, counted on, withdrawn, and never says more than its code."""

import re

import pytest

from payung.foundation.audit.models import Event
from payung.foundation.documents import operations, queries
from payung.foundation.documents.models import Document, LetterWording
from payung.foundation.documents.problems import NoSuchPaper, WordingRefused
from payung.kernel.people import Actor, Role, Viewer

pytestmark = pytest.mark.django_db

OFFICER = Actor(41, "Endah Lestari", Role.OFFICER, 33, 7, "uji")
OTHER = Actor(42, "Rudi Hartono", Role.OFFICER, 33, 8, "uji")
SECRETARIAT = Actor(43, "Yuli Purnomo", Role.SECRETARIAT, 33, None, "uji")
SPONSOR = Actor(44, "Wulan Handayani", Role.SPONSOR, 33, 7, "uji")
SUBJECT = "registry_civilservant"


def _made(at, *, kind="D01", by=OFFICER, facts=None, subject_id=5, agency_id=7):
    return operations.make(
        kind=kind,
        regency_id=33,
        agency_id=agency_id,
        subject_type=SUBJECT if subject_id else "",
        subject_id=subject_id,
        facts=facts or {"title": "Surat", "nama": "Wulan"},
        total_idr=16_800,
        by=by,
        at=at,
    )


def test_the_same_facts_about_the_same_thing_are_the_same_paper(at):
    assert _made(at) == _made(at)
    assert Document.objects.count() == 1


def test_other_facts_are_the_next_version(at):
    first = _made(at)
    second = _made(at, facts={"title": "Surat", "nama": "Wulan Handayani"})

    assert list(Document.objects.order_by("pk").values_list("pk", "version")) == [
        (first, 1),
        (second, 2),
    ]


def test_the_first_facts_again_are_a_third_version_not_the_first_paper(at):
    _made(at)
    _made(at, facts={"title": "lain"})

    assert Document.objects.get(pk=_made(at)).version == 3


def test_a_withdrawn_paper_does_not_come_back_with_the_same_facts(at):
    first = _made(at)
    operations.withdraw(document_id=first, reason="salah ketik", by=OFFICER, at=at)

    again = Document.objects.get(pk=_made(at))
    assert (again.pk != first, again.version, again.withdrawn_at) == (True, 2, None)


def test_papers_about_nothing_in_particular_are_each_their_own(at):
    assert _made(at, kind="D14", subject_id=None) != _made(at, kind="D14", subject_id=None)


def test_a_code_is_130_random_bits_in_26_signs(at):
    codes = {operations._code() for _ in range(2000)}

    assert len(codes) == 2000
    assert all(re.fullmatch("[A-Z2-7]{26}", code) for code in codes)
    # Every place uses every sign: none of the bits is fixed.
    assert all(len({code[place] for code in codes}) == 32 for place in range(26))


def test_facts_are_sealed_and_the_event_names_nobody(at):
    document_id = _made(at)

    kept = bytes(Document.objects.get(pk=document_id).facts_sealed)
    event = Event.objects.get(action="document.made")
    assert b"Wulan" not in kept
    assert "Wulan" not in str(event.detail)
    assert event.total_idr == 16_800


def test_an_unknown_kind_is_not_made(at):
    with pytest.raises(ValueError, match="D99"):
        _made(at, kind="D99")


def test_another_office_withdraws_nothing(at):
    document_id = _made(at)

    with pytest.raises(NoSuchPaper):
        operations.withdraw(document_id=document_id, reason="iseng", by=OTHER, at=at)

    assert Document.objects.get(pk=document_id).withdrawn_at is None


def test_whoever_moved_still_withdraws_their_own_letter_of_the_old_office(at):
    document_id = _made(at)
    moved = Actor(44, "Wulan Handayani", Role.SPONSOR, 33, 8, "uji")

    operations.withdraw(document_id=document_id, reason="berhenti", subject_id=5, by=moved, at=at)

    assert Document.objects.get(pk=document_id).withdrawn_because == "berhenti"


def test_withdrawing_twice_keeps_the_first_reason(at):
    document_id = _made(at)
    for reason in ("salah ketik", "lain"):
        operations.withdraw(document_id=document_id, reason=reason, by=SECRETARIAT, at=at)

    assert Document.objects.get(pk=document_id).withdrawn_because == "salah ketik"


@pytest.mark.parametrize(
    ("kind", "may"),
    [
        ("D01", {Role.OFFICER, Role.TREASURER, Role.SECRETARIAT, Role.AUDITOR}),
        ("D02", {Role.OFFICER, Role.BRANCH, Role.SECRETARIAT, Role.AUDITOR}),
        ("D06", {Role.OFFICER}),
        ("D15", {Role.OFFICER, Role.OFFICE_HEAD, Role.SECRETARIAT, Role.AUDITOR}),
    ],
)
def test_each_kind_is_opened_by_the_roles_of_the_table_and_by_no_other(at, kind, may):
    document_id = _made(at, kind=kind)

    found = set()
    for role in Role:
        if role in (Role.SYSTEM, Role.SPONSOR):
            continue
        try:
            queries.facts_of(viewer=Viewer(role, 99, 33, 7), document_id=document_id)
        except NoSuchPaper:
            continue
        found.add(role)
    assert found == may


@pytest.mark.parametrize("viewer", [OTHER.viewer, Viewer(Role.SECRETARIAT, 1, 34, None),
                                    Viewer(Role.SPONSOR, 99, 33, 7)])  # fmt: skip
def test_another_office_regency_or_sponsor_is_told_of_nothing(at, viewer):
    document_id = _made(at)

    with pytest.raises(NoSuchPaper):
        queries.facts_of(viewer=viewer, document_id=document_id)
    assert queries.documents_of(viewer=viewer, subject_type=SUBJECT, subject_id=5) == []


def test_a_sponsor_opens_what_they_made_and_lists_it(at):
    document_id = _made(at, by=SPONSOR)

    opened = queries.facts_of(viewer=SPONSOR.viewer, document_id=document_id)
    listed = queries.documents_of(viewer=SPONSOR.viewer, subject_type=SUBJECT, subject_id=5)
    assert opened.facts["nama"] == "Wulan"
    assert [paper.document_id for paper in listed] == [document_id]


def test_only_who_needs_the_numbers_gets_them_unmasked(at):
    document_id = _made(at, kind="D02")

    masked = {
        role: queries.facts_of(viewer=Viewer(role, 1, 33, 7), document_id=document_id).is_masked
        for role in (Role.OFFICER, Role.BRANCH, Role.SECRETARIAT, Role.AUDITOR)
    }
    assert masked == {
        Role.OFFICER: False,
        Role.BRANCH: False,
        Role.SECRETARIAT: True,
        Role.AUDITOR: True,
    }


def test_everybody_of_a_regency_opens_an_invitation_to_all(at):
    document_id = _made(at, kind="D14", subject_id=None, agency_id=None, by=SECRETARIAT)

    for actor in (OFFICER, OTHER, SPONSOR, SECRETARIAT):
        assert queries.facts_of(viewer=actor.viewer, document_id=document_id)


def test_a_code_finds_its_paper_for_anybody(at):
    _made(at)
    code = Document.objects.get().code

    found = queries.document_by_code(viewer=Viewer.system(), code=code)
    assert found is not None
    assert (found.kind, found.total_idr) == ("D01", 16_800)
    assert queries.document_by_code(viewer=Viewer.system(), code="A" * 26) is None


class TestRewording:
    def test_adds_versions_and_the_newest_counts(self, at):
        for text in ("Lama {office}", "Baru {office}"):
            operations.reword(
                kind="D02", regency_id=33, parts={"opening": text}, by=SECRETARIAT, at=at
            )

        assert LetterWording.objects.count() == 2
        found = queries.wording_of(viewer=SECRETARIAT.viewer, regency_id=33, kind="D02")
        assert found == {"opening": "Baru {office}"}

    @pytest.mark.parametrize(
        ("part", "text"),
        [("opening", "Halo {nik}"), ("opening", "{secret_key}"), ("subject", "x"),
         ("opening", "x" * 1001)],
    )  # fmt: skip
    def test_refuses_what_cannot_be_filled_in(self, at, part, text):
        with pytest.raises(WordingRefused):
            operations.reword(kind="D02", regency_id=33, parts={part: text}, by=SECRETARIAT, at=at)

        assert not LetterWording.objects.exists()

    def test_another_regency_reads_none_of_it(self, at):
        operations.reword(kind="D02", regency_id=33, parts={"opening": "x"}, by=SECRETARIAT, at=at)

        stranger = Viewer(Role.SECRETARIAT, 1, 34, None)
        assert queries.wording_of(viewer=stranger, regency_id=33, kind="D02") == {}
