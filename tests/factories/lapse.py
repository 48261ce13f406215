"""Workers whose cover is at risk, and people who can be reached about it; all invented."""

from collections.abc import Iterable
from datetime import date, datetime

from payung.foundation.access.models import Duty, Person
from payung.kernel.clock import WIB
from payung.kernel.keyring import sealer
from payung.kernel.month import Month
from payung.kernel.people import Actor, Role
from payung.stages.registry.models import CivilServant
from tests.factories import remittance as made
from tests.factories.remittance import Given, Office

FIRST = Month(2026, 8)


def morning(day: date) -> datetime:
    """Return half past six of a day in Kendal, when the jobs run."""
    return datetime(day.year, day.month, day.day, 6, 30, tzinfo=WIB)


def covered(of: Office, *missed: Iterable[Month], until: Month) -> list[Given]:
    """One worker for each argument: months from August 2026 to `until` paid, but for those."""
    lacking = [set(months) for months in missed] or [set()]
    givens = made.giving(of, len(lacking), from_month=FIRST)
    for month in Month.span(FIRST, until.next):
        skipped = {
            given.worker_id: "net_pay"
            for given, months in zip(givens, lacking, strict=True)
            if month in months
        }
        made.paid(of, month, not_cut=skipped)
    return givens


def account(
    name: str,
    *,
    civil_servant_id: int | None = None,
    role: Role = Role.SPONSOR,
    regency_id: int | None = None,
    agency_id: int | None = None,
    email: str = "",
    phone: str = "",
) -> Actor:
    """Somebody who signs in, with a duty and perhaps an address and a number."""
    person = Person.objects.create(
        sign_in=name.lower(),
        name=name,
        civil_servant_id=civil_servant_id,
        password="!",
        email_sealed=sealer().seal(email, "access_person.email") if email else None,
        phone_sealed=sealer().seal(phone, "access_person.phone") if phone else None,
    )
    Duty.objects.create(
        person=person,
        role=role,
        regency_id=regency_id,
        agency_id=agency_id,
        starts_on=date(2026, 1, 1),
    )
    return Actor(person.pk, name, role, regency_id, agency_id, "uji")


def colleague(of: Office, serial: int) -> int:
    """Another civil servant of the office, who protects nobody yet."""
    return CivilServant.objects.create(
        regency_id=of.regency_id,
        agency_id=of.agency_id,
        nip=f"198001012005011{900 + serial}",
        name=f"Rekan {serial}",
        folded=f"REKAN {serial}",
        kind="pns",
    ).pk
