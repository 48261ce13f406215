"""What the papers of a sponsor and of a batch say."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Batch, Consent, Sponsorship
from payung.stages.enrolment.states import OPEN


@dataclass(frozen=True, slots=True)
class Authorised:
    """One worker for whom a sponsor lets the salary be cut; nothing about the worker."""

    sponsorship_id: int
    ceiling_idr: int
    pay_source: str
    given_on: date


@dataclass(frozen=True, slots=True)
class Authoriser:
    """Who gives a deduction authorisation: the civil servant, with the live consents, oldest first.

    `consents` is empty where every one was withdrawn.
    """

    sponsor_id: int
    name: str
    nip: str
    grade: str
    position: str
    agency_id: int
    agency_name: str
    regency_id: int
    consents: tuple[Authorised, ...]


def authoriser_of(*, viewer: Viewer, sponsor_id: int) -> Authoriser | None:
    """Return a sponsor with the consents in force, as far as the viewer may see."""
    last = Consent.objects.filter(sponsorship_id=OuterRef("pk")).order_by("-version")
    rows = Sponsorship.objects.visible_to(viewer).filter(sponsor_id=sponsor_id, state__in=OPEN)
    found = list(
        rows.annotate(
            ceiling=Subquery(last.values("ceiling_idr")[:1]),
            source=Subquery(last.values("pay_source")[:1]),
            given=Subquery(last.values("given_on")[:1]),
            gone=Subquery(last.values("withdrawn")[:1]),
        )
        .order_by("pk")
        .values_list(
            *("pk", "ceiling", "source", "given", "gone", "sponsor__name", "sponsor__title_before"),
            *("sponsor__title_after", "sponsor__nip", "sponsor__grade", "sponsor__position"),
            *("sponsor__agency_id", "sponsor__agency__name", "regency_id"),
        )
    )
    if not found:
        return None
    name, before, after, nip, grade, position, agency_id, agency_name, regency_id = found[0][5:]
    return Authoriser(
        sponsor_id=sponsor_id,
        name=with_titles(name, before, after),
        nip=nip,
        grade=grade,
        position=position,
        agency_id=agency_id,
        agency_name=agency_name,
        regency_id=regency_id,
        consents=tuple(
            Authorised(pk, ceiling, source, given)
            for pk, ceiling, source, given, gone, *_ in found
            if given is not None and not gone
        ),
    )


def batch_digest(*, viewer: Viewer, batch_id: int) -> str:
    """Return the checksum of a batch's rows; empty where the viewer may not see it."""
    rows = Batch.objects.visible_to(viewer).filter(pk=batch_id)
    return rows.values_list("digest", flat=True).first() or ""


def with_titles(name: str, before: str, after: str) -> str:
    """Return a name as letters write it: titles before it, degrees after a comma."""
    front = f"{before} {name}" if before else name
    return f"{front}, {after}" if after else front
