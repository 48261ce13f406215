"""Notices: those a page shows now, and all of them for who writes them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from payung.foundation.desk.models import Notice
from payung.kernel.people import Role, Viewer

MOST_AT_ONCE = 3
_AN_INSTANT = timedelta(microseconds=1)
_LIVE = """SELECT id, words_id, words_en, is_urgent FROM desk_notice
WHERE (%(regency_id)s::bigint IS NULL OR regency_id = %(regency_id)s)
    AND starts_at <= %(at)s AND ends_at > %(at)s AND role IN ('', %(role)s)
ORDER BY is_urgent DESC, starts_at DESC LIMIT %(most)s"""
"""Every page asks it, so it is not put together anew for each."""


@dataclass(frozen=True, kw_only=True)
class LiveNotice:
    """A sentence for this page, in both languages."""

    notice_id: int
    words_id: str
    words_en: str
    is_urgent: bool

    def words(self, language: str) -> str:
        """Return the sentence in "id" or "en"; Indonesian where nobody wrote the other."""
        return self.words_en if language == "en" and self.words_en else self.words_id


@dataclass(frozen=True, kw_only=True)
class NoticeSeen(LiveNotice):
    """A notice in the list of its writers."""

    role: str
    starts_at: datetime
    ends_at: datetime
    corrects: str
    """What this one corrected, in Indonesian; otherwise empty."""

    def is_over(self, at: datetime) -> bool:
        """Whether nobody sees it any more; one taken down before it began was never seen."""
        return self.ends_at <= max(at, self.starts_at + _AN_INSTANT)


def live_notices(*, viewer: Viewer, role: Role | None, at: datetime) -> list[LiveNotice]:
    """
    Return what pages show at `at` to this role, urgent first; at most three.

    :param role: None for the public, which sees only what is for everybody.
    """
    asked = {"regency_id": viewer.regency_id, "role": role or "", "at": at, "most": MOST_AT_ONCE}
    with connection.cursor() as cursor:
        cursor.execute(_LIVE, asked)
        return [
            LiveNotice(notice_id=pk, words_id=words_id, words_en=words_en, is_urgent=is_urgent)
            for pk, words_id, words_en, is_urgent in cursor.fetchall()
        ]


def notices(*, viewer: Viewer, skip: int = 0, most: int = 25) -> list[NoticeSeen]:
    """Return every notice, the one that ends last first."""
    rows = _visible_to(viewer).select_related("replaces").order_by("-ends_at", "-pk")
    return [_seen(row) for row in rows[skip : skip + most]]


def notice(*, viewer: Viewer, notice_id: int) -> NoticeSeen | None:
    """Return one notice, or None where the viewer has no such notice."""
    row = _visible_to(viewer).select_related("replaces").filter(pk=notice_id).first()
    return None if row is None else _seen(row)


def _seen(row: Notice) -> NoticeSeen:
    return NoticeSeen(
        notice_id=row.pk,
        words_id=row.words_id,
        words_en=row.words_en,
        is_urgent=row.is_urgent,
        role=row.role,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        corrects=row.replaces.words_id if row.replaces else "",
    )


def _visible_to(viewer: Viewer) -> QuerySet[Notice]:
    rows = Notice.objects.all()
    return rows if viewer.regency_id is None else rows.filter(regency_id=viewer.regency_id)
