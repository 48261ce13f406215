"""S48: one asks, another decides by the total that was seen, the treasurer hands over."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from payung.foundation.access.models import Duty
from payung.foundation.approvals.models import Approval
from payung.foundation.approvals.operations import NotAsked, refuse
from payung.foundation.audit.models import Look
from payung.foundation.ledger.balances import balances
from payung.kernel.people import Actor, Role
from payung.stages.registry.models import Worker
from payung.stages.remittance.models import Refund, RefundPayment, RefundRequest, RefundScan
from payung.stages.remittance.operations import refund
from tests.factories import held_money as made
from tests.factories.payroll import PNG
from tests.factories.world import World, actor, give, person
from tests.web.forms import hidden, said, send
from tests.web.signing_in import come_in, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/gaji/pengembalian/"


def _asked(world: World):
    """Requests of the month that these tests cut; the world has an older one."""
    return RefundRequest.objects.filter(month=world.month.next.first_day)


def _given(world: World):
    return Refund.objects.filter(month=world.month.next.first_day)


def _day(world: World) -> dict[str, int]:
    day = world.today
    return {"tanggal_hari": day.day, "tanggal_bulan": day.month, "tanggal_tahun": day.year}


def _picture(content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile("bukti.png", content, content_type="image/png")


def _decide(approval_id: int) -> str:
    return reverse("refund-decide", args=[approval_id])


def _decide_with(client, address: str, **more: str):
    """Send the form as it stands, with all that is hidden in it."""
    page = client.get(address).content.decode()
    fields = {
        name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("seen", "jumlah")
    }
    return client.post(address, {**hidden(page), **fields, **more})


class TestAsking:
    def test_needs_two_choices_and_types_nothing_that_is_known(self, web_world: World):
        book_id = made.cut(web_world)
        one = made.people(web_world, book_id)[0]
        client = signed_in(Role.TREASURER)

        answer = send(client, reverse("refund-ask", args=[one.line_id]), {"sebab": "stopped"})

        assert answer["Location"] == PAGE
        asked = _asked(web_world).get()
        assert (asked.worker_id, asked.amount_idr) == (one.worker_id, one.given_idr)
        assert asked.reason == "ASN sudah berhenti"
        page = said(client.get(PAGE).content.decode())
        assert "1 pengembalian menunggu persetujuan" in page
        assert one.name in page
        assert Worker.objects.get(pk=one.worker_id).name not in page

    def test_says_what_is_missing(self, web_world: World):
        one = made.people(web_world, made.cut(web_world))[0]
        client, address = signed_in(Role.TREASURER), reverse("refund-ask", args=[one.line_id])

        nothing = send(client, address, {})
        no_words = send(client, address, {"sebab": "other"})

        assert (nothing.status_code, no_words.status_code) == (422, 422)
        assert "Pilih alasan pengembalian" in nothing.content.decode()
        assert "Tulis alasannya dengan kata sendiri" in no_words.content.decode()
        assert not _asked(web_world).exists()

    def test_is_not_asked_twice(self, web_world: World):
        book_id = made.cut(web_world)
        one = made.people(web_world, book_id)[0]
        client, address = signed_in(Role.TREASURER), reverse("refund-ask", args=[one.line_id])
        page = client.get(address).content.decode()
        other = client.get(address).content.decode()
        chosen = {"sebab": "stopped"}
        client.post(address, {**hidden(page), **chosen})

        double = client.post(address, {**hidden(page), **chosen})
        second = client.post(address, {**hidden(other), **chosen})

        assert double.status_code == 409 or "Sudah kami terima" in double.content.decode()
        assert second.status_code == 422
        assert "sudah diminta" in second.content.decode()
        assert _asked(web_world).count() == 1

    def test_money_paid_on_meanwhile_is_not_asked_back(self, web_world: World):
        book_id = made.cut(web_world)
        people = made.people(web_world, book_id)
        client = signed_in(Role.TREASURER)
        address = reverse("refund-ask", args=[people[0].line_id])
        page = client.get(address).content.decode()
        made.slip(web_world, sum(one.given_idr for one in people))

        answer = client.post(address, {**hidden(page), "sebab": "stopped"})

        assert answer.status_code == 422
        assert "tidak tertahan lagi" in answer.content.decode() or "Rp0" in answer.content.decode()
        assert not _asked(web_world).exists()

    def test_another_offices_money_is_not_there(self, web_world: World):
        book_id = made.cut(web_world, office=made.OTHER_OFFICE)
        one = made.people(web_world, book_id)[0]
        client = signed_in(Role.TREASURER)

        assert client.get(reverse("refund-ask", args=[one.line_id])).status_code == 404
        assert client.get(reverse("held-people", args=[book_id])).status_code == 404


class TestDeciding:
    def test_another_person_agrees_and_the_money_is_given_back(self, web_world: World):
        book_id = made.cut(web_world)
        asked = made.asked(web_world, book_id)

        answer = _decide_with(signed_in(Role.SECRETARIAT), _decide(asked))

        assert answer["Location"] == PAGE
        given = _given(web_world).get()
        books = balances([given.agency_id], web_world.month.next)[given.agency_id]
        assert books.returned_idr == given.amount_idr
        assert "Disetujui, belum diserahkan" in signed_in(Role.TREASURER).get(PAGE).content.decode()

    def test_a_total_that_changed_is_told_old_and_new_and_nothing_is_done(self, web_world: World):
        book_id = made.cut(web_world)
        people = made.people(web_world, book_id)
        asked = made.asked(web_world, book_id)
        client = signed_in(Role.SECRETARIAT)
        page = client.get(_decide(asked)).content.decode()
        seen = page.split('name="seen" value="')[1].split('"')[0]
        made.slip(web_world, sum(one.given_idr for one in people))

        was = str(people[0].given_idr)
        answer = client.post(_decide(asked), {**hidden(page), "seen": seen, "jumlah": was})

        assert answer.status_code == 422
        assert "tadi Rp8.400, sekarang Rp0" in answer.content.decode()
        assert not _given(web_world).exists()

    def test_refused_stays_held_and_the_treasurer_reads_why(self, web_world: World):
        book_id = made.cut(web_world)
        asked = made.asked(web_world, book_id)
        client = signed_in(Role.SECRETARIAT)

        silent = _decide_with(client, _decide(asked), tolak="1")
        _decide_with(client, _decide(asked), tolak="1", alasan="Masih jalan, salah paham.")

        assert silent.status_code == 422
        page = signed_in(Role.TREASURER).get(PAGE).content.decode()
        assert "Masih jalan, salah paham." in page
        assert "tetap tertahan" in page
        assert not _given(web_world).exists()
        assert made.people(web_world, book_id)[0].may_ask

    def test_who_asked_cannot_decide(self, web_world: World):
        asked = made.asked(web_world, made.cut(web_world))
        Approval.objects.filter(pk=asked).update(asked_by_id=web_world.people[Role.SECRETARIAT])

        answer = signed_in(Role.SECRETARIAT).get(_decide(asked)).content.decode()

        assert "Yang memutuskan harus orang lain." in answer
        assert "Setujui pengembalian" not in answer

    def test_two_who_decide_at_once_give_back_once(self, web_world: World):
        asked = made.asked(web_world, made.cut(web_world))
        client = signed_in(Role.SECRETARIAT)
        page = client.get(_decide(asked)).content.decode()
        fields = {
            name: page.split(f'name="{name}" value="')[1].split('"')[0]
            for name in ("seen", "jumlah")
        }
        made.approved(web_world, asked)

        answer = client.post(_decide(asked), {**hidden(page), **fields})

        assert answer.status_code == 422
        assert _given(web_world).count() == 1

    def test_a_decision_from_another_regency_is_not_there(self, web_world: World):
        asked = made.asked(web_world, made.cut(web_world))
        outsider = person(web_world, "sekretariat-klaten", "Nur Klaten")
        duty = give(web_world, outsider, Role.SECRETARIAT)
        Duty.objects.filter(pk=duty).update(regency_id=web_world.other_regency_id)

        assert come_in("sekretariat-klaten").get(_decide(asked)).status_code == 404


class TestHandingOver:
    def test_is_recorded_once_with_way_day_and_proof(self, web_world: World):
        given = made.approved(web_world, made.asked(web_world, made.cut(web_world)))
        client, address = signed_in(Role.TREASURER), reverse("refund-paid", args=[given])

        told = {"cara": "transfer", "bukti": "TRF-77", **_day(web_world)}
        unproven = send(client, address, told)
        no_picture = send(client, address, {**told, "foto": _picture(b"GIF89a")})
        before = RefundPayment.objects.count()
        send(client, address, {**told, "foto": _picture()})
        again = send(client, address, {**told, "cara": "cash", "foto": _picture()})

        assert (unproven.status_code, no_picture.status_code, before) == (422, 422, 0)
        assert 'href="#foto"' in no_picture.content.decode()
        assert RefundPayment.objects.get().proof == "TRF-77"
        assert again.status_code == 422
        page = client.get(PAGE).content.decode()
        assert "Transfer ke rekening, bukti TRF-77" in said(page)
        proof = reverse("refund-proof", args=[given])
        assert proof in page
        self._proof_is_shown_to_who_may(proof, given)

    def _proof_is_shown_to_who_may(self, proof: str, given: int) -> None:
        answer = signed_in(Role.SECRETARIAT).get(proof)

        assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "no-store")
        assert answer["Content-Disposition"].startswith("attachment")
        assert b"Exif" not in answer.content
        assert signed_in(Role.AUDITOR).get(proof).status_code == 200
        assert signed_in(Role.OFFICER).get(proof).status_code == 403
        looks = Look.objects.filter(what="refund.proof").order_by("pk")
        assert [str(look.role) for look in looks] == ["secretariat", "auditor"]
        assert not RefundScan.objects.filter(payment__refund_id=given, content=PNG).exists()

    def test_refuses_a_day_before_the_approval_and_after_today(self, web_world: World):
        given = made.approved(web_world, made.asked(web_world, made.cut(web_world)))
        client, address = signed_in(Role.TREASURER), reverse("refund-paid", args=[given])
        for days in (-1, 1):
            day = web_world.today.fromordinal(web_world.today.toordinal() + days)
            boxes = {
                "tanggal_hari": day.day,
                "tanggal_bulan": day.month,
                "tanggal_tahun": day.year,
            }

            form = {"cara": "cash", "bukti": "K-1", "foto": _picture(), **boxes}
            answer = send(client, address, form)

            assert answer.status_code == 422
        assert not RefundPayment.objects.exists()

    def test_nothing_can_be_given_back_twice(self, web_world: World):
        book_id = made.cut(web_world)
        first = made.people(web_world, book_id)[0]
        made.approved(web_world, made.asked(web_world, book_id))

        page = signed_in(Role.TREASURER).get(reverse("refund-ask", args=[first.line_id]))

        assert page.status_code == 404


def test_the_history_is_read_only_for_head_and_auditor(web_world: World):
    made.asked(web_world, made.cut(web_world))

    for role in (Role.OFFICE_HEAD, Role.AUDITOR):
        page = signed_in(role).get(PAGE).content.decode()
        assert "Menunggu persetujuan" in page
        assert "/gaji/pengembalian/" + "minta" not in page
        assert ">Periksa<" not in page


def test_an_open_request_is_shown_among_the_reasons_of_held_money(web_world: World):
    made.asked(web_world, made.cut(web_world))

    page = signed_in(Role.TREASURER).get("/gaji/tertahan/").content.decode()

    assert "pengembalian menunggu persetujuan" in page


def test_a_refused_or_stale_request_cannot_be_approved_by_the_operation(web_world: World):
    asked = made.asked(web_world, made.cut(web_world))
    by: Actor = actor(web_world, Role.SECRETARIAT)
    seen = Approval.objects.get(pk=asked).seen_digest
    refuse(approval_id=asked, reason="tidak", by=by, at=web_world.at)

    with pytest.raises(NotAsked):
        refund(approval_id=asked, seen_digest=seen, by=by, at=web_world.at)
