"""A paid month is taken back, or paid again, by two people who saw whose months change."""

from uuid import uuid4

import pytest
from django.urls import reverse

from payung.foundation.approvals.models import Approval
from payung.foundation.approvals.operations import SamePerson, SeenOtherwise
from payung.kernel.people import Role
from payung.stages.registry.models import Worker
from payung.stages.remittance.models import PaidMonth, Unpaid
from payung.stages.remittance.operations.correcting import ask_correction, correct
from payung.stages.remittance.problems import (
    MonthClosed,
    NothingToPay,
    NotPaid,
    NotYourMoney,
    ReasonMissing,
)
from payung.stages.remittance.queries.paid_months import Correction, paid_row
from tests.factories import held_money, payroll
from tests.factories.world import World, actor
from tests.web.forms import said
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db
WAITING = "/gaji/selisih/"


def _text(answer):
    return said(answer.content.decode())


@pytest.fixture
def paid(web_world) -> PaidMonth:
    payroll.matched(web_world)
    month = payroll.next_month(web_world).first_day
    found = PaidMonth.objects.filter(month=month, agency_id=payroll.office_of(web_world))
    return found.order_by("pk")[0]


def _row(world: World, paid: PaidMonth):
    return paid_row(viewer=actor(world, Role.AUDITOR).viewer, paid_month_id=paid.pk)


def _asked(world: World, paid: PaidMonth, kind=Correction.UNPAY, **more):
    values = {"reason": "Salah orang", "by": actor(world, Role.TREASURER), "at": world.at}
    return ask_correction(paid_month_id=paid.pk, kind=kind, **{**values, **more})


class TestScreens:
    def test_one_asks_another_agrees_and_it_can_be_paid_again(self, web_world, paid):
        world, treasurer, row = web_world, signed_in(Role.TREASURER), _row(web_world, paid)
        month = payroll.next_month(world)
        listed = reverse("paid-months", args=[row.book_id])
        ask = reverse("paid-month-ask", args=[paid.pk])

        way, rows = _text(treasurer.get(f"/gaji/{month}/cocok/")), treasurer.get(listed)
        preview, without = treasurer.get(ask), treasurer.post(ask, {"form_key": str(uuid4())})
        form = {"alasan": "Uang pekerja lain", "form_key": str(uuid4())}
        asked, tapped = treasurer.post(ask, form), treasurer.post(ask, form)
        waits = _text(treasurer.get(ask))

        assert "Lihat bulan yang dibayar" in way
        assert row.name in _text(rows)
        worker = Worker.objects.get(pk=paid.worker_id)
        assert worker.name not in _text(rows) + _text(preview), "a treasurer sees no worker"
        after = row.paid_months - 1
        assert f"Sekarang {row.paid_months}, menjadi {after}" in _text(preview)
        assert (without.status_code, asked["Location"], tapped.status_code) == (422, listed, 200)
        assert "menunggu keputusan sekretariat" in waits
        self._agreed(world, "Uang pekerja lain")
        assert Unpaid.objects.get().paid_month_id == paid.pk
        assert "Dibatalkan" in _text(treasurer.get(listed))
        assert "belum dibagi ke pekerja" in _text(treasurer.get(f"/gaji/{month}/cocok/"))
        treasurer.post(ask, {"alasan": "Ternyata benar", "form_key": str(uuid4())})
        self._agreed(world, "Ternyata benar")
        assert PaidMonth.objects.filter(worker_id=paid.worker_id, attempt=1).count() == 1

    def _agreed(self, world: World, reason: str) -> None:
        secretariat, approval = signed_in(Role.SECRETARIAT), Approval.objects.latest("pk")
        path = reverse("paid-month-decide", args=[approval.pk])
        waiting, shown = secretariat.get(WAITING), secretariat.get(path)
        hidden = shown.context["hidden"]

        other = secretariat.post(path, {"seen": "0" * 64, "form_key": str(uuid4())})
        unsaid = secretariat.post(path, {"tolak": "1", "form_key": str(uuid4())})
        agreed = secretariat.post(path, {**hidden, "form_key": str(uuid4())})

        assert path in waiting.content.decode()
        assert reason in _text(shown)
        assert (other.status_code, unsaid.status_code) == (422, 422)
        assert "Angka berubah" in _text(other)
        assert agreed["Location"] == WAITING

    def test_other_offices_and_other_duties_are_kept_out(self, web_world, paid):
        ask = reverse("paid-month-ask", args=[paid.pk])
        other = PaidMonth.objects.exclude(agency_id=paid.agency_id)[0]

        assert signed_in(Role.OFFICE_HEAD).get(ask).status_code == 403
        foreign = reverse("paid-month-ask", args=[other.pk])
        assert signed_in(Role.TREASURER).get(foreign).status_code == 404
        by = held_money.treasurer(web_world, held_money.OTHER_OFFICE)
        with pytest.raises(NotYourMoney):
            _asked(web_world, paid, by=by)


class TestOperations:
    def test_refuse_what_is_not_so(self, web_world, paid):
        world, second = web_world, actor(web_world, Role.SECRETARIAT)
        with pytest.raises(ReasonMissing):
            _asked(world, paid, reason=" ")
        with pytest.raises(NotPaid):
            ask_correction(
                paid_month_id=999_999,
                kind=Correction.UNPAY,
                reason="x",
                by=actor(world, Role.TREASURER),
                at=world.at,
            )
        with pytest.raises(NothingToPay):
            _asked(world, paid, Correction.PAY_AGAIN)
        asked, seen = _asked(world, paid), _row(world, paid).digest
        told = {"approval_id": asked, "kind": Correction.UNPAY, "at": world.at}
        with pytest.raises(SamePerson):
            correct(**told, seen_digest=seen, by=actor(world, Role.TREASURER))
        with pytest.raises(SeenOtherwise):
            correct(**told, seen_digest="0" * 64, by=second)
        correct(**told, seen_digest=seen, by=second)
        with pytest.raises(NotPaid):
            _asked(world, paid)

    def test_refuse_a_closed_month(self, web_world):
        closed = PaidMonth.objects.filter(agency_id=web_world.agencies["RSUD dr. H. Soewondo"])
        first = closed.order_by("month", "pk")[0]

        with pytest.raises(MonthClosed):
            _asked(web_world, first, by=actor(web_world, Role.SECRETARIAT))
