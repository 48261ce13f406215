"""One registration from a form: on a phone, or at the officer's desk."""

from datetime import datetime

from django.db import IntegrityError

from payung.foundation.access.models import Person
from payung.foundation.audit.operation import operation
from payung.kernel.clock import today_in_wib
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.enrolment.operations.registering import ONE_SPONSOR, register_all
from payung.stages.enrolment.problems import RegistrationRefused, UnknownSponsor
from payung.stages.enrolment.queries.assessment import assess
from payung.stages.enrolment.queries.reading import EntryReader
from payung.stages.enrolment.queries.surroundings import surroundings
from payung.stages.enrolment.sums.entries import KEYS, Candidate, WorkerInput
from payung.stages.registry.models import CivilServant


@operation
def register(
    *,
    sponsor_id: int,
    worker: WorkerInput,
    agency_id: int | None = None,
    evidence: str = "form",
    by: Actor,
    at: datetime,
) -> int:
    """
    Take over one registration from a form, by the same checks as a sheet; return its id.

    :param agency_id: the office at whose desk it is entered; without it the actor's, else the
        sponsor's own.
    :raises RegistrationRefused: with every finding at once.
    :raises UnknownSponsor: not on the staff list, of another regency, or not the actor who says so.
    """
    sponsor = CivilServant.objects.filter(pk=sponsor_id, gone_on=None).first()
    if sponsor is None or not _may_speak_for(by, sponsor):
        raise UnknownSponsor(sponsor_id)
    office_id = agency_id or by.agency_id or sponsor.agency_id
    candidate = _assessed(sponsor, worker, office_id, at)

    def take() -> list[int]:
        return register_all(
            regency_id=sponsor.regency_id, candidates=[candidate], evidence=evidence, by=by, at=at
        )

    try:
        ids = take()
    except IntegrityError as collision:
        if ONE_SPONSOR not in str(collision):
            raise
        # Somebody else registered this worker a moment ago: what is known now decides.
        candidate = _assessed(sponsor, worker, office_id, at)
        ids = take()
    return ids[0] if ids else int(candidate.known_as or 0)


def _may_speak_for(by: Actor, sponsor: CivilServant) -> bool:
    """Whether the actor may name a worker for this sponsor: a sponsor only for themselves."""
    if by.regency_id not in (None, sponsor.regency_id):
        return False
    if by.role is not Role.SPONSOR:
        return True
    return Person.objects.filter(pk=by.person_id or 0, civil_servant_id=sponsor.pk).exists()


def _assessed(
    sponsor: CivilServant, worker: WorkerInput, office_id: int, at: datetime
) -> Candidate:
    """Return the entry of a form as understood. :raises RegistrationRefused: it cannot be taken."""
    candidate = _candidate(sponsor, worker, at)
    assess(
        viewer=Viewer.system(),
        regency_id=sponsor.regency_id,
        agency_id=office_id,
        candidates=[candidate],
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
    return reader.read(1, [typed[key] for key in KEYS])
