"""One registration from a form: on a phone, or at the officer's desk."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError

from payung.foundation.access.models import Person
from payung.foundation.audit.operation import operation
from payung.kernel.clock import today_in_wib
from payung.kernel.findings import Finding
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.enrolment.models import Sponsorship
from payung.stages.enrolment.operations.registering import ONE_SPONSOR, register_all
from payung.stages.enrolment.problems import RegistrationRefused, UnknownSponsor
from payung.stages.enrolment.queries.assessment import Staff, assess
from payung.stages.enrolment.queries.reading import EntryReader
from payung.stages.enrolment.queries.surroundings import surroundings
from payung.stages.enrolment.states import OPEN
from payung.stages.enrolment.sums.entries import KEYS, Candidate, WorkerInput
from payung.stages.enrolment.sums.said import SHEET, Said
from payung.stages.registry.models import CivilServant

DISTRICT_LENGTH = 8
"""Of a code such as 33.24.06, with which a village's begins."""


@operation
def register(
    *,
    sponsor_id: int,
    worker: WorkerInput,
    agency_id: int | None = None,
    evidence: str = "form",
    said: Said = SHEET,
    instead_of: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """
    Take over one registration from a form, by the same checks as a sheet; return its id.

    :param agency_id: the office at whose desk it is entered; without it the actor's, else the
        sponsor's own.
    :param said: what the sponsor stated and agreed to on the screen.
    :param instead_of: whom the sponsor wishes to end for this one; until then that goes on.
    :raises RegistrationRefused: with every finding at once.
    :raises UnknownSponsor: not on the staff list, of another regency, or not the actor who says so.
    """
    sponsor = _sponsor(sponsor_id, by)
    office_id = agency_id or by.agency_id or sponsor.agency_id
    before = _swapped(sponsor, instead_of)
    candidate = _assessed(sponsor, worker, office_id, at, swaps=before is not None)

    def take() -> list[int]:
        how: dict[str, Any] = {"regency_id": sponsor.regency_id, "evidence": evidence, "said": said}
        return register_all(candidates=[candidate], **how, by=by, at=at)

    try:
        ids = take()
    except IntegrityError as collision:
        if ONE_SPONSOR not in str(collision):
            raise
        # Somebody else registered this worker a moment ago: what is known now decides.
        candidate = _assessed(sponsor, worker, office_id, at, swaps=before is not None)
        ids = take()
    _remember(ids, before)
    return ids[0] if ids else int(candidate.known_as or 0)


def _remember(ids: list[int], instead_of: int | None) -> None:
    if instead_of is not None:
        Sponsorship.objects.filter(pk__in=ids).update(instead_of=instead_of)


def _swapped(sponsor: CivilServant, sponsorship_id: int | None) -> int | None:
    """
    Return the sponsorship, held until the end, where another may take its place.

    One that is over, another's, or is being swapped already is no wish.
    """
    if sponsorship_id is None:
        return None
    mine = Sponsorship.objects.select_for_update().filter(sponsor=sponsor, state__in=OPEN)
    found = mine.filter(pk=sponsorship_id).values_list("pk", flat=True).first()
    if found is None or mine.filter(instead_of=found).exists():
        return None
    return found


def _sponsor(sponsor_id: int, by: Actor) -> CivilServant:
    """Return whom the actor may name a worker for: a sponsor only themselves."""
    found = CivilServant.objects.filter(pk=sponsor_id, gone_on=None)
    if by.role is Role.SPONSOR:
        own = Person.objects.filter(pk=by.person_id or 0).values("civil_servant_id")
        found = found.filter(pk__in=own)
    sponsor = found.first()
    if sponsor is None or by.regency_id not in (None, sponsor.regency_id):
        raise UnknownSponsor(sponsor_id)
    return sponsor


def _assessed(
    sponsor: CivilServant, worker: WorkerInput, office_id: int, at: datetime, *, swaps: bool
) -> Candidate:
    """Return the entry of a form as understood. :raises RegistrationRefused: it cannot be taken."""
    candidate = _candidate(sponsor, worker, at)
    candidate.swaps = swaps
    assess(
        viewer=Viewer.system(),
        regency_id=sponsor.regency_id,
        agency_id=office_id,
        candidates=[candidate],
        sponsors={sponsor.nip: Staff(sponsor.pk, sponsor.agency_id, sponsor.folded)},
    )
    if candidate.is_refused:
        raise RegistrationRefused([finding for _, finding in candidate.findings])
    return candidate


def _candidate(sponsor: CivilServant, worker: WorkerInput, at: datetime) -> Candidate:
    around = surroundings(viewer=Viewer.system(), regency_id=sponsor.regency_id)
    reader = EntryReader(
        columns={key: place for place, key in enumerate(KEYS)},
        on=today_in_wib(at),
        regency_code=around.regency_code,
        areas=around.areas,
        districts=around.districts,
    )
    typed = {key: getattr(worker, key, "") for key in KEYS} | {"nip": sponsor.nip}
    candidate = reader.read(1, [typed[key] for key in KEYS])
    if worker.village_code:
        candidate.village_code = worker.village_code
        candidate.district_code = worker.village_code[:DISTRICT_LENGTH]
    if worker.is_outside:
        # A new list: the reader shares one among all who have the same work.
        candidate.quiet = [*candidate.quiet, Finding.info("home_outside_regency")]
    return candidate
