"""S59: stories with consent; taken back, they are gone from everywhere the same moment."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from payung.kernel.keyring import sealer
from payung.kernel.people import Role, Viewer
from payung.stages.outreach.operations import show_story, take_back, tell_story
from payung.stages.outreach.operations.stories import KEPT, TELLER
from payung.stages.outreach.problems import StoryRefused
from payung.stages.outreach.queries import StoryRow, stories_of
from payung.stages.outreach.sums.telling import (
    FIRST_NAME,
    LONGEST,
    first_name_problem,
    words_problem,
)
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.offices import form_methods

KEEPERS: Final = (Role.KORPRI, Role.SECRETARIAT)
_CODE: Final = "story_code"
_PLACE: Final = "session.story_code"
_FIELD: Final = {"teller": "siapa", "name": "nama", "words": "cerita", "over": "form"}
_CONSENT: Final = {
    "consent_name": "penanda",
    "consent_on": "tanggal",
    "consent_kept": "tempat",
}


@require_safe
@needs(*KEEPERS)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S59."""
    stories = stories_of(viewer=viewer)
    page = page_of(request, lambda skip, most: stories[skip : skip + most])
    kept = request.session.pop(_CODE, None)
    code = sealer().open(bytes.fromhex(kept), _PLACE) if kept else ""
    return render(request, "outreach/stories.html", {"page": page, "code": code})


@form_methods
@needs(*KEEPERS)
def add(request: Request, viewer: Viewer) -> HttpResponse:
    """A story, with where the signed consent lies."""
    del viewer
    said = Said(request)
    answer = _kept(request, said) if said.is_sent else None
    if answer is not None:
        return answer
    tellers = [(one, tell(f"outreach.story.teller.{one}")) for one in TELLER]
    asks = [
        Ask(id="siapa", code="outreach.story.teller", part="choices", options=tellers),
        Ask(id="nama", code="outreach.story.name", width="medium", maxlength=FIRST_NAME),
        Ask(id="cerita", code="outreach.story.words", kind="area", maxlength=LONGEST),
        Ask(id="penanda", code="outreach.story.signed", maxlength=100),
        Ask(id="tanggal", code="outreach.story.signed_on", part="date", value=("", "", "")),
        Ask(id="tempat", code="outreach.story.kept", maxlength=KEPT),
        Ask(id="setuju", code="outreach.story.agrees", part="tick"),
    ]
    return ask_page(said, "outreach.story.add", asks, back=reverse("korpri-stories"))


@require_POST
@needs(*KEEPERS)
def show(request: Request, viewer: Viewer, story_id: int) -> HttpResponse:
    """Show a story to everybody."""
    _own(viewer, story_id)

    def do() -> str:
        show_story(story_id=story_id, by=actor_of(request), at=request.at)
        messages.success(request, tell("outreach.story.is_shown"))
        return reverse("korpri-stories")

    try:
        return once(request, action="story.show", do=do)
    except StoryRefused as refusal:
        raise Http404 from refusal


@form_methods
@needs(*KEEPERS)
def withdraw(request: Request, viewer: Viewer, story_id: int) -> HttpResponse:
    """Ask once more, then take the story back."""
    story = _own(viewer, story_id)
    said = Said(request)
    if said.is_sent:

        def do() -> str:
            take_back(story_id=story_id, by=actor_of(request), at=request.at)
            messages.success(request, tell("outreach.story.is_gone"))
            return reverse("korpri-stories")

        return once(request, action="story.take_back", do=do)
    facts = [Fact(tell("outreach.story.name"), story.first_name or "–")]
    back = reverse("korpri-stories")
    return ask_page(said, "outreach.story.back", (), back=back, facts=facts, is_danger=True)


def _kept(request: Request, said: Said) -> HttpResponse | None:
    """Keep the story, or note what is to be put right."""
    options = [(one, one) for one in TELLER]
    teller = said.choice("siapa", options, empty="outreach.story.teller_refused")
    name = said.text("nama", most=200)
    if problem := first_name_problem(name):
        said.wrong("nama", f"outreach.story.name_{problem}_refused")
    words = said.words("cerita", most=LONGEST)
    if problem := words_problem(words, full_name=request.POST.get("penanda", "")):
        said.wrong("cerita", f"outreach.story.words_{problem}_refused", most=LONGEST)
    signed = said.text("penanda", most=100, empty="outreach.story.consent_name_refused")
    signed_on = said.day("tanggal", empty="outreach.story.signed_on_empty")
    kept = said.text("tempat", most=KEPT, empty="outreach.story.consent_kept_refused")
    if not said.tick("setuju"):
        said.wrong("setuju", "outreach.story.agrees_empty")
    if said.problems or signed_on is None:
        return None

    def do() -> str:
        told = tell_story(
            teller=teller,
            first_name=name,
            words=words,
            consent_name=signed,
            consent_on=signed_on,
            consent_kept=kept,
            by=actor_of(request),
            at=request.at,
        )
        request.session[_CODE] = sealer().seal(told.code, _PLACE).hex()
        messages.success(request, tell("outreach.story.added"))
        return reverse("korpri-stories")

    try:
        return once(request, action="story.tell", do=do)
    except StoryRefused as refusal:
        code = str(refusal)
        field = _CONSENT.get(code) or _FIELD[code.partition("_")[0]]
        said.wrong(field, f"outreach.story.{code}_refused", most=LONGEST)
        return None


def _own(viewer: Viewer, story_id: int) -> StoryRow:
    found = stories_of(viewer=viewer, story_id=story_id)
    if not found:
        raise Http404
    return found[0]
