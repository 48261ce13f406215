"""D03, D04 and D05 as they are printed: every figure, no worker, and a fit on the page."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from payung.foundation.ledger.balances import Balances
from payung.kernel.month import Month
from payung.process.papers.deduction_list import list_facts
from payung.process.papers.minutes import Closed, minutes_facts
from payung.process.papers.remittance_slip import slip_facts
from payung.reports.payroll.trace import Answer
from payung.stages.deductions.queries import ListSummary, StoppedSponsor
from payung.stages.deductions.sums.routes import Routes, Share, Way, split
from payung.stages.reconciliation.queries import Difference
from payung.stages.remittance.queries.closings import Closing
from payung.stages.remittance.queries.office_slips import OfficeSlip
from tests.factories.papers import AT, HEAD, LONGEST, NAMES, drawn, texts

ASKED = ListSummary(
    list_id=1,
    regency_id=1,
    agency_id=1,
    agency="Dinas Kesehatan",
    month=Month(2026, 12),
    lines=100,
    total_idr=840_000,
    digest="3fc9" * 16,
    locked_at=AT,
    locked_by_id=1,
)
ANSWER = Answer(
    seq=2,
    as_listed=False,
    file="hasil.xlsx",
    sha256="",
    lines=100,
    cut_count=97,
    cut_idr=814_800,
    reported_at=AT,
    reported_by="Rudi Hartono",
)
SLIP = OfficeSlip(
    slip_id=1,
    part_id=1,
    bank="BANK JATENG",
    number="JTG0012",
    amount_idr=814_800,
    part_idr=814_800,
    reason="",
    paid_on=date(2026, 12, 9),
    recorded_by="Rudi Hartono",
    recorded_at=AT,
    is_posted=True,
    has_scan=True,
    receipt="R-77",
    received_idr=814_800,
    received_on=date(2026, 12, 10),
    difference_id=None,
    words="",
    given_back=False,
)
MONEY = Balances(
    cut_idr=814_800, received_idr=789_600, allocated_idr=789_600, held_idr=16_800, transit_idr=8_400
)
CLOSING = Closing(
    close_id=1,
    version=1,
    asked_by="Rudi Hartono",
    approved_by="dr. Bambang Wibowo",
    reason="",
    digest="9bc5" * 16,
    balances=MONEY,
    closed_at=datetime(2026, 12, 15, 3, 0, tzinfo=UTC),
    reopened_at=None,
    reopen_asked_by="",
    reopen_approved_by="",
    reopen_reason="",
)


def _share(number: int, name: str, kind: str = "pns", source: str = "gaji") -> Share:
    return Share(
        sponsor_id=number,
        nip=f"19700101200501190{number % 10}",
        name=name,
        kind=kind,
        source=source,
        workers=1,
        amount_idr=8_400,
        credit_idr=0,
        change=("same", "new", "changed")[number % 3],
    )


def _list(shares: list[Share], routes: Routes = Routes()) -> str:  # noqa: B008  # frozen
    stops = [StoppedSponsor(nip="197001012005011900", name="Agus", workers=1, reason="moved")]
    facts = list_facts(HEAD, ASKED, split(shares, routes), stops, "Rudi Hartono")
    return " ".join(texts(drawn("D03", facts, total_idr=840_000)))


def _differs(number: int, outcome: str, **more: str) -> Difference:
    said = {"reason": "", "given": "", "words": "", **more}
    return Difference(
        result_line_id=number,
        result_id=1,
        sponsor_id=number,
        nip="197001012005011900",
        name="Nama Pegawai Rahasia",
        asked_idr=8_400,
        reported_idr=0,
        outcome=outcome,
        is_allowed=False,
        **said,
    )


def _closed(**changed: object) -> Closed:
    found = Closed(
        asked=ASKED,
        answer=ANSWER,
        closings=[CLOSING],
        slips=[SLIP],
        differences=[
            _differs(1, "not_cut", reason="net_pay"),
            _differs(2, "not_cut", reason="net_pay"),
            _differs(3, "missing", given="moved"),
        ],
        before_idr=25_200,
    )
    return replace(found, **changed)  # type: ignore[arg-type]  # fields of Closed


def _minutes(closed: Closed) -> str:
    return " ".join(texts(drawn("D05", minutes_facts(HEAD, closed))))


class TestDeductionList:
    def test_groups_by_route_with_sub_totals_and_the_total_in_figures_and_words(self):
        shares = [_share(number, NAMES[number % 5]) for number in range(3)]
        shares += [_share(1, NAMES[1], source="tpp"), _share(7, NAMES[2], kind="pppk")]
        closed = {("pppk", "gaji"): Way(name="Gaji PPPK", is_open=False)}

        paper = _list(shares, Routes(ways=closed))

        for said in (
            *("Daftar potongan gaji", "Desember 2026", "Rp840.000", "Rudi Hartono"),
            *("delapan ratus empat puluh ribu rupiah", "3fc9 3fc9 3fc9 3fc9"),
            *("19700101 200501 1 900", "Pindah kantor", "4 ASN untuk 100 pekerja"),
            *("Jumlah Gaji PNS 3 Rp25.200", "Jumlah TPP PNS 1 Rp8.400"),
            "Gaji PPPK (belum ada jalur) 1 1 Rp8.400",
            "Jumlah seluruhnya 4 100 Rp840.000",
        ):
            assert said in paper
        assert paper.index("Gaji PPPK (belum ada jalur)") < paper.index("TPP PNS")

    @pytest.mark.parametrize(("count", "name"), [(0, ""), (100, ""), (40, LONGEST)])
    def test_stands_with_nobody_with_many_and_with_long_names(self, count, name):
        paper = _list([_share(number, name or NAMES[number % 5]) for number in range(count)])

        assert ("Tidak ada potongan bulan ini" in paper) == (count == 0)
        assert ("Jalur gaji Gaji PNS" in paper) == (count > 0), "one route is said once, above"
        assert "Semua jalur" not in paper
        assert "Bendahara gaji," in paper

    def test_a_hundred_names_are_small_enough_to_mail(self):
        shares = [_share(number, NAMES[number % 5]) for number in range(100)]
        facts = list_facts(HEAD, ASKED, split(shares, Routes()), [], "")

        assert len(drawn("D03", facts)) < 150_000

    def test_a_paper_made_before_there_were_routes_is_made_again_as_it_was(self):
        facts = list_facts(HEAD, ASKED, [], [], "")
        for name in [name for name in facts if name.startswith(("recap", "groups"))]:
            del facts[name]
        facts |= {
            "heads": ["No.", "NIP", "Nama", "Pekerja", "Sumber", "Potongan", "Catatan"],
            "rows": [["1", "19700101", "Siti", "1", "TPP", "Rp8.400", "Baru"]],
            **{"total_label": "Jumlah", "total_workers": "1", "total": "Rp8.400"},
        }

        paper = " ".join(texts(drawn("D03", facts)))

        assert "Sumber Potongan Catatan 1 19700101 Siti 1 TPP Rp8.400 Baru" in paper


class TestRemittanceSlip:
    def test_says_what_was_paid_for_which_month_and_what_it_does_not_prove(self):
        paper = " ".join(texts(drawn("D04", slip_facts(HEAD, ASKED, SLIP, ANSWER))))

        for said in (
            "JTG0012",
            "9 Desember 2026",
            "Rp814.800",
            "delapan ratus empat belas ribu delapan ratus rupiah",
            "97 pekerja",
            "tersimpan di Payung",
            "belum membuktikan bahwa BPJS menerima",
        ):
            assert said in paper

    def test_a_part_of_a_slip_says_the_whole_and_why(self):
        part = replace(SLIP, part_idr=400_000, reason="Sisanya untuk November")

        paper = " ".join(texts(drawn("D04", slip_facts(HEAD, ASKED, part, None))))

        assert "Jumlah seluruh bukti Rp814.800" in paper
        assert "Sisanya untuk November" in paper


class TestMinutes:
    def test_cut_is_what_was_paid_on_in_transit_held_and_returned(self):
        paper = _minutes(_closed())

        assert "Rp814.800 = Rp789.600 + Rp8.400 + Rp16.800 + Rp0" in paper
        assert "delapan ratus empat belas ribu delapan ratus rupiah" in paper

    def test_reasons_are_counted_and_name_nobody(self):
        paper = _minutes(_closed())

        assert "Tidak terpotong: Gaji bersih tidak cukup 2 Rp16.800 Rp0" in paper
        assert "Tidak ada di berkas: Pindah kantor 1 Rp8.400 Rp0" in paper
        assert "Rahasia" not in paper

    def test_the_balance_is_brought_forward_and_carried_on(self):
        paper = _minutes(_closed())

        assert "Dibawa dari bulan sebelumnya Rp25.200" in paper
        assert "Dari bulan ini Rp25.200" in paper
        assert "Dibawa ke bulan berikutnya Rp50.400" in paper

    def test_says_who_asked_who_closed_and_which_file_it_rests_on(self):
        paper = _minutes(_closed())

        for said in ("Rudi Hartono", "dr. Bambang Wibowo", "jawaban ke-2: hasil.xlsx", "R-77"):
            assert said in paper
        assert "9bc5 9bc5 9bc5 9bc5" in paper

    def test_an_ordinary_month_is_one_page(self):
        facts = minutes_facts(HEAD, _closed(differences=[]))

        assert len(texts(drawn("D05", facts))) == 1

    def test_a_reopened_month_tells_its_earlier_closes(self):
        first = replace(CLOSING, reopened_at=AT, reopen_reason="Satu baris tertukar")
        second = replace(CLOSING, close_id=2, version=2, reason="BPJS menyusul")

        paper = _minutes(_closed(closings=[second, first]))

        assert "BA-2026-12-2" in paper
        assert "dibuka kembali 20/11/2026: Satu baris tertukar" in paper
        assert "Ditutup dengan alasan BPJS menyusul" in paper

    def test_stands_without_slips_answers_or_reasons(self):
        paper = _minutes(_closed(slips=[], answer=None, differences=[]))

        assert "Tidak ada setoran bulan ini" in paper
        assert "Semua terpotong seperti daftar" in paper

    def test_unexplained_money_is_named_only_where_there_is_some(self):
        odd = replace(CLOSING, balances=replace(MONEY, suspense_idr=8_400, cut_idr=823_200))

        assert "Belum jelas" in _minutes(_closed(closings=[odd]))
        assert "Belum jelas" not in _minutes(_closed())

    def test_the_offices_own_money_is_taken_off_again(self):
        odd = replace(CLOSING, balances=Balances(cut_idr=2, received_idr=9, suspense_idr=-7))

        facts = minutes_facts(HEAD, _closed(closings=[odd]))

        assert facts["equation"] == "Rp2 = Rp9 + Rp0 + Rp0 + Rp0 - Rp7"
        assert facts["sum"][-1][1] == "Rp7"
