"""One family from the report of a death to the last payment, by the forms of S63 to S86."""

import pytest
from django.urls import reverse

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from payung.stages.claims.models import ClaimFile, Payment
from tests.factories.card_holders import BORN, holder
from tests.factories.world import World
from tests.web.claims.family import Family, photo, sponsorship_of
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_a_family_from_the_report_to_the_last_payment(web_world: World):
    family = Family(web_world, sponsorship_of(web_world))
    card = holder(web_world)
    reported = family.report(keluarga="Sutrisno", hubungan="spouse", hp="0812 9000 0911")

    assert reported.headers["Location"] == family.page("claim")
    officer, branch = family.officer, family.branch
    page = told(officer.get(family.page("claim")))
    assert "Rp20.000.000" in page
    assert "BPJS menetapkan" in page
    # Whom the report named is filled in already, and nobody asks for it again.
    form = officer.get(family.page("claim-heir-new")).content.decode()
    assert 'value="Sutrisno"' in form
    widower = family.add_heir("Sutrisno", hp="081290000911", bank="Bank Jateng", rekening="123")
    son = family.add_heir("Bagas", "child", **boxes("lahir", web_world.today.replace(day=1)))
    listed = told(officer.get(family.page("claim-heirs")))
    assert "belum dewasa" in listed
    assert "guardian_statement" in str(
        [r.needed.code for r in officer.get(family.page("claim-papers")).context["seen"].rows]
    )
    early = family.hand_over()
    assert early.status_code == 422
    assert "surat" in told(early)
    family.gather()
    kept = send(officer, family.page("claim-paper", "death_certificate"), foto=photo())
    assert kept.status_code == 302
    (file,) = ClaimFile.objects.filter(claim_id=family.claim_id)
    assert family.hand_over().status_code == 302
    assert family.state == "handed_over"

    # The branch: what is sealed opens for a reason, and each opening is kept.
    assert family.take_in().status_code == 302
    closed = told(branch.get(family.page("claim-picture", file.pk)))
    assert "Mengapa Anda membukanya" in closed
    assert family.opened_by(branch).status_code == 302
    picture = branch.get(family.page("claim-picture", file.pk))
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert Look.objects.filter(what="claim.facts", role="branch").exists()
    silent = family.decide(jumlah_3="9.000.000")
    assert silent.status_code == 422
    assert "Tulis sebab bedanya" in told(silent)
    assert family.decide().status_code == 302

    # The family sees an amount only now, and the day it was asked is not kept.
    status = reverse("claim-status", args=[card.code])
    shown = told(signed_in(Role.SPONSOR).post(status, boxes("lahir", BORN)))
    assert "BPJS menetapkan Rp" in shown
    assert "Sudah dibayar" not in shown
    assert family.pay(widower, "30.000.000").status_code == 302
    again = family.pay(son, "30.000.000")
    assert again.status_code == 422
    assert family.pay(son, "12.000.000").status_code == 302
    assert family.state == "paid"
    assert sum(Payment.objects.values_list("amount_idr", flat=True)) == 42_000_000
    proof = Payment.objects.latest("pk").pk
    assert branch.get(family.page("claim-proof", proof)).headers["Content-Type"] == "image/jpeg"
