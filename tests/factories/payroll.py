"""One office's next month, taken as far as a test needs it, through the operations themselves."""

from datetime import date, datetime, timedelta

from django.db import connection

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.ledger.posting import Cause, begin_entry, reverse_set
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.process.payroll import take_as_listed
from payung.stages.deductions.operations import lock
from payung.stages.deductions.queries import lines_for_list, list_of
from payung.stages.enrolment.models import Consent
from payung.stages.membership.models import Payer
from payung.stages.reconciliation.models import ParkedRow
from payung.stages.reconciliation.operations import report_result
from payung.stages.reconciliation.sums import ResultRow
from payung.stages.registry.models import CivilServant
from payung.stages.remittance.operations import Part, ask_close, record_receipt, record_slip
from payung.stages.remittance.queries import month_state, to_remit
from payung.stages.remittance.queries.office_slips import office_slips
from payung.web.refs import ref_of
from tests.factories import world as worlds
from tests.factories.world import SYSTEM, World, actor

OFFICE = "Dinas Kesehatan"
BANK = "BANK JATENG"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
"""A picture of one point; a slip needs some picture."""


def next_month(world: World) -> Month:
    return world.month.next


def office_of(world: World) -> int:
    return world.agencies[OFFICE]


def consented(world: World) -> None:
    """Let every sponsor of the office agree to more than any tariff, from salary."""
    payers = Payer.objects.filter(sponsor__agency_id=office_of(world))
    Consent.objects.bulk_create(
        [
            Consent(
                sponsorship_id=payer.sponsorship_id,
                version=1,
                ceiling_idr=20_000,
                given_on=date(2025, 1, 2),
                evidence="sheet",
            )
            for payer in payers
        ],
        ignore_conflicts=True,
    )


def locked(world: World, month: Month | None = None) -> int:
    """Lock the office's list as its treasurer; return the list."""
    consented(world)
    made = lock(
        agency_ids=[office_of(world)],
        month=month or next_month(world),
        by=actor(world, Role.TREASURER),
        at=world.at,
    )
    return made.list_ids[0]


def cut(world: World) -> int:
    """Lock, and report everybody cut as listed."""
    list_id = locked(world)
    take_as_listed(
        list_id=list_id,
        agency_id=office_of(world),
        month=next_month(world),
        by=actor(world, Role.TREASURER),
        at=world.at,
    )
    return list_id


def answered(world: World, list_id: int, seq: int = 1, **amounts: int) -> None:
    """Report by rows: everybody as listed but those named by NIP (`n<NIP>`=amount, 0 left out)."""
    by = actor(world, Role.TREASURER)
    rows = [
        ResultRow(
            row=number,
            nip=line.nip,
            name=line.name,
            count=line.workers,
            amount=amounts.get(f"n{line.nip}", line.amount_idr),
            cut=True,
        )
        for number, line in enumerate(lines_for_list(viewer=by.viewer, list_id=list_id), start=5)
    ]
    told = [row for row in rows if row.amount]
    report_result(
        list_id=list_id,
        rows=told,
        file_id=None,
        fingerprint=f"{seq:064}",
        seq=seq,
        by=by,
        at=world.at,
    )


def nips(world: World, list_id: int) -> list[str]:
    """Return who stands on the list, by name."""
    viewer = actor(world, Role.TREASURER).viewer
    return [line.nip for line in lines_for_list(viewer=viewer, list_id=list_id)]


def ref(slip_id: int) -> str:
    """Return the slip as it stands in an address."""
    return ref_of("slip", slip_id)


def over_cut_of(world: World, month: Month | None = None) -> int:
    """Let payroll cut too much, once, from one civil servant of the (next) month; return them."""
    viewer, month = actor(world, Role.TREASURER).viewer, month or next_month(world)
    asked = list_of(viewer=viewer, agency_id=office_of(world), month=month)
    list_id = asked.list_id if asked else locked(world, month)
    lines = lines_for_list(viewer=viewer, list_id=list_id)
    if asked is None:
        answered(world, list_id, **{f"n{lines[0].nip}": lines[0].amount_idr + 1_000})
    return lines[0].sponsor_id


def due(world: World) -> int:
    found = to_remit(
        viewer=actor(world, Role.TREASURER).viewer,
        agency_id=office_of(world),
        month=next_month(world),
    )
    assert found is not None
    return found.amount_idr


def remitted(world: World, number: str = "UJI-1") -> int:
    """Cut, and pay on all of it; return the slip."""
    cut(world)
    return slip(world, due(world), number)


def slip(world: World, amount_idr: int, number: str, reason: str = "") -> int:
    part = Part(
        agency_id=office_of(world),
        month=next_month(world),
        amount_idr=amount_idr,
        reason=reason,
    )
    return record_slip(
        regency_id=world.regency_id,
        bank=BANK,
        number=number,
        paid_on=world.today - timedelta(days=1),
        parts=[part],
        by=actor(world, Role.TREASURER),
        at=world.at,
    )


def received(
    world: World,
    number: str = "UJI-1",
    amount_idr: int | None = None,
    at: datetime | None = None,
) -> None:
    """Let the branch confirm what was remitted under this number."""
    if amount_idr is None:
        amount_idr = _slip_amount(world)
    record_receipt(
        number=f"T-{number}",
        bank=BANK,
        slip_number=number,
        amount_idr=amount_idr,
        received_on=world.today,
        by=actor(world, Role.BRANCH),
        at=at or world.at,
    )


def matched(world: World) -> None:
    """Take the month to where nothing is open: cut, remitted and received."""
    remitted(world)
    received(world)


def asked(world: World, reason: str = "") -> int:
    """Ask as the treasurer to close the month; return the request."""
    return ask_close(
        agency_id=office_of(world),
        month=next_month(world),
        reason=reason,
        by=actor(world, Role.TREASURER),
        at=world.at,
    )


@operation
def second_treasurer(*, world: World, by: Actor, at: object) -> str:
    """Add another treasurer of the office; return the word to sign in with."""
    person_id = worlds.person(world, "bendahara-dua", "Wiwik Utami")
    worlds.give(world, person_id, Role.TREASURER, office_of(world))
    record("test.second_treasurer", by=by, at=world.at)
    return "bendahara-dua"


def _slip_amount(world: World) -> int:
    slips = office_slips(
        viewer=actor(world, Role.TREASURER).viewer,
        agency_id=office_of(world),
        month=next_month(world),
    )
    return sum(one.amount_idr for one in slips)


def document(document_id: int) -> str:
    """Return the paper as it stands in an address."""
    return ref_of("document", document_id)


def sponsor(nip: str) -> int:
    return int(CivilServant.objects.get(nip=nip).pk)


def digest(world: World) -> str:
    """Return what an approver of the month would have seen."""
    state = month_state(
        viewer=actor(world, Role.TREASURER).viewer,
        agency_id=office_of(world),
        month=next_month(world),
    )
    assert state is not None
    return state.digest


def agreed_to(world: World, ceiling_idr: int, list_id: int, *, place: int) -> None:
    """Let one person on the list, by place, have agreed to no more than this."""
    payer = Payer.objects.get(sponsor__nip=nips(world, list_id)[place])
    Consent.objects.create(
        sponsorship_id=payer.sponsorship_id,
        version=2,
        ceiling_idr=ceiling_idr,
        given_on=date(2025, 1, 3),
        evidence="sheet",
    )


def held_again(world: World, month: Month) -> None:
    """Let the bank have given back what the office remitted for a month: it is held once more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM ledger_transfer WHERE agency_id = %s AND month = %s"
            " AND kind IN ('REMIT', 'RECEIPT', 'ALLOCATE') ORDER BY id DESC",
            [office_of(world), month.first_day],
        )
        found = [row[0] for row in cursor.fetchall()]
    _reversed(ids=found, by=SYSTEM, at=world.at)


@operation
def _reversed(*, ids: list[int], by: Actor, at: datetime) -> None:
    for number in ids:
        entry = begin_entry(Cause(ref=f"uji:balik:{number}", cause="uji"), by=by, at=at)
        reverse_set(entry, "SELECT %(one)s::bigint AS id", {"one": number})
    record("test.reversed", by=by, at=at)


STRANGER = "198501012010011901"
"""A NIP on no list of the office."""


def unlisted(world: World, amount_idr: int = 16_800, month: Month | None = None) -> int:
    """Everybody is cut as listed, and one more whose NIP is on no list; return the parked row."""
    list_id = locked(world, month)
    by = actor(world, Role.TREASURER)
    rows = [
        ResultRow(
            row=n, nip=one.nip, name=one.name, count=one.workers, amount=one.amount_idr, cut=True
        )
        for n, one in enumerate(lines_for_list(viewer=by.viewer, list_id=list_id), start=5)
    ]
    rows.append(ResultRow(row=99, nip=STRANGER, name="Lain", count=1, amount=amount_idr, cut=True))
    report_result(
        list_id=list_id, rows=rows, file_id=None, fingerprint="e" * 64, by=by, at=world.at
    )
    return int(ParkedRow.objects.get(nip=STRANGER).pk)
