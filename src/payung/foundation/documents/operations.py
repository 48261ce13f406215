"""Making papers, withdrawing them, and wording the letters."""

import json
import secrets
from base64 import b32encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.documents.kinds import FACTS, KINDS
from payung.foundation.documents.models import Document, LetterWording
from payung.foundation.documents.problems import NoSuchPaper
from payung.foundation.documents.wording import refuse_unknown
from payung.kernel.canonical import digest
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor

CODE_BITS: Final = 130


@operation
def make(
    *,
    kind: str,
    regency_id: int,
    agency_id: int | None,
    subject_type: str = "",
    subject_id: int | None = None,
    facts: Mapping[str, Any],
    row_count: int = 1,
    total_idr: int | None = None,
    number: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """
    Keep a paper's facts, sealed, under a code nobody can guess; return its id.

    The same facts about the same subject are the paper that is there, unless it was withdrawn;
    others are its next version. `facts` are finished words, and hold no clock.
    """
    said = digest(dict(facts))
    newest = None if subject_id is None else _newest(kind, subject_type, subject_id)
    if newest is not None and newest.digest == said and newest.withdrawn_at is None:
        record("document.shown_again", target=newest, by=by, at=at, code=kind)
        return int(newest.pk)
    made = Document(
        kind=_known(kind),
        code=_code(),
        number=number,
        regency_id=regency_id,
        agency_id=agency_id,
        subject_type=subject_type,
        subject_id=subject_id,
        version=1 if newest is None else newest.version + 1,
        row_count=row_count,
        total_idr=total_idr,
        facts_sealed=sealer().seal(json.dumps(dict(facts)), FACTS),
        digest=said,
    )
    return _keep(made, by, at)


@operation
def withdraw(
    *, document_id: int, reason: str, subject_id: int | None = None, by: Actor, at: datetime
) -> None:
    """
    Declare a paper no longer in force: its code says so from now on. Twice is once.

    :param subject_id: whose own paper it is; they may withdraw it wherever they worked then.
    :raises NoSuchPaper: none in the regency of whoever asks, or in their office.
    """
    rows = Document.objects.select_for_update().filter(pk=document_id)
    if by.regency_id is not None:
        rows = rows.filter(regency_id=by.regency_id)
    if not by.viewer.sees_all_agencies:
        rows = rows.filter(Q(agency_id=by.agency_id) | Q(subject_id=subject_id or 0))
    found = rows.first()
    if found is None:
        raise NoSuchPaper
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_because = at, reason[:200]
        found.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("document.withdrawn", target=found, by=by, at=at, reason=reason, code=found.kind)


@operation
def reword(*, kind: str, regency_id: int, parts: Mapping[str, str], by: Actor, at: datetime) -> int:
    """
    Add a version of what a regency's letters of this kind say; return the version.

    Papers that were made keep their words.

    :raises WordingRefused: a part, or something in braces, that this kind of letter does not have.
    """
    refuse_unknown(kind, parts)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"wording:{regency_id}:{kind}"],
        )
    rows = LetterWording.objects.filter(regency_id=regency_id, kind=kind).order_by("-version")
    version = (rows.values_list("version", flat=True).first() or 0) + 1
    worded = LetterWording.objects.create(
        regency_id=regency_id,
        kind=kind,
        version=version,
        parts=dict(parts),
        made_by_id=by.person_id,
        made_at=at,
    )
    record("letter.reworded", target=worded, by=by, at=at, code=kind, version=version)
    return version


def _newest(kind: str, subject_type: str, subject_id: int) -> Document | None:
    """Return the newest version about a subject, after waiting for whoever makes one just now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"document:{kind}:{subject_type}:{subject_id}"],
        )
    rows = Document.objects.filter(kind=kind, subject_type=subject_type, subject_id=subject_id)
    return rows.order_by("-version").first()


def _code() -> str:
    """Return 26 signs: 130 random bits."""
    bits = secrets.randbits(CODE_BITS) << (136 - CODE_BITS)
    return b32encode(bits.to_bytes(17, "big")).decode()[:26]


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"{kind} is no kind of paper")
    return kind


def _keep(made: Document, by: Actor, at: datetime) -> int:
    made.made_at, made.made_by_id = at, by.person_id
    made.save(force_insert=True)
    record(
        "document.made",
        target=made,
        by=by,
        at=at,
        row_count=made.row_count,
        total_idr=made.total_idr,
        digest=made.digest,
        code=made.kind,
        version=made.version,
    )
    return int(made.pk)
