"""What goes otherwise: sent back, refused, taken back; and who sees how much of a family."""

from datetime import timedelta

import pytest
from django.urls import reverse

from payung.foundation.audit.models import Look
from payung.kernel.people import Role
from payung.stages.claims.models import Claim
from payung.stages.enrolment.models import Sponsorship
from tests.factories.claim_pages import DECIDED, THERE, claim_of
from tests.factories.world import World
from tests.web.claims.family import Family, death, sponsorship_of
from tests.web.secretariat.sending import boxes, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(web_world: World) -> Family:
    return Family(web_world, sponsorship_of(web_world))


def test_a_death_is_refused_in_words_and_the_second_report_finds_the_first(family: Family):
    day = family.world.today
    path = reverse("claim-death", args=[family.thing.pk])
    tomorrow = send(family.officer, path, **death(day + timedelta(days=1)))
    assert tomorrow.context["problems"].keys() == {"meninggal"}
    empty = send(family.officer, path)
    assert empty.context["problems"].keys() == {"meninggal", "sebab", "pasti"}
    work = send(family.officer, path, **death(day, sebab="work_accident"))
    assert work.context["problems"].keys() == {"kecelakaan"}
    family.report()

    again = send(signed_in(Role.SPONSOR), path, **death(day - timedelta(days=1)))

    assert again.headers["Location"] == family.page("claim")
    assert Claim.objects.filter(worker_id=family.thing.worker_id).count() == 1


def test_the_branch_sends_it_back_refuses_it_and_the_officer_takes_it_up_again(family: Family):
    family.report()
    family.add_heir("Sutrisno")
    family.gather()
    family.hand_over()
    family.take_in()
    assert send(family.branch, family.page("branch-claim-more")).status_code == 422
    send(family.branch, family.page("branch-claim-more"), alasan="Perlu surat nikah")
    page = told(family.officer.get(family.page("claim")))
    assert "Cabang meminta surat lain" in page
    assert "Perlu surat nikah" in page
    family.hand_over()
    family.take_in()
    send(family.branch, family.page("branch-claim-refuse"), alasan="Tidak bekerja saat didaftarkan")
    assert family.state == "refused"
    assert "Tidak bekerja" in told(family.officer.get(family.page("claim")))
    # The sponsor sees that it was, and nothing of the reason.
    assert "Tidak bekerja" not in told(signed_in(Role.SPONSOR).get(family.page("claim")))

    send(family.officer, family.page("claim-again"), alasan="Ada surat desa tentang pekerjaannya")

    assert family.state == "collecting"


def test_a_report_for_somebody_who_lives_is_undone_and_goes_on(family: Family):
    family.report()
    form = family.page("claim-take-back")
    assert send(family.officer, form).status_code == 422

    undone = send(family.officer, form, alasan="Salah orang, pekerjanya datang sendiri")

    assert undone.status_code == 302
    assert family.state == "withdrawn"
    assert Sponsorship.objects.filter(worker_id=family.thing.worker_id, state="accepted").exists()
    assert "Perlindungan berjalan terus" in told(family.officer.get(undone.headers["Location"]))


def test_a_double_tap_reports_once(family: Family):
    path = reverse("claim-death", args=[family.thing.pk])
    key = family.officer.get(path).content.decode().split('name="form_key" value="')[1][:36]
    said = {"form_key": key, **death(family.world.today)}

    first, second = (family.officer.post(path, said) for _ in range(2))

    assert first.status_code == 302
    assert "Sudah kami terima" in told(second)


def test_secretariat_and_auditor_say_why_and_only_they_and_the_branch_see_flags(web_world: World):
    claim_id = claim_of(web_world, THERE)
    page = reverse("claim", args=[claim_id])
    auditor = signed_in(Role.AUDITOR)
    assert "Tulis alasannya" in told(auditor.get(page))
    assert THERE not in told(auditor.get("/klaim/"))
    opening = reverse("claim-open", args=[claim_id])
    assert send(auditor, opening, alasan="cek").status_code == 422

    send(auditor, opening, alasan="Pemeriksaan klaim triwulan keempat")

    (look,) = Look.objects.filter(what="claim.facts", subject_id=claim_id)
    assert (look.role, look.reason) == ("auditor", "Pemeriksaan klaim triwulan keempat")
    assert "Perlu dilihat" in told(auditor.get(page))
    mine = claim_of(web_world, DECIDED)
    assert "Perlu dilihat" not in told(signed_in(Role.OFFICER).get(reverse("claim", args=[mine])))
    branch = signed_in(Role.BRANCH).get(reverse("branch-claim", args=[mine]))
    assert "Perlu dilihat" in told(branch)


def test_an_accident_outside_a_paid_month_is_sent_and_what_was_said_of_it_stays(family: Family):
    sponsor, path = signed_in(Role.SPONSOR), reverse("claim-accident", args=[family.thing.pk])
    day = family.world.today - timedelta(days=2)
    answers = {"tempat": "Sawah", "kegiatan": "Menanam", "luka": "Kepala", "lalu_lintas": "1"}
    wrong = send(sponsor, path, **boxes("kapan", day), kapan_jam="25.61", **answers)
    assert wrong.context["problems"].keys() == {"kapan_jam"}
    send(sponsor, path, **boxes("kapan", day), **answers)
    family.claim_id = Claim.objects.get(worker_id=family.thing.worker_id).pk
    # The sponsor reads the stage, and nothing of what happened.
    assert "Kepala" not in told(sponsor.get(family.page("claim")))

    said = {**death(family.world.today, sebab="work_accident"), "keluarga": "Sutrisno"}
    answer = send(family.officer, reverse("claim-death", args=[family.thing.pk]), **said)

    assert answer.headers["Location"] == family.page("claim")
    page = told(family.officer.get(family.page("claim")))
    for words in ("Sawah", "Menanam", "Sutrisno", "Rp48.000.000"):
        assert words in page
