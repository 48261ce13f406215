"""The `payung` command from an empty database to a covered worker, as an operator types it."""

import json
from datetime import date
from importlib import import_module

import pytest
from openpyxl import load_workbook

from payung.config.cli import MODULES
from payung.jobs import arguments
from payung.jobs.acting import now
from payung.jobs.simulation.branch import Branch
from payung.jobs.simulation.invented import Inventor
from payung.jobs.simulation.sheets import HABITS, registration_sheet, staff_sheet
from payung.kernel.clock import today_in_wib
from payung.kernel.month import Month
from payung.stages.membership.sums import first_month

pytestmark = pytest.mark.slow
OFFICE = "Dinas Sosial"


@pytest.fixture
def payung(own_with_areas, capsys):
    """Type a command; return its exit status and its JSON, or what it said on standard error."""
    return _typing(capsys)


def _typing(capsys):
    def typed(*words):
        wanted = arguments.read([*map(str, words), "--json"])
        capsys.readouterr()
        status = import_module(MODULES[wanted.command]).run(wanted)
        told = capsys.readouterr()
        return status, json.loads(told.out) if told.out else told.err

    return typed


@pytest.fixture
def world(tmp_path):
    """Twenty civil servants of one office; five of them name a worker, one with a short NIK."""
    inventor = Inventor("commands", [("33.24.15", "Kendal")])
    staff = [inventor.staff(OFFICE) for _ in range(20)]
    today = date.today()  # noqa: DTZ011  # the command registers on the real day
    people = [inventor.candidate(one, today=today) for one in staff[:5]]
    (tmp_path / "asn.xlsx").write_bytes(staff_sheet(staff, regency="Kabupaten Kendal", as_of=today))
    sheet = registration_sheet(people, agency=OFFICE, habit=HABITS[0])
    (tmp_path / "daftar.xlsx").write_bytes(sheet)
    broken = load_workbook(tmp_path / "daftar.xlsx")
    broken.active.cell(row=4, column=4).value = people[0].nik[:-1]
    broken.save(tmp_path / "salah.xlsx")
    return tmp_path, people


@pytest.fixture
def registered(payung, world):
    folder, people = world
    payung("import", "staff", folder / "asn.xlsx", "--regency", "33.24", "--apply")
    payung("import", "registrations", folder / "daftar.xlsx", "--regency", "33.24", "--apply")
    for role in ("officer", "treasurer", "office_head"):
        payung("person", "add", f"{role}.sosial", "--role", role, "--regency", "33.24",
               "--agency", OFFICE)  # fmt: skip
    payung("person", "add", "cabang", "--role", "branch", "--regency", "33.24")
    return folder, people


@pytest.fixture
def accepted(payung, registered):
    folder, people = registered
    sent = folder / "batch.xlsx"
    payung("batch", "send", "--agency", OFFICE, "--verify", "--out", sent)
    branch = Branch("commands", first_number=21_000_000_000, refuses=0)
    (folder / "balasan.xlsx").write_bytes(branch.answer(sent.read_bytes()))
    status, answer = payung("batch", "reply", folder / "balasan.xlsx")
    assert (status, answer["accepted"]) == (0, 5)
    return folder, people


class TestImport:
    def test_a_first_look_at_an_empty_database_keeps_nothing(self, own_database, capsys, world):
        folder, _ = world
        payung = _typing(capsys)

        first = payung("import", "staff", folder / "asn.xlsx", "--regency", "33.24")
        second = payung("import", "staff", folder / "asn.xlsx", "--regency", "33.24")

        assert first[0] == second[0] == 0
        assert first[1]["new"] == second[1]["new"] == 20

    def test_the_good_rows_are_taken_and_the_bad_one_is_marked(self, payung, world):
        folder, _ = world
        marked = folder / "perlu-diperbaiki.xlsx"
        payung("import", "staff", folder / "asn.xlsx", "--regency", "33.24", "--apply")

        status, report = payung("import", "registrations", folder / "salah.xlsx", "--regency",
                                "33.24", "--apply", "--marked", marked)  # fmt: skip

        assert status == 1
        assert (report["accepted"], report["refused"]) == (4, {"nik_length": 1})
        told = [cell.value for row in load_workbook(marked).active.rows for cell in row]
        assert any("NIK harus 16 angka" in str(value) for value in told)

    def test_the_same_sheet_again_changes_nothing(self, payung, registered):
        folder, _ = registered

        status, report = payung(
            "import", "registrations", folder / "daftar.xlsx", "--regency", "33.24", "--apply"
        )

        assert status == 0
        assert "sudah diterima" in json.dumps(report, ensure_ascii=False)

    def test_a_code_that_is_no_regency_is_said_so(self, payung, world):
        folder, _ = world

        status, told = payung("import", "staff", folder / "asn.xlsx", "--regency", "99.99")

        assert status == 1
        assert "99.99" in told

    def test_a_picture_is_no_sheet(self, payung, world):
        folder, _ = world
        (folder / "foto.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))

        status, told = payung("import", "staff", folder / "foto.xlsx", "--regency", "33.24")

        assert status == 1
        assert told.strip()


class TestMonth:
    def test_goes_from_list_to_a_covered_worker(self, payung, accepted):
        _, people = accepted
        month = first_month(today_in_wib(now()))
        at_office = ("--agency", OFFICE)

        _, locked = payung("month", "lock", month, *at_office)
        _, cut = payung("month", "result", month, *at_office, "--all-as-listed")
        _, slip = payung("month", "remit", month, *at_office, "--number", "BJ-1")
        _, receipt = payung("month", "receipt", month, *at_office)
        asked, _ = payung("month", "close", month, *at_office)
        status, closed = payung(
            "month", "close", month, *at_office, "--second", "office_head.sosial"
        )

        assert locked["lines"] == cut["cut"] == 5
        assert locked["total_idr"] == slip["amount_idr"]
        assert receipt["receipts"][0]["slip"] == slip["number"]
        assert (asked, status, closed["closed"]) == (0, 0, True)
        _, cover = payung("cover", people[0].nik, "--on", month.last_day)
        assert cover["covered"] is True
        assert payung("verify")[1]["ok"] is True

    def test_the_list_is_told_and_written_by_payroll_route(self, payung, accepted, tmp_path):
        month = first_month(today_in_wib(now()))
        at_office = ("--agency", OFFICE)
        _, locked = payung("month", "lock", month, *at_office)
        _, told = payung("month", "list", month, *at_office)
        routes = told["offices"][0]["routes"]
        rows = 0

        for route in routes:
            file = tmp_path / f"{route['code']}.csv"
            payung("month", "list", month, *at_office, "--route", route["name"], "--csv", file)
            rows += len(file.read_text(encoding="utf-8-sig").splitlines()) - 1
        status, refused = payung(
            "month", "list", month, *at_office, "--route", "Gaji Lain", "--csv", tmp_path / "x.csv"
        )

        assert sum(route["amount_idr"] for route in routes) == locked["total_idr"]
        assert rows == sum(route["people"] for route in routes)
        assert status == 1
        assert routes[0]["code"] in refused
        assert not (tmp_path / "x.csv").exists()

    def test_nobody_approves_their_own_close(self, payung, accepted):
        month = first_month(today_in_wib(now()))
        payung("month", "lock", month, "--agency", OFFICE)
        payung("month", "result", month, "--agency", OFFICE, "--all-as-listed")
        payung("month", "remit", month, "--agency", OFFICE)
        payung("month", "receipt", month, "--agency", OFFICE)

        status, told = payung(
            "month", "close", month, "--agency", OFFICE, "--second", "treasurer.sosial"
        )

        assert status == 1
        assert "treasurer.sosial" in told

    def test_a_step_too_early_says_which_comes_first(self, payung, accepted):
        status, told = payung("month", "result", "2026-12", "--agency", OFFICE, "--all-as-listed")

        assert status == 1
        assert "month lock" in told

    def test_an_unknown_office_is_answered_with_similar_ones(self, payung, accepted):
        status, told = payung("month", "lock", "2026-12", "--agency", "Dinas Sosail Budaya")

        assert status == 1
        assert OFFICE in told


class TestCover:
    def test_a_worker_nobody_knows_is_a_finding(self, payung, registered):
        assert payung("cover", "3324150101900999")[0] == 1

    def test_a_number_that_is_no_nik_is_wrong_use(self, payung):
        assert payung("cover", "33241501019009")[0] == 2

    def test_before_the_first_month_a_worker_is_not_covered(self, payung, accepted):
        _, people = accepted

        _, cover = payung("cover", people[0].nik)

        assert cover["covered"] is False
        assert cover["why"]


def test_the_months_of_an_empty_database_are_empty(payung):
    assert payung("month", "list", str(Month(2026, 12)))[1]["offices"] == []
