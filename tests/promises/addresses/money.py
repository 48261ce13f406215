"""Money that waits: held, given back, differing, and whose deductions stopped (S48, S49, D16)."""

from collections.abc import Mapping

from payung.foundation.ledger.models import Book
from payung.kernel.people import Role
from payung.process.endings import end_sponsorship
from payung.stages.enrolment.models import Sponsorship
from payung.stages.reconciliation.models import ParkedRow
from payung.stages.remittance.models import Difference, PaidMonth, SlipLine
from payung.stages.remittance.operations.correcting import ask_correction
from payung.stages.remittance.operations.refund_scans import record_proven_refund
from payung.stages.remittance.operations.unlisted import ask_unlisted_refund
from payung.stages.remittance.queries.paid_months import Correction
from payung.stages.remittance.sums import Way
from tests.factories import beyond_cut, payroll
from tests.factories import held_money as made
from tests.factories.world import World, actor, here
from tests.promises.addresses.page import Page, Values, only

OWN, OTHER = made.OFFICE, made.OTHER_OFFICE
SEES = (Role.TREASURER, Role.OFFICE_HEAD, Role.SECRETARIAT, Role.AUDITOR)
AUDITOR = frozenset({Role.AUDITOR})
WIDE = frozenset({Role.AUDITOR, Role.SECRETARIAT})


def _cut(world: World, office: str) -> int:
    """Return the book of the office's next month, cut once however often it is asked for."""
    found = Book.objects.filter(
        agency_id=world.agencies[office], month=world.month.next.first_day
    ).first()
    return made.cut(world, office=office) if found is None else int(found.pk)


def _book(office: str) -> Values:
    return lambda world: {"book_id": _cut(world, office)}


def _line(office: str) -> Values:
    def values(world: World) -> Mapping[str, object]:
        _cut(world, office)
        return {"line_id": made.lines_of(world, office)[-1].pk}

    return values


def _asked(office: str) -> Values:
    return lambda world: {"approval_id": made.asked(world, _cut(world, office), office=office)}


def _given(office: str) -> Values:
    def values(world: World) -> Mapping[str, object]:
        asked = made.asked(world, _cut(world, office), office=office)
        return {"refund_id": made.approved(world, asked)}

    return values


def _proven(office: str) -> Values:
    def values(world: World) -> Mapping[str, object]:
        found = _given(office)(world)
        record_proven_refund(
            refund_id=int(str(found["refund_id"])),
            way=Way.CASH,
            proof="K-1",
            paid_on=world.today,
            scan=payroll.PNG,
            by=made.treasurer(world, office),
            at=world.at,
        )
        return found

    return values


def _difference(office: str) -> Values:
    """Of a month further ahead, so that what the other addresses need stays held."""

    def values(world: World) -> Mapping[str, object]:
        known = Difference.objects.values_list("pk", flat=True).first()
        month = world.month + 2
        return {"difference_id": known or made.differing(world, office=office, month=month)}

    return values


def _parked(world: World) -> Mapping[str, object]:
    """Of a month further ahead, as above."""
    known = ParkedRow.objects.filter(nip=payroll.STRANGER).first()
    return {"parked_row_id": known.pk if known else payroll.unlisted(world, month=world.month + 4)}


def _parked_asked(world: World) -> Mapping[str, object]:
    (row_id,) = _parked(world).values()
    asked = ask_unlisted_refund(
        parked_row_id=int(str(row_id)),
        reason="Uji",
        by=actor(world, Role.TREASURER),
        at=world.at,
    )
    return {"approval_id": asked}


def _paid_month(world: World, office: str) -> PaidMonth:
    """The latest paid month of an office whose book is open."""
    books = Book.objects.filter(agency_id=world.agencies[office], state="open")
    found = PaidMonth.objects.filter(
        agency_id=world.agencies[office], month__in=books.values("month")
    )
    return found.order_by("-month", "pk")[0]


def _paid_book(office: str) -> Values:
    def values(world: World) -> Mapping[str, object]:
        paid = _paid_month(world, office)
        return {"book_id": Book.objects.get(agency_id=paid.agency_id, month=paid.month).pk}

    return values


def _paid(office: str) -> Values:
    return lambda world: {"paid_month_id": _paid_month(world, office).pk}


def _paid_asked(world: World) -> Mapping[str, object]:
    asked = ask_correction(
        paid_month_id=_paid_month(world, OWN).pk,
        kind=Correction.UNPAY,
        reason="Uji",
        by=actor(world, Role.TREASURER),
        at=world.at,
    )
    return {"approval_id": asked}


def _beyond(office: str) -> Values:
    """Of a month further ahead than the others, as the money there is spent."""

    def values(world: World) -> Mapping[str, object]:
        place = {"agency_id": world.agencies[office], "month": (world.month + 6).first_day}
        known = SlipLine.objects.filter(**place).first()
        month = world.month + 6
        line = known.pk if known else beyond_cut.beyond_cut(world, office=office, month=month)
        return {"slip_line_id": line}

    return values


def _beyond_asked(world: World) -> Mapping[str, object]:
    (line,) = _beyond(OWN)(world).values()
    return {"approval_id": beyond_cut.asked(world, int(str(line)))}


def _stopped(office: str) -> Values:
    def values(world: World) -> Mapping[str, object]:
        found = Sponsorship.objects.filter(agency_id=world.agencies[office], state="accepted")
        stopping = found.order_by("pk")[0]
        end_sponsorship(
            sponsorship_id=stopping.pk,
            ended_on=world.today,
            reason="wish",
            by=here(world),
            at=world.at,
        )
        return {"sponsor_id": stopping.sponsor_id}

    return values


TABLE: dict[str, Page] = {
    "/gaji/tertahan/": only(*SEES),
    "/gaji/tertahan/<book:book_id>/": only(
        *(Role.TREASURER, Role.OFFICE_HEAD, Role.AUDITOR),
        own=_book(OWN),
        other=_book(OTHER),
        sees_other=AUDITOR,
    ),
    "/gaji/pengembalian/": only(*SEES),
    "/gaji/pengembalian/minta/<line:line_id>/": only(
        Role.TREASURER, own=_line(OWN), other=_line(OTHER), posts=True
    ),
    "/gaji/pengembalian/bayar/<refund:refund_id>/": only(
        Role.TREASURER, own=_given(OWN), other=_given(OTHER), posts=True
    ),
    "/gaji/pengembalian/luar-daftar/<parked:parked_row_id>/": only(
        Role.TREASURER, own=_parked, posts=True
    ),
    "/gaji/pengembalian/luar-daftar/putusan/<approval:approval_id>/": only(
        Role.SECRETARIAT, own=_parked_asked, posts=True
    ),
    "/gaji/pengembalian/bukti/<refund:refund_id>/": only(
        *SEES, own=_proven(OWN), other=_proven(OTHER), sees_other=WIDE
    ),
    "/gaji/pengembalian/<approval:approval_id>/": only(
        Role.SECRETARIAT, own=_asked(OWN), posts=True
    ),
    "/gaji/terbayar/<book:book_id>/": only(
        *(Role.TREASURER, Role.OFFICE_HEAD, Role.AUDITOR),
        own=_paid_book(OWN),
        other=_paid_book(OTHER),
        sees_other=AUDITOR,
    ),
    "/gaji/terbayar/ubah/<paid:paid_month_id>/": only(
        Role.TREASURER, own=_paid(OWN), other=_paid(OTHER), posts=True
    ),
    "/gaji/terbayar/putusan/<approval:approval_id>/": only(
        Role.SECRETARIAT, own=_paid_asked, posts=True
    ),
    "/gaji/selisih/": only(*SEES),
    "/gaji/selisih/<difference:difference_id>/": only(
        *(Role.TREASURER, Role.OFFICE_HEAD, Role.SECRETARIAT),
        own=_difference(OWN),
        posts=True,
    ),
    "/gaji/selisih/melebihi/<part:slip_line_id>/": only(
        Role.TREASURER, own=_beyond(OWN), other=_beyond(OTHER), posts=True
    ),
    "/gaji/selisih/melebihi/putusan/<approval:approval_id>/": only(
        Role.SECRETARIAT, own=_beyond_asked, posts=True
    ),
    "/saya/surat-berhenti/": only(Role.SPONSOR, posts=True, answer=405),
    "/gaji/berhenti/": only(Role.TREASURER, Role.OFFICE_HEAD),
    "/gaji/berhenti/<civilservant:sponsor_id>/surat/": only(
        Role.TREASURER, own=_stopped(OWN), other=_stopped(OTHER), answer=405, posts=True
    ),
}
