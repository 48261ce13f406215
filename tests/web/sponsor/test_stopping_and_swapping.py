"""S23, S24: ending a protection, and wishing to protect another worker instead."""

import pytest
from django.test import Client
from django.urls import reverse

from payung.kernel.keyring import sealer
from payung.kernel.month import Month
from payung.kernel.people import Role
from payung.process.registration import apply_reply
from payung.stages.enrolment import operations
from payung.stages.enrolment.models import BatchLine, Sponsorship
from payung.stages.enrolment.sums.keys import row_key
from payung.stages.enrolment.sums.replies import ReplyRow
from payung.stages.membership.models import Payer
from tests.factories.enrolment import card
from tests.factories.world import World, actor
from tests.web.signing_in import signed_in
from tests.web.sponsor.signing_up import answer, send, villages

ANY_KEY = "6f1f0a1e-0000-4000-8000-00000000000"


@pytest.fixture
def sponsor(web_world: World) -> Client:
    return signed_in(Role.SPONSOR)


class TestStopping:
    def test_names_the_last_month_before_and_after(self, sponsor, covered, web_world):
        path = reverse("worker-stop", args=[covered.pk])
        page = sponsor.get(path)
        last = page.context["stopping"].last_month
        first = page.context["stopping"].from_month

        done = send(sponsor, path, mulai=str(first))

        assert last is not None
        assert first == web_world.month.next  # this month's list is locked
        assert done.headers["Location"] == reverse("worker", args=[covered.pk])
        assert Sponsorship.objects.get(pk=covered.pk).state == "ended"
        payer = Payer.objects.get(sponsorship=covered)
        assert Month.of(payer.until_month) == first

    def test_a_month_that_was_locked_meanwhile_is_said_and_nothing_stops(
        self, sponsor, covered, web_world
    ):
        path = reverse("worker-stop", args=[covered.pk])

        got = send(sponsor, path, mulai=str(web_world.month))

        assert got.status_code == 422
        assert Sponsorship.objects.get(pk=covered.pk).state == "accepted"

    def test_the_second_tap_changes_nothing(self, sponsor, covered):
        path = reverse("worker-stop", args=[covered.pk])
        sponsor.post(path, {"form_key": f"{ANY_KEY}1"})

        again = sponsor.post(path, {"form_key": f"{ANY_KEY}1"})

        assert again.status_code in (200, 404)

    def test_a_registration_not_yet_sent_can_be_taken_back(self, sponsor, returned):
        path = reverse("worker-cancel", args=[returned.pk])

        got = sponsor.post(path, {"form_key": f"{ANY_KEY}2"}, follow=True)

        assert Sponsorship.objects.get(pk=returned.pk).state == "cancelled"
        assert "Pendaftaran dibatalkan" in got.content.decode()

    def test_an_insured_one_cannot_be_taken_back(self, sponsor, covered):
        path = reverse("worker-cancel", args=[covered.pk])

        sponsor.post(path, {"form_key": f"{ANY_KEY}3"})

        assert Sponsorship.objects.get(pk=covered.pk).state == "accepted"


class TestSwapping:
    @pytest.fixture
    def done(self, sponsor, covered, web_world) -> str:
        """Where the swap of Siti Rahayu for another worker ends."""
        villages()
        names = [name for _, name in sponsor.get("/saya/ganti/").context["workers"]]
        sponsor.post("/saya/ganti/", {"pekerja": str(names.index("Siti Rahayu") + 1)})
        answer(sponsor)
        page = sponsor.get("/daftar/periksa/").content.decode()
        assert "Perlindungan Siti Rahayu berjalan terus sampai Anda menghentikannya" in page
        got = send(sponsor)
        assert got.status_code == 302, got.content.decode()
        return got.headers["Location"]

    def test_the_old_cover_goes_on_while_the_new_one_is_not_accepted(self, done, covered):
        payer = Payer.objects.get(sponsorship=covered)
        covered.refresh_from_db()

        assert (covered.state, covered.ended_on, payer.until_month) == ("accepted", None, None)
        assert Sponsorship.objects.order_by("-pk")[0].state == "registered"

    def test_the_last_page_leads_to_the_stop_and_says_when(self, sponsor, done, covered, web_world):
        waiting = sponsor.get(done).content.decode()
        new = Sponsorship.objects.order_by("-pk")[0]
        by = actor(web_world, Role.OFFICER)
        operations.verify(
            sponsorship_ids=[new.pk], stated_on=web_world.today, by=by, at=web_world.at
        )
        batch = operations.send_batch(agency_id=by.agency_id, by=by, at=web_world.at)
        line = BatchLine.objects.get(sponsorship=new)
        key = row_key(sealer(), batch_id=batch, row=line.row, sponsorship_id=new.pk)
        answer_row = ReplyRow(line.row, key, card(944), "")
        apply_reply(
            batch_id=batch, replies=[answer_row], replied_on=web_world.today, by=by, at=web_world.at
        )

        accepted = sponsor.get(done).content.decode()

        stop = reverse("worker-stop", args=[covered.pk])
        assert "Tunggu sampai BPJS menerima Sukini" in waiting
        assert "BPJS sudah menerima Sukini" in accepted
        assert stop in waiting
        assert stop in accepted

    def test_stopping_the_old_one_afterwards_ends_the_hint(self, sponsor, done, covered):
        path = reverse("worker-stop", args=[covered.pk])
        send(sponsor, path, mulai=str(sponsor.get(path).context["stopping"].from_month))

        assert path not in sponsor.get(done).content.decode()

    def test_a_strange_reference_changes_nothing(self, sponsor, done, covered):
        page = sponsor.get(f"{done}?ganti=x")

        assert page.status_code == 200
        assert page.context["swapped"].sponsorship_id == covered.pk

    def test_the_wish_is_remembered_on_the_workers_own_page(self, sponsor, done, covered):
        new = Sponsorship.objects.order_by("-pk")[0]
        assert new.instead_of_id == covered.pk

        page = sponsor.get(reverse("worker", args=[new.pk])).content.decode()

        assert reverse("worker-stop", args=[covered.pk]) in page

    def test_the_officer_reads_of_it_while_it_is_a_wish(self, sponsor, done, covered):
        new = Sponsorship.objects.order_by("-pk")[0]
        check = reverse("check", args=[new.pk])
        officer = signed_in(Role.OFFICER)
        assert "menggantikan Siti Rahayu" in officer.get(check).content.decode()

        path = reverse("worker-stop", args=[covered.pk])
        send(sponsor, path, mulai=str(sponsor.get(path).context["stopping"].from_month))

        assert "menggantikan" not in officer.get(check).content.decode()
