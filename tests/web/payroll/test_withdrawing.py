"""S45: a slip recorded wrongly is withdrawn once, and stays visible with its reason."""

import pytest

from payung.foundation.documents.models import Document
from payung.kernel.people import Role
from payung.process import papers
from payung.stages.remittance.models import SlipLine, SlipWithdrawal
from tests.factories import payroll
from tests.factories.world import actor
from tests.web.forms import said
from tests.web.payroll.conftest import sent, text

pytestmark = pytest.mark.django_db


def _path(page, slip_id):
    return page(f"setor/{payroll.ref(slip_id)}/tarik/")


class TestWithdraw:
    def test_is_asked_why_once_and_leads_back_to_record_it_again(self, web_world, treasurer, page):
        slip_id = payroll.remitted(web_world)
        paper = papers.remittance_slip(
            slip_id=slip_id,
            agency_id=payroll.office_of(web_world),
            month=payroll.next_month(web_world),
            by=actor(web_world, Role.TREASURER),
            at=web_world.at,
        )
        path, key = _path(page, slip_id), "3f0f2b0e-6f07-4a0a-9f5e-0a3a3f1d2c12"
        asked = said(text(treasurer.get(path)))

        without = sent(treasurer, path)
        done = sent(treasurer, path, alasan="Jumlah salah ketik", form_key=key)
        tapped = sent(treasurer, path, alasan="Jumlah salah ketik", form_key=key)
        later = sent(treasurer, path, alasan="Lagi")

        assert "Tarik bukti UJI-1" in asked
        assert without.status_code == 422
        assert "Tulis apa yang salah" in text(without)
        assert done["Location"] == page("setor/")
        assert page("setor/") in text(tapped)
        assert later.status_code == 422
        assert "sudah ditarik" in said(text(later))
        assert payroll.due(web_world) == 134_400
        assert Document.objects.get(pk=paper).withdrawn_because == "Jumlah salah ketik"
        shown = said(text(treasurer.get(page("setor/"))))
        assert "1 bukti ditarik" in shown
        assert "Jumlah salah ketik" in shown
        assert "1 bukti ditarik" in said(text(treasurer.get(page("cocok/"))))
        assert "sudah ditarik Rudi Hartono" in said(text(treasurer.get(path)))

    def test_a_confirmed_slip_says_which_way_instead(self, web_world, treasurer, head, page):
        slip_id = payroll.remitted(web_world)
        payroll.received(web_world)

        shown = text(treasurer.get(_path(page, slip_id)))
        answer = sent(treasurer, _path(page, slip_id), alasan="Salah")

        assert "Minta cabang BPJS mengoreksinya" in said(shown)
        assert 'name="alasan"' not in shown
        assert answer.status_code == 422
        assert not SlipWithdrawal.objects.exists()
        assert "Tarik bukti" not in text(treasurer.get(page("setor/")))
        assert head.get(_path(page, slip_id)).status_code == 403

    def test_another_offices_slip_is_not_there(self, web_world, treasurer, page):
        other = SlipLine.objects.filter(agency_id=web_world.agencies["Kecamatan Boja"])[0]

        path = _path(page, other.slip_id)

        assert treasurer.get(path).status_code == 404
        assert sent(treasurer, path, alasan="Salah").status_code == 404
        assert not SlipWithdrawal.objects.exists()
