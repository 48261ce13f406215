"""Telling stories with consent, and taking them back at once."""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.keyring import sealer
from payung.kernel.names import shown
from payung.kernel.people import Actor
from payung.stages.outreach.models import Story
from payung.stages.outreach.operations.scope import TELLERS, regency_of
from payung.stages.outreach.problems import OutsideScope, StoryRefused
from payung.stages.outreach.states import STORY_MOVES, StoryState
from payung.stages.outreach.sums.telling import first_name_problem, words_problem

TELLER: Final = ("sponsor", "worker", "family")
NAME_PLACE: Final = "outreach.story.consent"
_KEY_PLACE: Final = "outreach.story.key"
KEPT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story kept, and the code with which its owner takes it back; it is shown once."""

    story_id: int
    code: str


@operation
def tell_story(
    *,
    teller: str,
    first_name: str,
    words: str,
    consent_name: str,
    consent_on: date,
    consent_kept: str,
    by: Actor,
    at: datetime,
) -> Told:
    """
    Keep a story with the consent of whoever it is about; nobody else reads it yet.

    :param consent_name: who signed; kept sealed, never shown on a page of stories.
    :param consent_kept: where the signed paper lies.
    :raises OutsideScope: `by` keeps no stories.
    :raises StoryRefused: `teller`, `name_…`, `words_…`, `consent_name`, `consent_on` (later than
        today), `consent_kept`.
    """
    regency_id = regency_of(by, TELLERS)
    signed, kept = shown(consent_name)[:100], shown(consent_kept)[:KEPT]
    _refuse_half_consent(signed, consent_on, kept, at)
    _refuse_words(teller, first_name, words, signed)
    code = _code()
    story = Story.objects.create(
        regency_id=regency_id,
        teller=teller,
        first_name=shown(first_name),
        words=words.strip(),
        consent_name=sealer().seal(signed, NAME_PLACE),
        consent_on=consent_on,
        consent_kept=kept,
        key=sealer().index(code, _KEY_PLACE),
        state=StoryState.TOLD,
        told_at=at,
    )
    record("story.told", target=story, by=by, at=at)
    return Told(story_id=int(story.pk), code=code)


def _refuse_words(teller: str, first_name: str, words: str, signed: str) -> None:
    if teller not in TELLER:
        raise StoryRefused("teller")
    if problem := first_name_problem(first_name):
        raise StoryRefused(f"name_{problem}")
    if problem := words_problem(words, full_name=signed):
        raise StoryRefused(f"words_{problem}")


def _refuse_half_consent(signed: str, on: date, kept: str, at: datetime) -> None:
    if not signed:
        raise StoryRefused("consent_name")
    if on > today_in_wib(at):
        raise StoryRefused("consent_on")
    if not kept:
        raise StoryRefused("consent_kept")


@operation
def show_story(*, story_id: int, by: Actor, at: datetime) -> None:
    """
    Show a story to everybody from now on.

    :raises OutsideScope: it is not the actor's.
    :raises StoryRefused: `over`: it is shown, or was taken back.
    """
    story = _own(story_id, by)
    if not STORY_MOVES.allows("show", story.state):
        raise StoryRefused("over")
    story.state, story.shown_at = STORY_MOVES.to("show", story.state), at
    story.save(update_fields=["state", "shown_at"])
    record("story.shown", target=story, by=by, at=at)


@operation
def take_back(*, story_id: int, by: Actor, at: datetime) -> None:
    """
    Take a story back: its words and both names are gone from here the same moment. Twice is once.

    :raises OutsideScope: it is not the actor's.
    """
    _gone(_own(story_id, by), by, at)


@operation
def take_back_by_code(*, code: str, by: Actor, at: datetime) -> None:
    """
    Take back the story of this code, as its owner may at any time, without asking anybody.

    :raises OutsideScope: no story has it.
    """
    key = sealer().index(tidied(code), _KEY_PLACE)
    story = Story.objects.select_for_update().filter(key=key).first()
    if story is None:
        raise OutsideScope(None)
    _gone(story, by, at)


def tidied(code: str) -> str:
    """Return a code as it was made, however it was typed."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[:40]


def _gone(story: Story, by: Actor, at: datetime) -> None:
    if STORY_MOVES.allows("take_back", story.state):
        story.state, story.taken_back_at = STORY_MOVES.to("take_back", story.state), at
        story.first_name = story.words = story.consent_kept = ""
        story.consent_name = b""
        fields = ["state", "taken_back_at", "first_name", "words", "consent_kept", "consent_name"]
        story.save(update_fields=fields)
    record("story.taken_back", target=story, by=by, at=at)


def _own(story_id: int, by: Actor) -> Story:
    rows = Story.objects.select_for_update().filter(pk=story_id)
    story = rows.filter(regency_id=regency_of(by, TELLERS)).first()
    if story is None:
        raise OutsideScope(by.regency_id)
    return story


def _code() -> str:
    """Return 16 signs: 80 random bits, short enough to be written by hand."""
    return b32encode(secrets.token_bytes(10)).decode()
