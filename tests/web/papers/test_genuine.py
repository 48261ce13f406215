"""The page that says whether a paper is genuine."""

import pytest
from django.test import Client

from payung.foundation.documents.models import Document
from payung.foundation.documents.operations import withdraw
from payung.kernel.people import Role
from payung.process import papers
from tests.factories.card_holders import consent, holder
from tests.factories.world import actor
from tests.factories.world_months import UNPAID
from tests.web.papers.opening import _authorisation

pytestmark = pytest.mark.django_db


class TestGenuine:
    def _code(self, world):
        return Document.objects.get(pk=_authorisation(world)).code

    def test_says_kind_date_office_and_total_and_no_name(self, web_world):
        page = Client().get(f"/v/{self._code(web_world)}/").content.decode()

        for said in ("Surat kuasa potong gaji", "Dinas Kesehatan", "Rp16.800", "Masih berlaku"):
            assert said in page
        assert "Wulan" not in page
        assert "Siti" not in page

    def test_a_withdrawn_paper_says_so(self, web_world):
        code = self._code(web_world)
        withdraw(
            document_id=Document.objects.get(code=code).pk,
            reason="salah",
            by=actor(web_world, Role.OFFICER),
            at=web_world.at,
        )

        page = Client().get(f"/v/{code}/").content.decode()
        assert "Dicabut" in page
        assert "Masih berlaku" not in page

    def test_an_older_version_is_called_replaced(self, web_world):
        code = self._code(web_world)
        other = holder(web_world, UNPAID)
        consent(
            sponsorship_id=other.sponsorship_id,
            ceiling_idr=20_000,
            by=actor(web_world, Role.OFFICER),
            at=web_world.at,
        )
        papers.deduction_authorisation(
            sponsor_id=web_world.sponsor_id, by=actor(web_world, Role.OFFICER), at=web_world.at
        )

        assert "Sudah diganti versi baru" in Client().get(f"/v/{code}/").content.decode()

    @pytest.mark.parametrize("code", ["A" * 26, "x", "%00", "1" * 26, "'--"])
    def test_an_unknown_code_is_none_of_ours(self, web_world, code):
        answer = Client().get(f"/v/{code}/")

        assert answer.status_code == 404
        assert "tidak kami terbitkan" in answer.content.decode()

    def test_a_sweep_is_slowed_and_comparing_real_papers_is_not(self, web_world):
        code = self._code(web_world)
        assert {Client().get(f"/v/{code}/").status_code for _ in range(35)} == {200}

        statuses = [
            Client().get(f"/v/{'A' * 25}{chr(65 + n % 26)}/").status_code for n in range(31)
        ]

        assert statuses == [404] * 30 + [429]

    def test_a_typed_code_leads_to_its_page(self, web_world):
        code = self._code(web_world)
        typed = " ".join(code[at : at + 5] for at in range(0, 26, 5)).lower()

        answer = Client().get("/v/", {"kode": typed})

        assert answer.headers["Location"] == f"/v/{code}/"
