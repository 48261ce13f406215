"""The versions of a letter's wording, for who words it (S108)."""

from dataclasses import dataclass
from datetime import datetime

from payung.foundation.documents.models import LetterWording
from payung.kernel.people import Viewer


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """One version; letters that were made with it keep it."""

    version: int
    made_at: datetime
    made_by_id: int | None


def versions_of(*, viewer: Viewer, kind: str) -> list[WordingVersion]:
    """Return the versions of one kind of letter in the viewer's regency, newest first."""
    rows = LetterWording.objects.filter(regency_id=viewer.regency_id or 0, kind=kind)
    fields = ("version", "made_at", "made_by_id")
    return [WordingVersion(*row) for row in rows.order_by("-version").values_list(*fields)[:25]]


def newest_versions(*, viewer: Viewer) -> dict[str, WordingVersion]:
    """Return the newest version by kind of letter; a kind never reworded is left out."""
    rows = LetterWording.objects.filter(regency_id=viewer.regency_id or 0)
    found = rows.order_by("kind", "-version").distinct("kind")
    return {
        kind: WordingVersion(version, at, by)
        for kind, version, at, by in found.values_list("kind", "version", "made_at", "made_by_id")
    }
