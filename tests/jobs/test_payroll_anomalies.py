"""The anomalies of payroll files (P01 to P34) by command: exit status, what is said, what stays."""

import json
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from payung.config.cli import MODULES
from payung.foundation.access.models import Duty, Person
from payung.foundation.audit.models import Event
from payung.foundation.ledger.models import Transfer
from payung.jobs import arguments
from payung.kernel.people import Role
from payung.stages.deductions.models import DeductionList
from payung.stages.intake.models import ReceivedFile
from payung.stages.reconciliation.models import ParkedRow, Result
from payung.stages.remittance.models import Slip
from payung.stages.remittance.operations import Part, record_slip
from tests.factories.anomalies import (
    REFUSED,
    SITUATIONS,
    TAKEN,
    WALKED,
    Spoiled,
    added,
    same_content,
    without,
)
from tests.factories.deductions import DECEMBER, civil_servant, gives, locked, office
from tests.factories.reconciliation import books, form, resaved

pytestmark = pytest.mark.django_db
ASKED_IDR, EACH_IDR = 25_200, 8_400
ROOT = Path(__file__).resolve().parents[2]
AT_OFFICE = ("--agency", "Dinas Pertanian")


@pytest.fixture
def here(at):
    """An office of three who give, and the people whose duty each step is."""
    made = office()
    for _ in range(3):
        gives(made, at=at)
    for sign_in, role, agency_id in (
        ("wiwik", Role.TREASURER, made.agency_id),
        ("bambang", Role.OFFICE_HEAD, made.agency_id),
        ("cabang", Role.BRANCH, None),
    ):
        person = Person.objects.create(sign_in=sign_in, name=sign_in.title(), password="!")
        Duty.objects.create(
            person=person,
            role=role,
            regency_id=made.regency_id,
            agency_id=agency_id,
            starts_on=date(2025, 1, 1),
        )
    return made


@pytest.fixture
def month(here, capsys, tmp_path):
    """Type a step of the month; a file is given by its bytes. Return the status and the answer."""

    def typed(step, *words, content=None, month=DECEMBER, at_office=AT_OFFICE):
        if content is not None:
            (tmp_path / "hasil.xlsx").write_bytes(content)
            words = (*words, "--file", tmp_path / "hasil.xlsx")
        given = ["month", step, month, *at_office, *words, "--json"]
        wanted = arguments.read([*map(str, given)])
        capsys.readouterr()
        status = import_module(MODULES[wanted.command]).run(wanted)
        told = capsys.readouterr()
        return status, json.loads(told.out) if told.out else told.err

    return typed


@pytest.fixture
def kept(here, month):
    """The office's list of December, locked by command."""
    month("lock")
    return DeductionList.objects.get(agency_id=here.agency_id)


@pytest.fixture
def handed_out(month, tmp_path):
    """Return the form of the next answer, as `payung month list --file` writes it."""

    def written():
        assert month("list", "--file", tmp_path / "daftar.xlsx")[0] == 0
        return (tmp_path / "daftar.xlsx").read_bytes()

    return written


def _noted():
    return list(
        Event.objects.filter(action="reconciliation.file_refused").values_list("detail", flat=True)
    )


def test_every_anomaly_is_walked_or_says_where_it_is_tested():
    told = {*(one.number for one in (*REFUSED, *TAKEN)), *WALKED, *SITUATIONS}

    assert told == {f"P{number:02}" for number in range(1, 35)}
    assert all((ROOT / place).is_file() for place in SITUATIONS.values())


@pytest.mark.parametrize("spoiled", REFUSED, ids=lambda one: one.name)
def test_what_is_no_answer_is_refused_whole_and_leaves_only_its_trace(
    here, kept, month, handed_out, spoiled: Spoiled
):
    status, told = month("result", content=spoiled.spoil(handed_out()))

    assert status == 1
    assert spoiled.words in told
    assert not ReceivedFile.objects.exists()
    assert not Result.objects.exists()
    assert [detail["month"] for detail in _noted()] == [str(DECEMBER)]
    assert month("result", content=handed_out())[0] == 0


@pytest.mark.parametrize("spoiled", TAKEN, ids=lambda one: one.name)
def test_what_is_wrong_with_a_row_is_said_of_the_row_and_nothing_is_put_right_by_us(
    here, kept, month, handed_out, spoiled: Spoiled
):
    status, told = month("result", content=spoiled.spoil(handed_out()))

    is_refused = bool(spoiled.short) and bool(spoiled.words)  # who is only missing waits
    assert status == int(is_refused)
    assert spoiled.words in json.dumps(told, ensure_ascii=False)
    assert books(here).cut_idr == ASKED_IDR - len(spoiled.short) * EACH_IDR
    assert _noted() == []


def test_p01_p02_p12_p24_the_same_again_changes_nothing(here, kept, month, handed_out):
    content = handed_out()
    month("result", content=content)

    for again in (content, resaved(content), same_content(content)):
        status, told = month("result", content=again)
        assert status == 0
        assert "sudah diterima" in told["already_applied"]
        assert "oleh Wiwik. Tidak ada yang berubah" in told["already_applied"]

    assert (ReceivedFile.objects.count(), Transfer.objects.count()) == (1, 3)


def test_p03_after_the_close_neither_file_nor_press_is_taken(here, kept, month, handed_out):
    content = handed_out()
    month("result", content=content)
    month("remit", "--number", "S1")
    month("receipt")
    assert month("close", "--second", "bambang")[1]["closed"] is True

    for step, told in (
        ("result", month("result", content=content)),
        ("result", month("result", "--all-as-listed")),
        ("close", month("close", "--second", "bambang")),
    ):
        assert told[0] == 1, step
        assert "sudah ditutup" in told[1], (step, told)
    assert (Result.objects.count(), Slip.objects.count()) == (1, 1)


def test_p04_an_older_file_is_laid_beside_what_stands(here, kept, month, handed_out):
    older = without(handed_out(), 0)
    month("result", content=handed_out())
    month("result", content=handed_out())

    status, told = month("result", content=older)

    first, *people = told.splitlines()
    assert status == 1
    assert "diterima dari Wiwik" in first
    assert "1 orang berbeda" in first
    assert people[0].endswith("berlaku Rp8.400, di berkas Rp0")
    assert _noted()[0]["code"] == "reconciliation.newer_exists"


def test_p05_a_correction_posts_the_difference(here, kept, month, handed_out):
    month("result", content=handed_out())

    status, told = month("result", content=without(handed_out(), 0))

    assert (status, told["reversed_idr"], told["missing"]) == (0, EACH_IDR, 1)
    assert (Result.objects.count(), books(here).cut_idr) == (2, 16_800)


def test_p06_the_file_of_another_month_is_refused_and_noted(here, kept, month, handed_out):
    december = handed_out()
    month("lock", month=DECEMBER.next)

    status, told = month("result", content=december, month=DECEMBER.next)

    assert status == 1
    assert "Berkas ini untuk Desember 2026. Anda membuka Januari 2027" in told
    assert [detail["code"] for detail in _noted()] == ["reconciliation.wrong_month"]
    assert not Result.objects.exists()


def test_p08_the_file_of_another_office_is_refused_and_nothing_is_said_of_it(here, kept, month, at):
    other = office("Dinas Lain")
    gives(other, at=at)
    theirs = form(locked(other, at=at), other)

    status, told = month("result", content=theirs)

    assert status == 1
    assert "bukan untuk kantor Anda" in told
    assert "Lain" not in told
    assert [detail["code"] for detail in _noted()] == ["reconciliation.other_office"]
    assert not Result.objects.exists()


def test_p09_p19_rows_of_nobody_on_the_list_are_set_aside_and_never_cut(
    here, kept, month, handed_out, at
):
    own, stranger = civil_servant(here), civil_servant(office("Dinas Lain"))
    content = added(own.nip, own.name)(added(stranger.nip, stranger.name)(handed_out()))

    status, told = month("result", content=content)

    assert (status, told["parked"]) == (0, 2)
    assert set(ParkedRow.objects.values_list("reason", flat=True)) == {
        "not_of_office",
        "not_on_list",
    }
    assert books(here).cut_idr == ASKED_IDR


def test_p14_of_two_files_for_one_answer_the_second_hears_of_the_first(
    here, kept, month, handed_out
):
    whole = handed_out()
    month("result", content=without(whole, 0))

    status, told = month("result", content=whole)

    assert status == 1
    assert "Hasil lain untuk daftar ini sudah diterima dari Wiwik" in told
    assert month("result", "--all-as-listed")[0] == 1
    assert books(here).cut_idr == 16_800


def test_p28_a_slip_before_the_result_waits_and_cannot_be_closed_over(here, kept, month, at):
    assert month("remit")[0] == 1, "the command pays on what was cut, and nothing was"
    part = Part(agency_id=here.agency_id, month=DECEMBER, amount_idr=ASKED_IDR)
    record_slip(
        regency_id=here.regency_id,
        bank="Bank Jateng",
        number="S1",
        paid_on=date(2026, 11, 19),
        parts=[part],
        by=here.treasurer,
        at=at,
    )

    assert month("close", "--second", "bambang")[0] == 1
    month("result", "--all-as-listed")

    assert (books(here).held_idr, books(here).transit_idr) == (0, ASKED_IDR)
    assert month("receipt")[1]["receipts"][0]["slip"] == "S1"


def test_p30_p31_a_skipped_month_is_warned_of_and_the_month_decides_the_tariff(here, kept, month):
    status, told = month("lock", month=DECEMBER.next.next)

    assert (status, told["after_a_gap"]) == (0, 1)
    assert told["total_idr"] == 3 * 16_800
    assert month("lock", month=DECEMBER.next)[1]["after_a_gap"] == 0
    assert month("result", "--all-as-listed", month=DECEMBER.next.next)[0] == 0
