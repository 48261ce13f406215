"""S44, S48, S49: money cut from somebody on no list goes back, by two people, and nowhere else."""

from datetime import timedelta
from uuid import uuid4

import pytest

from payung.foundation.approvals.models import Approval
from payung.foundation.approvals.operations import SamePerson, SeenOtherwise
from payung.foundation.ledger.balances import Balances, balances
from payung.kernel.people import Role
from payung.reports.audit.differences import Kind, differences
from payung.reports.verify import money, slips
from payung.stages.remittance import queries
from payung.stages.remittance.models import UnlistedRefund
from payung.stages.remittance.operations import ask_close
from payung.stages.remittance.operations.unlisted import ask_unlisted_refund, refund_unlisted
from payung.stages.remittance.problems import (
    MonthNotReady,
    NothingUnlisted,
    NotYourMoney,
    ReasonMissing,
)
from payung.web.refs import ref_of
from tests.factories import held_money, payroll
from tests.factories.world import World, actor
from tests.web.forms import said
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
KEY = "3f0f2b0e-6f07-4a0a-9f5e-0a3a3f1d2c13"
ASK, DECIDE = "/gaji/pengembalian/luar-daftar/", "/gaji/pengembalian/luar-daftar/putusan/"


def _text(answer):
    return said(answer.content.decode())


def _state(world: World):
    return queries.month_state(
        viewer=actor(world, Role.TREASURER).viewer,
        agency_id=payroll.office_of(world),
        month=payroll.next_month(world),
    )


def _asked(world: World, row_id: int) -> int:
    by = actor(world, Role.TREASURER)
    return ask_unlisted_refund(parked_row_id=row_id, reason="Salah", by=by, at=world.at)


@pytest.fixture
def row_id(web_world):
    return payroll.unlisted(web_world)


class TestScreens:
    def test_one_asks_another_agrees_and_the_month_can_close(self, web_world, row_id):
        world, treasurer = web_world, signed_in(Role.TREASURER)
        payroll.slip(world, payroll.due(world), "UJI-1")
        payroll.received(world)
        month, path = payroll.next_month(world), f"{ASK}{ref_of('parked', row_id)}/"

        rows = _text(treasurer.get(f"/gaji/{month}/beda/"))
        held = _text(treasurer.get("/gaji/tertahan/"))
        open_end = _text(treasurer.get(f"/gaji/{month}/cocok/"))
        without = treasurer.post(path, {"form_key": str(uuid4())})
        form = {"alasan": "Potongan lama", "form_key": KEY}
        asked, tapped = treasurer.post(path, form), treasurer.post(path, form)
        waits = _text(treasurer.get(path))

        assert "Kembalikan uang 1 orang" in rows
        assert "1 orang dipotong tanpa izin" in held
        assert "Dipotong dari orang di luar daftar: Rp16.800" in open_end
        assert without.status_code == 422
        assert (asked["Location"], tapped.status_code) == ("/gaji/pengembalian/", 200)
        assert "menunggu keputusan sekretariat" in waits
        self._decided(world)
        assert _state(world).is_closable
        assert "Tidak ada lagi yang perlu dikembalikan" in _text(
            treasurer.get(f"/gaji/{month}/beda/")
        )
        assert "Potongan lama" in _text(treasurer.get("/gaji/pengembalian/"))
        assert treasurer.get(path).status_code == 404

    def _decided(self, world: World) -> None:
        secretariat, approval = signed_in(Role.SECRETARIAT), Approval.objects.latest("pk")
        path = f"{DECIDE}{ref_of('approval', approval.pk)}/"
        shown = secretariat.get(path)
        hidden = shown.context["hidden"]

        other = secretariat.post(path, {**hidden, "jumlah": "8400", "form_key": str(uuid4())})
        unsaid = secretariat.post(path, {"tolak": "1", "form_key": str(uuid4())})
        form = {**hidden, "form_key": str(uuid4())}
        agreed, tapped = secretariat.post(path, form), secretariat.post(path, form)

        assert "Rp16.800 (enam belas ribu delapan ratus rupiah)" in _text(shown)
        assert (other.status_code, unsaid.status_code) == (422, 422)
        assert "Rp8.400" in _text(other)
        assert (agreed["Location"], tapped.status_code) == ("/gaji/pengembalian/", 404)
        assert UnlistedRefund.objects.get().amount_idr == 16_800

    def test_another_office_and_other_duties_are_kept_out(self, web_world, row_id):
        path = f"{ASK}{ref_of('parked', row_id)}/"

        assert signed_in(Role.OFFICE_HEAD).get(path).status_code == 403
        assert signed_in(Role.SECRETARIAT).get(path).status_code == 403
        with pytest.raises(NotYourMoney):
            ask_unlisted_refund(
                parked_row_id=row_id,
                reason="Salah",
                by=held_money.treasurer(web_world, held_money.OTHER_OFFICE),
                at=web_world.at,
            )


class TestOperations:
    def test_refuses_what_is_not_so_and_posts_in_and_out_at_once(self, web_world, row_id):
        world, second = web_world, actor(web_world, Role.SECRETARIAT)
        treasurer, before = actor(world, Role.TREASURER), _books(world)
        with pytest.raises(ReasonMissing):
            ask_unlisted_refund(parked_row_id=row_id, reason=" ", by=treasurer, at=world.at)
        with pytest.raises(MonthNotReady):
            ask_close(
                agency_id=payroll.office_of(world),
                month=payroll.next_month(world),
                by=treasurer,
                at=world.at,
            )
        asked, seen = _asked(world, row_id), Approval.objects.latest("pk").seen_digest
        for by, digest, refusal in (
            (treasurer, seen, SamePerson),
            (second, "0" * 64, SeenOtherwise),
        ):
            with pytest.raises(refusal):
                refund_unlisted(approval_id=asked, seen_digest=digest, by=by, at=world.at)
        refund_unlisted(approval_id=asked, seen_digest=seen, by=second, at=world.at)
        with pytest.raises(NothingUnlisted):
            _asked(world, row_id)

        assert _books(world) == before, "it was never a cut"
        assert list(money.m1_deducted_is_accounted_for()) == []
        told = slips.m13_no_more_is_refunded_than_cut()
        assert [one for one in told if one.startswith("refund of row")] == []

    def test_the_auditor_sees_it_by_age_until_it_went_back(self, web_world, row_id):
        world, later = web_world, web_world.today + timedelta(days=12)
        auditor = actor(world, Role.AUDITOR).viewer

        def found():
            told = differences(viewer=auditor, on=later).open
            return [(one.amount_idr, one.days) for one in told if one.kind is Kind.UNLISTED]

        before, asked = found(), _asked(world, row_id)
        refund_unlisted(
            approval_id=asked,
            seen_digest=Approval.objects.latest("pk").seen_digest,
            by=actor(world, Role.SECRETARIAT),
            at=world.at,
        )

        assert (before, found()) == ([(16_800, 12)], [])
        ((held),) = [
            one
            for one in queries.held(viewer=auditor, on=later)
            if one.agency_id == payroll.office_of(world) and one.month == payroll.next_month(world)
        ]
        assert held.days == 12, "what passed through makes nothing younger"


def _books(world: World) -> Balances:
    agency_id = payroll.office_of(world)
    return balances([agency_id], payroll.next_month(world))[agency_id]
