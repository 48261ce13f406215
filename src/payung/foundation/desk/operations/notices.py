"""Telling people something on every page for a while, and taking it down."""

from datetime import datetime, timedelta

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.foundation.desk.models import Notice
from payung.foundation.desk.problems import AlreadyOver, NotTheirs
from payung.kernel.names import shown
from payung.kernel.people import Actor, Role

LONGEST = 300
AN_INSTANT = timedelta(microseconds=1)
"""So long stands a notice that was taken down before it began: nobody sees it."""


@operation
def announce(
    *,
    regency_id: int,
    words_id: str,
    words_en: str = "",
    role: Role | None = None,
    is_urgent: bool = False,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    at: datetime,
) -> int:
    """
    Show a sentence on pages, `[starts_at, ends_at)`; return its id.

    :param role: whom it is for; None for everybody, the public too.
    """
    assert by.person_id is not None, "a person announces"
    if by.regency_id != regency_id:
        raise NotTheirs
    notice = Notice.objects.create(
        regency_id=regency_id,
        words_id=shown(words_id)[:LONGEST],
        words_en=shown(words_en)[:LONGEST],
        role=role or "",
        is_urgent=is_urgent,
        starts_at=starts_at,
        ends_at=ends_at,
        made_by_id=by.person_id,
    )
    record("notice.announced", target=notice, by=by, at=at, role_told=role or "everybody")
    return int(notice.pk)


@operation
def correct_notice(
    *,
    notice_id: int,
    words_id: str,
    words_en: str = "",
    role: Role | None = None,
    is_urgent: bool = False,
    starts_at: datetime,
    ends_at: datetime,
    by: Actor,
    at: datetime,
) -> int:
    """
    Take a notice down and let another stand in its place; return the other's id.

    What was shown stays as it stood. The other never claims to have stood before now.

    :raises NotTheirs: there is none in this regency.
    :raises AlreadyOver: it ended, was taken down or corrected before.
    """
    assert by.person_id is not None, "a person announces"
    before = _standing(notice_id, by, at)
    _end(before, at)
    notice = Notice.objects.create(
        regency_id=before.regency_id,
        words_id=shown(words_id)[:LONGEST],
        words_en=shown(words_en)[:LONGEST],
        role=role or "",
        is_urgent=is_urgent,
        starts_at=max(starts_at, at),
        ends_at=ends_at,
        made_by_id=by.person_id,
        replaces=before,
    )
    record("notice.corrected", target=notice, by=by, at=at, replaces=before.pk)
    return int(notice.pk)


@operation
def end_notice(*, notice_id: int, by: Actor, at: datetime) -> None:
    """
    Take a notice down at once; one that never began will never be seen.

    :raises NotTheirs: there is none in this regency.
    :raises AlreadyOver: it ended before.
    """
    notice = _standing(notice_id, by, at)
    _end(notice, at)
    record("notice.ended", target=notice, by=by, at=at)


def _standing(notice_id: int, by: Actor, at: datetime) -> Notice:
    """Return a notice that stands, or will; one that was taken down before it began will not."""
    notice = Notice.objects.select_for_update().filter(pk=notice_id).first()
    if notice is None or by.regency_id not in (None, notice.regency_id):
        raise NotTheirs
    if notice.ends_at <= max(at, notice.starts_at + AN_INSTANT):
        raise AlreadyOver
    return notice


def _end(notice: Notice, at: datetime) -> None:
    notice.ends_at = max(at, notice.starts_at + AN_INSTANT)
    notice.save(update_fields=["ends_at"])
