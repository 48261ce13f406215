"""Whose money a person may act on: the own office, or every office of the own regency."""

from collections.abc import Set as AbstractSet

from payung.kernel.people import Actor
from payung.stages.registry.models import Agency
from payung.stages.remittance.problems import NotYourMoney


def refuse_others_offices(
    agency_ids: AbstractSet[int], *, by: Actor, regency_id: int | None = None
) -> None:
    """
    :param regency_id: the regency that all of them must belong to; by default the actor's own.
    :raises NotYourMoney: one of the offices is out of reach, which refuses all of them.
    """
    wanted = by.regency_id if regency_id is None else regency_id
    if by.regency_id not in (None, wanted):
        raise NotYourMoney
    if not by.viewer.sees_all_agencies and agency_ids != {by.agency_id}:
        raise NotYourMoney
    here = Agency.objects.filter(pk__in=agency_ids)
    if wanted is not None:
        here = here.filter(regency_id=wanted)
    if here.count() != len(agency_ids):
        raise NotYourMoney
