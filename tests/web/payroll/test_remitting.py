"""S45: nothing is typed that is known; another amount needs its reason, every slip its proof."""

from io import BytesIO

import pytest

from payung.kernel.people import Role
from payung.stages.remittance.models import Slip, SlipLine, SlipScan
from payung.stages.remittance.operations import Part, record_slip
from payung.stages.remittance.operations.scans import keep_scan
from tests.factories import payroll
from tests.factories.payroll import PNG
from tests.factories.world import actor
from tests.web.forms import said
from tests.web.payroll.conftest import hidden, sent, text
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def _record(client, page, *, content=PNG, **changed):
    shown = text(client.get(page("setor/")))
    picture = BytesIO(content)
    picture.name = "bukti.png"
    form = {
        "harus": hidden(shown, "harus") if 'name="harus"' in shown else "",
        "bank": "Bank Jateng",
        "nomor": "jtg 0012",
        "tanggal_hari": "20",
        "tanggal_bulan": "11",
        "tanggal_tahun": "2026",
        "bukti": picture,
        **changed,
    }
    return sent(client, page("setor/"), **form)


@pytest.fixture
def cut(web_world):
    return payroll.cut(web_world)


@pytest.mark.usefixtures("cut")
class TestRecord:
    def test_the_amount_is_worked_out_and_the_bank_is_known(self, web_world, treasurer, page):
        shown = text(treasurer.get(page("setor/")))

        assert "Yang harus disetor: Rp134.400" in said(shown)
        assert 'value="BANK JATENG"' in shown
        assert 'value="134400"' in shown

    def test_number_day_and_picture_are_enough(self, web_world, treasurer, page):
        answer = _record(treasurer, page)

        slip = Slip.objects.get(number="JTG0012")
        assert answer["Location"] == page("cocok/")
        assert (slip.bank, slip.amount_idr) == ("BANK JATENG", 134_400)
        assert SlipScan.objects.get(slip=slip).kind == "jpeg"
        assert payroll.due(web_world) == 0

    def test_nothing_filled_in_is_told_all_at_once(self, treasurer, page):
        answer = sent(treasurer, page("setor/"))

        shown = text(answer)
        assert answer.status_code == 422
        for place in ("bank", "nomor", "tanggal", "bukti"):
            assert f'href="#{place}"' in shown

    def test_another_amount_needs_its_reason(self, web_world, treasurer, page):
        without = _record(treasurer, page, jumlah="100.000")
        explained = _record(treasurer, page, jumlah="100.000", alasan="Sisanya menyusul Senin")

        assert without.status_code == 422
        assert "yang harus disetor Rp134.400" in said(text(without))
        assert 'href="#alasan"' in text(without)
        assert explained["Location"] == page("setor/"), "there is a rest to remit"
        assert payroll.due(web_world) == 34_400

    def test_several_slips_make_one_month(self, web_world, treasurer, page):
        _record(treasurer, page, jumlah="100.000", alasan="Sisanya menyusul")

        answer = _record(treasurer, page, nomor="JTG0013", content=PNG + b"dua")

        assert answer["Location"] == page("cocok/")
        assert Slip.objects.get(number="JTG0013").amount_idr == 34_400

    def test_what_changed_since_the_page_was_opened_is_told(self, web_world, treasurer, page):
        answer = _record(treasurer, page, harus="126000")

        assert answer.status_code == 422
        assert "berisi Rp126.000" in said(text(answer))
        assert not Slip.objects.filter(number="JTG0012").exists()

    @pytest.mark.parametrize(
        ("changed", "place"),
        [
            ({"jumlah": "abc"}, "jumlah"),
            ({"jumlah": "-5"}, "jumlah"),
            ({"jumlah": "16,8"}, "jumlah"),
            ({"jumlah": "0"}, "jumlah"),
            ({"tanggal_tahun": "2027"}, "tanggal"),
            ({"tanggal_hari": "31"}, "tanggal"),
            ({"nomor": "x" * 50}, "nomor"),
            ({"content": b"GIF89a"}, "bukti"),
            ({"content": PNG[:40]}, "bukti"),
        ],
    )
    def test_what_cannot_be_is_told_beside_its_box(self, treasurer, page, changed, place):
        answer = _record(treasurer, page, **changed)

        assert answer.status_code == 422
        assert f'href="#{place}"' in text(answer)
        assert not Slip.objects.filter(number="JTG0012").exists()

    def test_a_double_tap_records_one_slip(self, treasurer, page):
        key = "3f0f2b0e-6f07-4a0a-9f5e-0a3a3f1d2c11"

        first = _record(treasurer, page, form_key=key, harus="134400")
        second = _record(treasurer, page, form_key=key, harus="134400")

        assert (first.status_code, second.status_code) == (302, 200)
        assert page("cocok/") in text(second)
        assert Slip.objects.filter(number="JTG0012").count() == 1


@pytest.mark.usefixtures("cut")
class TestKnownNumber:
    def test_of_the_own_office_says_for_which_month_and_by_whom(self, web_world, treasurer, page):
        before = web_world.month
        number = SlipLine.objects.get(
            agency_id=payroll.office_of(web_world), month=before.first_day
        ).slip.number

        answer = _record(treasurer, page, nomor=number)

        assert answer.status_code == 422
        assert "Nomor bukti ini sudah dicatat untuk November 2026 oleh" in said(text(answer))

    def test_of_another_office_says_no_more_than_that(self, web_world, treasurer, page):
        other = web_world.agencies["Kecamatan Boja"]
        number = SlipLine.objects.filter(agency_id=other).latest("pk").slip.number

        answer = _record(treasurer, page, nomor=number)

        shown = said(text(answer))
        assert answer.status_code == 422
        assert "sudah dicatat kantor lain" in shown
        assert "Boja" not in shown

    def test_the_same_picture_proves_no_second_slip(self, web_world, treasurer, page):
        before = SlipLine.objects.get(
            agency_id=payroll.office_of(web_world), month=web_world.month.first_day
        )
        keep_scan(
            slip_id=before.slip_id,
            content=PNG,
            by=actor(web_world, Role.TREASURER),
            at=web_world.at,
        )

        answer = _record(treasurer, page)

        assert answer.status_code == 422
        assert "sudah dipakai untuk bukti setor lain" in said(text(answer))
        assert not Slip.objects.filter(number="JTG0012").exists()


def test_before_the_result_a_slip_may_wait(web_world, treasurer, page):
    payroll.locked(web_world)

    without = _record(treasurer, page)
    answer = _record(treasurer, page, jumlah="134.400")

    assert 'href="#jumlah"' in text(without)
    assert answer.status_code == 302
    assert "Menunggu hasil potongan" in said(text(treasurer.get(page("setor/"))))


def test_one_slip_may_be_for_two_months(web_world, treasurer, page):
    payroll.cut(web_world)
    running = web_world.month
    _take_back_running(web_world)

    shown = said(text(treasurer.get(page("setor/"))))
    answer = _record(treasurer, page, **{f"jumlah_{running}": "126.000"})

    assert "Bagian untuk November 2026" in shown
    assert answer["Location"] == page("cocok/")
    parts = SlipLine.objects.filter(slip__number="JTG0012").order_by("month")
    assert [part.amount_idr for part in parts] == [126_000, 134_400]


def _take_back_running(world):
    """Make the running month of the office one whose money is still held."""
    payroll.held_again(world, world.month)


class TestPicture:
    def test_is_handed_out_as_a_file_to_who_may_see_the_slip(self, web_world, treasurer, page):
        payroll.cut(web_world)
        _record(treasurer, page)
        path = f"/gaji/bukti/{payroll.ref(Slip.objects.get(number='JTG0012').pk)}/"

        for client in (treasurer, signed_in(Role.AUDITOR)):
            answer = client.get(path)
            assert answer.content.startswith(b"\xff\xd8\xff")
            assert answer["Content-Type"] == "image/jpeg"
            assert "attachment" in answer["Content-Disposition"]
        assert signed_in(Role.OFFICER).get(path).status_code == 403

    def test_of_another_office_is_not_there(self, web_world, treasurer):
        other = web_world.agencies["Kecamatan Boja"]
        slip = SlipLine.objects.filter(agency_id=other).latest("pk").slip
        by = actor(web_world, Role.SECRETARIAT)
        keep_scan(slip_id=slip.pk, content=PNG, by=by, at=web_world.at)

        assert treasurer.get(f"/gaji/bukti/{payroll.ref(slip.pk)}/").status_code == 404


def test_another_offices_slip_prints_nothing(web_world, treasurer, page):
    payroll.locked(web_world)
    part = Part(
        agency_id=web_world.agencies["Kecamatan Boja"],
        month=payroll.next_month(web_world),
        amount_idr=8_400,
    )
    slip_id = record_slip(
        regency_id=web_world.regency_id,
        bank="BANK JATENG",
        number="BOJA-1",
        paid_on=web_world.today,
        parts=[part],
        by=actor(web_world, Role.SECRETARIAT),
        at=web_world.at,
    )

    assert sent(treasurer, page(f"setor/{payroll.ref(slip_id)}/cetak/")).status_code == 404
