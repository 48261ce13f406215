"""S108: how letters are worded: in versions, with a fixed list of things in braces, previewed."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.access.people import names_of
from payung.foundation.documents.operations import reword
from payung.foundation.documents.problems import WordingRefused
from payung.foundation.documents.queries import wording_of
from payung.foundation.documents.versions import newest_versions, versions_of
from payung.foundation.documents.wording import PARTS, filled, refuse_unknown
from payung.kernel.people import Role, Viewer
from payung.kernel.wording import catalogue, say
from payung.reports.homes.places import place_of
from payung.stages.registry.queries.legal_bases import citation
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.letter_blanks import as_kept, as_typed, blanks_of, unknown_in
from payung.web.secretariat.offices import form_methods

LONGEST = 1000
SHORT = frozenset(
    {"government", "place", "signer_office", "signer_name", "signer_rank", "signer_nip"}
)


@require_safe
@needs(Role.SECRETARIAT, Role.AUDITOR)
def listed(request: Request, viewer: Viewer) -> HttpResponse:
    """S108."""
    newest = newest_versions(viewer=viewer)
    rows = [(kind, tell(f"desk.letter.kind_{kind.lower()}"), newest.get(kind)) for kind in PARTS]
    return render(request, "secretariat/letters.html", {"rows": rows})


@form_methods
@needs(Role.SECRETARIAT)
def word(request: Request, viewer: Viewer, kind: str) -> HttpResponse:
    """One kind of letter: its parts, a preview with invented facts, a new version."""
    if kind not in PARTS or viewer.regency_id is None:
        raise Http404
    regency_id = viewer.regency_id
    said, by = Said(request), actor_of(request)
    own = wording_of(viewer=viewer, regency_id=regency_id, kind=kind)
    parts = {part: own.get(part, _usual(kind, part)) for part in PARTS[kind]}
    if said.is_sent:
        parts = {part: as_kept(said.words(part, most=LONGEST)) for part in PARTS[kind]}
        _check(said, kind, parts)
        if not said.problems and not request.POST.get("lihat"):
            changed = {part: text for part, text in parts.items() if text != _usual(kind, part)}

            def do() -> str:
                version = reword(
                    kind=kind, regency_id=regency_id, parts=changed, by=by, at=request.at
                )
                messages.success(request, tell("desk.letter.kept", version=version))
                return reverse("manage-letters")

            return once(request, action="letter.word", do=do)
    return _page(said, viewer, kind, parts)


def _page(said: Said, viewer: Viewer, kind: str, parts: Mapping[str, str]) -> HttpResponse:
    place = place_of(viewer=viewer)
    samples = _samples(place.regency if place else "")
    asks = [
        Ask(
            id=part,
            code=f"desk.letter.{part}",
            kind="text" if part in SHORT else "area",
            value=as_typed(text),
            is_optional=True,
            maxlength=LONGEST,
        )
        for part, text in parts.items()
    ]
    preview = [] if said.problems else [filled(text, samples) for text in parts.values() if text]
    versions = versions_of(viewer=viewer, kind=kind)
    names = names_of(viewer=viewer, person_ids=[one.made_by_id for one in versions])
    return ask_page(
        said,
        "desk.letter",
        asks,
        back=reverse("manage-letters"),
        values={"kind": tell(f"desk.letter.kind_{kind.lower()}")},
        facts=[
            Fact(tell("desk.letter.allowed"), blanks_of(kind)),
            Fact(
                tell("desk.letter.legal_basis"),
                citation(viewer=viewer, on=day_of(said.request)) or tell("basis.none_yet"),
                change_url=reverse("manage-bases"),
                change_words=tell("basis.open"),
            ),
        ],
        extra={
            "preview": "secretariat/_letter_preview.html",
            "paragraphs": preview,
            "versions": [(one, names.get(one.made_by_id or 0, "Payung")) for one in versions],
            "other_button": tell("desk.letter.see"),
            "other_name": "lihat",
        },
    )


def _check(said: Said, kind: str, parts: Mapping[str, str]) -> None:
    for part, text in parts.items():
        try:
            refuse_unknown(kind, {part: text})
        except WordingRefused as refused:
            if refused.name:
                said.wrong(part, "manage.letter.unknown", name=as_typed(f"{{{refused.name}}}"))
        if unknown := unknown_in(text):
            said.wrong(part, "manage.letter.unknown", name=unknown)


def _usual(kind: str, part: str) -> str:
    """Return what the letter says where the regency never reworded it, if it says anything."""
    code = f"paper.{kind.lower()}.{part}"
    return catalogue()[code]["id"] if code in catalogue() else ""


def _samples(regency: str) -> dict[str, str]:
    return {
        "regency": regency,
        "office": say("desk.letter.sample_office"),
        "branch": say("desk.letter.sample_branch"),
        "legal_basis": say("desk.letter.sample_basis"),
        "count": "40",
        "number": "12",
    }
