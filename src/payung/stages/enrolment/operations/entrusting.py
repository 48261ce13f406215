"""What a sponsor leaves with the officer of the own office, and what becomes of it."""

from collections.abc import Mapping
from datetime import datetime

from payung.foundation.access.models import Person
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Role
from payung.stages.enrolment.models import Entrusted, Sponsorship
from payung.stages.enrolment.problems import NoOneToKeepFor, UnknownSponsor
from payung.stages.enrolment.sums.entrusted import (
    LONGEST_OUTCOME,
    PLACE,
    Kind,
    Left,
    left_from,
)
from payung.stages.registry.models import CivilServant

LONGEST = 1000


@operation
def entrust(
    *,
    kind: Kind,
    sponsorship_id: int | None = None,
    code: str = "",
    words: str = "",
    answers: Mapping[str, str] | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Leave something with the officer of the sponsor's own office, sealed; return its id.

    Nothing happens by itself: a person reads it. The audit keeps that it was left, not what.

    :raises UnknownSponsor: the actor is not on the staff list.
    :raises DoesNotExist: the sponsorship is not the actor's.
    """
    sponsor = _sponsor(by)
    if sponsorship_id is not None:
        Sponsorship.objects.only("pk").get(pk=sponsorship_id, sponsor=sponsor)
    left = Left(sponsor_name=sponsor.name, code=code, words=words[:LONGEST], answers=answers or {})
    row = Entrusted.objects.create(
        regency_id=sponsor.regency_id,
        agency_id=sponsor.agency_id,
        sponsor=sponsor,
        sponsorship_id=sponsorship_id,
        kind=kind,
        words_sealed=sealer().seal(left.as_text(), PLACE),
        left_at=at,
    )
    record(
        "officer.asked", target=row, by=by, at=at, kind=kind, code=code, sponsorship=sponsorship_id
    )
    return int(row.pk)


@operation
def settle(*, entrusted_id: int, outcome: str, by: Actor, at: datetime) -> None:
    """
    Say what was done about it. The words and answers are deleted; that it was left stays.

    :param outcome: what the sponsor is told too.
    :raises DoesNotExist: there is no such thing, it was left elsewhere, or it is settled.
    """
    waiting = Entrusted.objects.select_for_update().filter(settled_at=None)
    if by.role is not Role.OFFICER:
        waiting = waiting.none()
    row = waiting.get(pk=entrusted_id, agency_id=by.agency_id or 0)
    left = left_from(sealer().open(bytes(row.words_sealed), PLACE))
    row.words_sealed = sealer().seal(left.emptied().as_text(), PLACE)
    row.settled_at, row.settled_by_id = at, by.person_id
    row.outcome = outcome[:LONGEST_OUTCOME]
    row.save(update_fields=["words_sealed", "settled_at", "settled_by_id", "outcome"])
    record("officer.answered", target=row, by=by, at=at, reason=outcome)


def _sponsor(by: Actor) -> CivilServant:
    if by.person_id is None:
        raise NoOneToKeepFor
    own = Person.objects.filter(pk=by.person_id).values("civil_servant_id")
    sponsor = CivilServant.objects.filter(pk__in=own, gone_on=None).first()
    if sponsor is None:
        raise UnknownSponsor(by.person_id)
    return sponsor
