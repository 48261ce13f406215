"""S101: one office's month for the secretariat, which closes it as the second person."""

from uuid import uuid4

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.stages.remittance.models import Close
from tests.factories import payroll
from tests.factories.world import World
from tests.web.secretariat.sending import told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def _places(world: World) -> tuple[str, str]:
    args = [str(payroll.next_month(world)), payroll.office_of(world)]
    return reverse("manage-office-month", args=args), reverse(
        "manage-office-month-close", args=args
    )


class TestClosing:
    def test_is_found_checked_by_the_figures_and_done_once(self, web_world: World):
        world, client = web_world, signed_in(Role.SECRETARIAT)
        payroll.matched(world)
        page, decision = _places(world)
        early = client.get(decision).status_code
        payroll.asked(world)

        listed = told(client.get("/kelola/periode/"))
        figures = told(client.get(page))
        form = client.get(decision)
        hidden = form.context["hidden"]
        changed = client.post(
            decision,
            {**hidden, "dilihat": "142800_134400_0_8400_0_0", "form_key": str(uuid4())},
        )
        said = {**hidden, "form_key": str(uuid4())}
        closed, again = client.post(decision, said), client.post(decision, said)

        assert early == 404
        assert "Dinas Kesehatan: tutup" in listed
        assert "Dipotong Rp134.400" in figures
        assert "Rudi Hartono" in told(form)
        assert "dulu Rp142.800, sekarang Rp134.400" in told(changed)
        assert (closed["Location"], again["Location"]) == (page, page)
        month = payroll.next_month(world).first_day
        assert Close.objects.filter(month=month).count() == 1
        after = told(client.get(page))
        assert "Berita acara" in after

    def test_may_be_returned_with_the_reason_that_the_treasurer_sees(self, web_world: World):
        world, client = web_world, signed_in(Role.SECRETARIAT)
        payroll.cut(world)
        payroll.asked(world, reason="Menunggu bank")
        page, decision = _places(world)

        held = told(client.get(page))
        unsaid = client.post(decision, {"tolak": "1", "form_key": str(uuid4())})
        done = client.post(
            decision, {"tolak": "1", "alasan": "Setor dulu", "form_key": str(uuid4())}
        )

        assert "Mengapa masih tertahan" in held
        assert "Masih tertahan Rp134.400" in held
        assert "Lihat milik siapa" not in held, "whose money it is, the secretariat does not see"
        assert unsaid.status_code == 422
        assert done["Location"] == page
        month = payroll.next_month(world)
        shown = told(signed_in(Role.TREASURER).get(f"/gaji/{month}/cocok/"))
        assert "Setor dulu" in shown

    def test_the_auditor_reads_and_decides_nothing(self, web_world: World):
        payroll.cut(web_world)
        payroll.asked(web_world, reason="Menunggu bank")
        page, decision = _places(web_world)
        auditor = signed_in(Role.AUDITOR)

        assert "Periksa dan putuskan" not in told(auditor.get(page))
        assert auditor.get(decision).status_code == 403


def test_the_branch_opens_the_minutes_that_it_signs(web_world: World):
    world, client = web_world, signed_in(Role.SECRETARIAT)
    payroll.matched(world)
    payroll.asked(world)
    _, decision = _places(world)
    client.post(decision, {**client.get(decision).context["hidden"], "form_key": str(uuid4())})

    branch = signed_in(Role.BRANCH)
    shown = branch.get("/bpjs/penerimaan/")
    (paper, office) = shown.context["minutes"][0]

    assert (paper.kind, office) == ("D05", "Dinas Kesehatan")
    assert branch.get(reverse("paper", args=[paper.document_id])).status_code == 200
