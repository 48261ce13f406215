"""What stands around a claim and may be a sign: days, answers, shared numbers; not for others."""

from payung.kernel.keyring import sealer
from payung.kernel.names import fold
from payung.stages.claims.models import Claim, ClaimFile
from payung.stages.claims.queries.computing import known_of
from payung.stages.claims.queries.known import heirs_now
from payung.stages.claims.sums.signs import Around
from payung.stages.enrolment.models import Sponsorship, WorkStatement
from payung.stages.registry.models import Worker
from payung.stages.registry.sums.places import ADDRESS_PLACE, PHONE_PLACE


def around(claim: Claim, *, with_others: bool) -> Around:
    """
    Return what the signs of a claim are read from.

    :param with_others: whether to open the numbers and addresses of the office's other workers.
    """
    first = _first_of(claim)
    said = WorkStatement.objects.filter(sponsorship_id=first.pk).order_by("-pk").first()
    return Around(
        event_on=claim.event_on,
        died_on=claim.died_on,
        enrolled_on=first.registered_on,
        member_since=known_of(claim).member_since,
        works=None if said is None else said.works,
        in_hospital=None if said is None else said.in_hospital,
        same_phone=_sharing(claim, "phone_sealed", PHONE_PLACE) if with_others else 0,
        same_address=_sharing(claim, "address_sealed", ADDRESS_PLACE) if with_others else 0,
        is_sponsor_heir=_is_sponsor_heir(claim),
        same_file=_has_same_file(claim),
    )


def _first_of(claim: Claim) -> Sponsorship:
    """Return the registration that began this membership: a hand-over does not begin another."""
    thing = claim.sponsorship
    while thing.follows is not None:
        thing = thing.follows
    return thing


def _sharing(claim: Claim, column: str, place: str) -> int:
    """Return how many other workers of the office have the same number or address."""
    own = getattr(claim.worker, column)
    if own is None:
        return 0
    seal, mine = sealer(), sealer().open(bytes(own), place)
    here = Sponsorship.objects.filter(agency_id=claim.agency_id).values("worker_id")
    others = Worker.objects.filter(pk__in=here).exclude(pk=claim.worker_id)
    rows = others.exclude(**{column: None}).values_list(column, flat=True)
    return sum(seal.open(bytes(sealed), place) == mine for sealed in rows)


def _is_sponsor_heir(claim: Claim) -> bool:
    """Whether an heir has the sponsor's name; the law names heirs, sponsoring makes nobody one."""
    sponsor = fold(claim.sponsor.name)
    return any(fold(one.heir.name) == sponsor for one in heirs_now(claim.pk))


def _has_same_file(claim: Claim) -> bool:
    own = ClaimFile.objects.filter(claim=claim).values("sha256")
    return ClaimFile.objects.filter(sha256__in=own).exclude(claim=claim).exists()
