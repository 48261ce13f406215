"""What is known of an event and of the heirs, for who said why they read it (X2)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from payung.foundation.rules import Guidance
from payung.foundation.rules.benefits import Relation, Relative, heirs
from payung.foundation.rules.benefits.claim_papers import ClaimCase
from payung.kernel.people import Viewer
from payung.stages.claims.models import Claim, Payment
from payung.stages.claims.queries.known import (
    cases_now,
    day_of,
    facts_row,
    heirs_now,
    opened_facts,
)
from payung.stages.claims.queries.opening import WORKS, opened, seen
from payung.stages.claims.sums.facts import Facts
from payung.stages.claims.sums.heirs import is_minor
from payung.stages.registry.queries.workers import HeirRow as NamedRow
from payung.stages.registry.queries.workers import heirs_of as named_heirs


@dataclass(frozen=True, kw_only=True)
class FactsSeen:
    """The last version of the facts, and who wrote it."""

    facts: Facts
    version: int
    written_at: datetime
    role: str


@dataclass(frozen=True, kw_only=True)
class HeirRow:
    """One heir as the officer and the branch need them; `paid_idr`: what reached them so far."""

    heir_id: int
    number: int
    version: int
    name: str
    relation: Relation
    born_on: date | None
    phone: str
    bank: str
    account: str
    guardian: str
    is_minor: bool
    is_notarial: bool
    paid_idr: int


@dataclass(frozen=True, kw_only=True)
class HeirsSeen:
    """The heirs, whom the worker once named, and what the law says about who comes first."""

    heirs: tuple[HeirRow, ...]
    named: tuple[NamedRow, ...]
    guidance: Guidance


def facts_of(*, viewer: Viewer, claim_id: int, at: datetime) -> FactsSeen | None:
    """
    Return what is known of the event; None beyond the view.

    :raises ReasonNeeded: this person did not say within the hour why.
    """
    claim = opened(viewer, claim_id, at)
    if claim is None:
        return None
    row = facts_row(claim.pk)
    return FactsSeen(
        facts=opened_facts(row), version=row.version, written_at=row.written_at, role=row.role
    )


def heirs_of(*, viewer: Viewer, claim_id: int, at: datetime) -> HeirsSeen | None:
    """
    Return the heirs, with what the law says of them; None beyond the view.

    :raises ReasonNeeded: this person did not say within the hour why.
    """
    claim = opened(viewer, claim_id, at)
    if claim is None:
        return None
    known, paid, on = heirs_now(claim.pk), _paid(claim), day_of(claim)
    rows = tuple(
        HeirRow(
            heir_id=one.heir_id,
            number=one.number,
            version=one.version,
            name=one.heir.name,
            relation=one.heir.relation,
            born_on=one.heir.born_on,
            phone=one.heir.phone,
            bank=one.heir.bank,
            account=one.heir.account,
            guardian=one.heir.guardian,
            is_minor=is_minor(one.heir.born_on, on),
            is_notarial=one.heir.is_notarial,
            paid_idr=paid.get(one.heir_id, 0),
        )
        for one in known
    )
    relatives = [Relative(row.relation, row.born_on, row.is_notarial) for row in rows]
    named = named_heirs(viewer=Viewer.system(), worker_id=claim.worker_id)
    return HeirsSeen(heirs=rows, named=tuple(named), guidance=heirs(relatives, died_on=on))


def case_of(*, viewer: Viewer, claim_id: int) -> ClaimCase | None:
    """Return what the list of papers depends on, by the first heir's kinship; no names."""
    claim = seen(viewer, claim_id) if viewer.role in WORKS else None
    return None if claim is None else cases_now(claim)[0]


def _paid(claim: Claim) -> dict[int | None, int]:
    rows = Payment.objects.filter(decision__claim=claim).order_by()
    return dict(
        rows.values("heir_id").annotate(idr=Sum("amount_idr")).values_list("heir_id", "idr")
    )
