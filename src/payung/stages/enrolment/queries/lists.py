"""Questions about sponsorships: queues, a sponsor's workers, one registration."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from payung.kernel.findings import Finding, Level
from payung.kernel.people import Viewer
from payung.stages.enrolment.models import Consent, Flag, Reply, Sponsorship
from payung.stages.enrolment.states import State


@dataclass(frozen=True, slots=True)
class SponsorshipRow:
    """One sponsorship as a list shows it; no identity number in it."""

    sponsorship_id: int
    agency_id: int
    agency_name: str
    sponsor_id: int
    sponsor_name: str
    worker_id: int
    worker_name: str
    occupation: str
    relation: str
    sector: str
    state: str
    registered_on: date
    card_number: str
    accepted_on: date | None
    ended_on: date | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One version of a consent; the last is the live one."""

    version: int
    ceiling_idr: int
    given_on: date
    evidence: str
    withdrawn: bool


_FIELDS = (
    *("pk", "agency_id", "agency__name", "sponsor_id", "sponsor__name", "worker_id"),
    *("worker__name", "worker__occupation", "relation", "sector", "state", "registered_on"),
    *("card_number", "accepted_on", "ended_on", "end_reason"),
)


def queue_counts(*, viewer: Viewer, agency_id: int | None = None) -> dict[str, int]:
    """Return how many sponsorships the viewer may see are in each state; every state is there."""
    rows = Sponsorship.objects.visible_to(viewer).order_by()
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    found = dict(rows.values("state").annotate(count=Count("pk")).values_list("state", "count"))
    return {state.value: found.get(state.value, 0) for state in State}


def sponsorships(
    *,
    viewer: Viewer,
    states: Collection[str] | None = None,
    agency_id: int | None = None,
    after: int = 0,
    most: int = 200,
) -> list[SponsorshipRow]:
    """Return sponsorships in the order they were registered, from the id `after` on."""
    rows = Sponsorship.objects.visible_to(viewer).filter(pk__gt=after).order_by("pk")
    if states is not None:
        rows = rows.filter(state__in=list(states))
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    return [SponsorshipRow(*row) for row in rows.values_list(*_FIELDS)[:most]]


def sponsorship_of(*, viewer: Viewer, sponsorship_id: int) -> SponsorshipRow | None:
    """Return one sponsorship, if the viewer may see it."""
    rows = Sponsorship.objects.visible_to(viewer).filter(pk=sponsorship_id)
    found = rows.values_list(*_FIELDS).first()
    return None if found is None else SponsorshipRow(*found)


def my_workers(*, viewer: Viewer, sponsor_id: int) -> list[SponsorshipRow]:
    """Return all sponsorships of one sponsor, past ones too, newest first."""
    rows = Sponsorship.objects.visible_to(viewer).filter(sponsor_id=sponsor_id)
    return [SponsorshipRow(*row) for row in rows.order_by("-pk").values_list(*_FIELDS)]


def ids_in_state(*, viewer: Viewer, agency_id: int, state: str) -> list[int]:
    """Return the sponsorships of one office in one state, in order."""
    rows = Sponsorship.objects.visible_to(viewer).filter(agency_id=agency_id, state=state)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def consents_of(*, viewer: Viewer, sponsorship_id: int) -> list[ConsentRow]:
    """Return every version of a consent, oldest first."""
    seen = Sponsorship.objects.visible_to(viewer).filter(pk=sponsorship_id)
    rows = Consent.objects.filter(sponsorship__in=seen).order_by("version")
    fields = ("version", "ceiling_idr", "given_on", "evidence", "withdrawn")
    return [ConsentRow(*row) for row in rows.values_list(*fields)]


def flags_of(*, viewer: Viewer, sponsorship_id: int) -> list[Finding]:
    """Return what the officer should see beside a registration, in the order it was found."""
    seen = Sponsorship.objects.visible_to(viewer).filter(pk=sponsorship_id)
    rows = Flag.objects.filter(sponsorship__in=seen).order_by("pk")
    found = rows.values_list("level", "code", "values")
    return [Finding(Level(level), code, values) for level, code, values in found]


def last_reason(*, viewer: Viewer, sponsorship_id: int) -> str:
    """Return why the branch last gave a registration back; empty where it never did."""
    seen = Sponsorship.objects.visible_to(viewer).filter(pk=sponsorship_id)
    replies = Reply.objects.filter(line__sponsorship__in=seen).exclude(reason="").order_by("-pk")
    return replies.values_list("reason", flat=True).first() or ""
