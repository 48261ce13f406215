"""Which of a sponsor's permissions are below a coming tariff, or were withdrawn."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from payung.foundation.rules import (
    Contribution,
    Funds,
    Insured,
    Programme,
    RuleRefused,
    Sector,
    ceiling_idr,
    tariff_table,
)
from payung.kernel.month import Month
from payung.kernel.people import Role, Viewer
from payung.reports.scope import fetch

AHEAD: Final = 12
"""So many months ahead a tariff above the permission is looked for."""


@dataclass(frozen=True, kw_only=True)
class Permission:
    """
    One permission that waits for a new consent.

    `month` is the first that is not covered by it, `due_idr` what that month costs, and
    `new_ceiling_idr` the normal tariff without any reduction, which a permission names.
    """

    sponsorship_id: int
    worker: str
    ceiling_idr: int
    is_withdrawn: bool
    month: Month
    due_idr: int
    new_ceiling_idr: int
    pay_source: str


_OWN: Final = """
SELECT o.id AS sponsorship_id, w.name AS worker, o.sector, o.funds, o.income_idr, o.programmes,
    k.ceiling_idr, k.withdrawn, k.pay_source
FROM access_person p
JOIN enrolment_sponsorship o ON o.sponsor_id = p.civil_servant_id AND o.state = 'accepted'
JOIN registry_worker w ON w.id = o.worker_id AND w.died_on IS NULL
JOIN LATERAL (SELECT k.ceiling_idr, k.withdrawn, k.pay_source FROM enrolment_consent k
    WHERE k.sponsorship_id = o.id ORDER BY k.version DESC LIMIT 1) k ON true
WHERE p.id = %(person)s ORDER BY w.folded, o.id"""


def to_agree(*, viewer: Viewer, on: date) -> list[Permission]:
    """Return the own permissions that no longer allow a coming month, by worker."""
    if viewer.role is not Role.SPONSOR:
        return []
    found = (_permission(row, Month.of(on)) for row in fetch(_OWN, {"person": viewer.person_id}))
    return [one for one in found if one is not None]


def _permission(row: dict[str, object], now: Month) -> Permission | None:
    insured = Insured(
        Sector(str(row["sector"])),
        Funds(str(row["funds"])),
        int(str(row["income_idr"])),
        frozenset(Programme(name) for name in str(row["programmes"]).split(",")),
    )
    held, withdrawn = int(str(row["ceiling_idr"])), bool(row["withdrawn"])
    for month in Month.span(now, now + AHEAD + 1):
        due = _due(month, insured)
        if due is None or not (withdrawn or int(due.total_idr) > held):
            continue
        return Permission(
            sponsorship_id=int(str(row["sponsorship_id"])),
            worker=str(row["worker"]),
            ceiling_idr=held,
            is_withdrawn=withdrawn,
            month=month,
            due_idr=int(due.total_idr),
            new_ceiling_idr=int(
                ceiling_idr(
                    month=month,
                    sector=insured.sector,
                    funds=insured.funds,
                    income_idr=insured.income_idr,
                    programmes=insured.programmes,
                )
            ),
            pay_source=str(row["pay_source"]),
        )
    return None


def _due(month: Month, insured: Insured) -> Contribution | None:
    try:
        (due,) = tariff_table(month, [insured]).values()
    except RuleRefused:
        return None
    return due
