"""Offices (OPD): adding one, and deciding once what another spelling means."""

from datetime import datetime

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor
from payung.stages.registry.models import Agency, AgencyAlias, Regency
from payung.stages.registry.problems import NameTaken, OutsideScope, UnknownRegency
from payung.stages.registry.sums.offices import office_key, office_name


def within_scope(by: Actor, regency_id: int) -> None:
    """:raises OutsideScope: the actor works for another regency."""
    if by.regency_id not in (None, regency_id):
        raise OutsideScope(regency_id)


@operation
def add_agency(*, regency_id: int, name: str, by: Actor, at: datetime) -> int:
    """
    Add an office; the same office under another spelling is that office. Return its id.

    :raises NameTaken: the name already stands as another spelling of an office.
    """
    within_scope(by, regency_id)
    place = Regency.objects.filter(pk=regency_id).values_list("name", flat=True).first()
    if place is None:
        raise UnknownRegency(regency_id)
    folded = office_key(name, place)
    if AgencyAlias.objects.filter(regency_id=regency_id, folded=folded).exists():
        raise NameTaken(folded)
    agency, added = Agency.objects.get_or_create(
        regency_id=regency_id, folded=folded, defaults={"name": office_name(name)}
    )
    record("agency.added", target=agency, by=by, at=at, added=added)
    return int(agency.pk)


@operation
def add_alias(*, agency_id: int, spelling: str, by: Actor, at: datetime) -> None:
    """
    Decide that `spelling` means this office, in every file from now on.

    :raises NameTaken: it is the name, or a decided spelling, of another office.
    """
    agency = Agency.objects.select_related("regency").get(pk=agency_id)
    within_scope(by, agency.regency_id)
    folded = office_key(spelling, agency.regency.name)
    named = Agency.objects.filter(regency_id=agency.regency_id, folded=folded).exclude(pk=agency_id)
    decided = AgencyAlias.objects.filter(regency_id=agency.regency_id, folded=folded)
    if named.exists() or decided.exclude(agency_id=agency_id).exists():
        raise NameTaken(folded)
    if folded != agency.folded:
        AgencyAlias.objects.get_or_create(
            regency_id=agency.regency_id, folded=folded, defaults={"agency_id": agency_id}
        )
    record("agency.spelling_decided", target=agency, by=by, at=at)
