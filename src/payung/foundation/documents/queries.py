"""Questions about papers: what a code stands for, and which papers there are of a thing."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from payung.foundation.audit.scope import beyond
from payung.foundation.documents.kinds import FACTS, is_masked_for, kinds_for
from payung.foundation.documents.models import Document, LetterWording
from payung.foundation.documents.problems import NoSuchPaper
from payung.foundation.documents.wording import HEAD
from payung.kernel.keyring import sealer
from payung.kernel.people import Role, Viewer

CIVIL_SERVANT = "registry_civilservant"
FORM = "D07"
INVITATION = "D14"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as lists and its check page know it: nothing about anybody."""

    document_id: int
    kind: str
    code: str
    number: str
    regency_id: int
    agency_id: int | None
    subject_type: str
    subject_id: int | None
    version: int
    made_at: datetime
    row_count: int
    total_idr: int | None
    withdrawn_at: datetime | None
    withdrawn_because: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper with what stands on it, opened. `is_masked`: identity numbers are to be masked."""

    paper: Paper
    facts: Mapping[str, Any]
    is_masked: bool


_FIELDS = (
    *("pk", "kind", "code", "number", "regency_id", "agency_id", "subject_type", "subject_id"),
    *("version", "made_at", "row_count", "total_idr", "withdrawn_at", "withdrawn_because"),
    "digest",
)


def document_by_code(*, viewer: Viewer, code: str) -> Paper | None:
    """
    Return the paper whose QR carries this code; anybody who holds it may ask (S99).

    The code itself is the permission. A viewer of one regency is told of that regency's only.
    """
    rows = Document.objects.filter(code=code)
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    found = rows.values_list(*_FIELDS).first()
    return None if found is None else Paper(*found)


def documents_of(
    *, viewer: Viewer, subject_type: str, subject_id: int, kind: str | None = None
) -> list[Paper]:
    """Return the papers about a thing that the viewer may open, newest first."""
    about = Q(subject_type=subject_type, subject_id=subject_id)
    if kind is not None:
        about &= Q(kind=kind)
    return [Paper(*row) for row in _found(viewer, about, _FIELDS)]


def documents_about(
    *, viewer: Viewer, subject_type: str, subject_ids: Collection[int]
) -> list[Paper]:
    """Return the papers about several things of one kind, newest first; one statement."""
    about = Q(subject_type=subject_type, subject_id__in=subject_ids)
    return [Paper(*row) for row in _found(viewer, about, _FIELDS)]


def latest_of_kind(*, viewer: Viewer, kind: str, most: int) -> list[Paper]:
    """Return the latest papers of one kind that the viewer may open, but for withdrawn ones."""
    rows = _visible_to(viewer).filter(kind=kind, withdrawn_at=None).order_by("-made_at", "-pk")
    return [Paper(*row) for row in rows.values_list(*_FIELDS)[:most]]


def facts_of(*, viewer: Viewer, document_id: int) -> PaperFacts:
    """Return a paper with its facts opened. :raises NoSuchPaper: none for this viewer."""
    found = _found(viewer, Q(pk=document_id), (*_FIELDS, "facts_sealed"))
    if not found:
        raise NoSuchPaper
    (row,) = found
    paper = Paper(*row[:-1])
    facts = json.loads(sealer().open(bytes(row[-1]), FACTS))
    return PaperFacts(paper, facts, is_masked_for(viewer, paper.kind))


def wording_of(*, viewer: Viewer, regency_id: int, kind: str = HEAD) -> dict[str, str]:
    """Return the parts that a regency worded itself, in their newest version; often none."""
    if viewer.regency_id not in (None, regency_id):
        return {}
    rows = LetterWording.objects.filter(regency_id=regency_id, kind=kind).order_by("-version")
    return dict(rows.values_list("parts", flat=True).first() or {})


def _found(viewer: Viewer, about: Q, fields: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Return papers, newest first; those for everybody and one's own belong to no office's wall."""
    if viewer.role is not Role.SPONSOR:
        rows = _visible_to(viewer).filter(about).order_by("-made_at", "-pk")
        found = list(rows.values_list(*fields))
        if found or viewer.sees_all_agencies:
            return found
        about &= Q(kind=INVITATION, agency_id=None)
    with beyond("a sponsor's own papers, and the invitations of the whole regency"):
        rows = _visible_to(viewer).filter(about).order_by("-made_at", "-pk")
        return list(rows.values_list(*fields))


def _visible_to(viewer: Viewer) -> QuerySet[Document]:
    """One sponsor the own papers, an office its own, the others of a regency the regency's."""
    rows = Document.objects.filter(kind__in=kinds_for(viewer))
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    if viewer.role is Role.SPONSOR:
        own = RawSQL(  # access stands beside documents, so no model of it here
            "SELECT civil_servant_id FROM access_person WHERE id = %s", [viewer.person_id or 0]
        )
        here = Q(agency_id=viewer.agency_id or 0) | Q(agency_id=None)
        blank = here & Q(kind__in=[FORM, INVITATION])
        about = Q(subject_type=CIVIL_SERVANT, subject_id__in=own)
        return rows.filter(about | blank | Q(made_by_id=viewer.person_id or 0))
    if viewer.sees_all_agencies:
        return rows
    return rows.filter(Q(agency_id=viewer.agency_id or 0) | Q(kind=INVITATION, agency_id=None))
