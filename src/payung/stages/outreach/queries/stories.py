"""Questions about stories. Whoever signed the consent is told to nobody but who keeps them."""

from dataclasses import dataclass
from datetime import date, datetime

from payung.kernel.keyring import sealer
from payung.kernel.people import Role, Viewer
from payung.stages.outreach.models import Story
from payung.stages.outreach.states import StoryState

NAME_PLACE = "outreach.story.consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story as those who keep it see it."""

    story_id: int
    teller: str
    first_name: str
    words: str
    consent_name: str
    consent_on: date
    consent_kept: str
    state: str
    told_at: datetime
    taken_back_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStory:
    """A story as everybody reads it."""

    teller: str
    first_name: str
    words: str


def stories_of(*, viewer: Viewer, story_id: int | None = None) -> list[StoryRow]:
    """Return the stories of the viewer's regency, the newest first; only to who keeps them."""
    if viewer.role not in (Role.KORPRI, Role.SECRETARIAT):
        return []
    rows = Story.objects.filter(regency_id=viewer.regency_id or 0).order_by("-pk")
    if story_id is not None:
        rows = rows.filter(pk=story_id)
    return [
        StoryRow(
            story_id=row.pk,
            teller=row.teller,
            first_name=row.first_name,
            words=row.words,
            consent_name=_opened(bytes(row.consent_name)),
            consent_on=row.consent_on,
            consent_kept=row.consent_kept,
            state=row.state,
            told_at=row.told_at,
            taken_back_at=row.taken_back_at,
        )
        for row in rows
    ]


def shown_stories(*, viewer: Viewer, most: int = 24) -> list[ShownStory]:
    """Return what everybody may read in a regency, the newest first."""
    rows = Story.objects.filter(state=StoryState.SHOWN).order_by("-shown_at", "-pk")
    if viewer.regency_id is not None:
        rows = rows.filter(regency_id=viewer.regency_id)
    found = rows.values_list("teller", "first_name", "words")[:most]
    return [
        ShownStory(teller=teller, first_name=name, words=words) for teller, name, words in found
    ]


def _opened(sealed: bytes) -> str:
    return sealer().open(sealed, NAME_PLACE) if sealed else ""
