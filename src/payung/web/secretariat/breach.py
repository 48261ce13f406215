"""S113: the written notice of an incident (D20): four answers and an address, then a letter."""

import re
from typing import Final

from django.http import Http404, HttpResponse
from django.urls import reverse

from payung.kernel.people import Role, Viewer
from payung.process.papers import BreachWords, breach_notice
from payung.web.guards import needs
from payung.web.once import once
from payung.web.requests import Request, actor_of
from payung.web.secretariat.asking import Ask, Said, ask_page
from payung.web.secretariat.incidents import incident_or_404
from payung.web.secretariat.offices import form_methods

LONGEST: Final = 800
_CONTACT: Final = 200
_FIELDS: Final = {"data": "data", "bagaimana": "how", "langkah": "remedy", "saran": "advice"}
_LIKE_A_NIK: Final = re.compile(r"(?:\d[ .-]?){16}")


@form_methods
@needs(Role.SECRETARIAT)
def write(request: Request, viewer: Viewer, incident_id: int) -> HttpResponse:
    """Ask what the law wants said, and make the letter; what changes makes its next version."""
    seen = incident_or_404(viewer, incident_id)
    if not seen.touches_personal_data or not seen.is_open:
        raise Http404
    said = Said(request)
    if said.is_sent:
        words = _words(said)
        if not said.problems:

            def do() -> str:
                made = breach_notice(
                    incident_id=incident_id, words=words, by=actor_of(request), at=request.at
                )
                return reverse("paper", args=[made])

            return once(request, action="incident.letter", do=do)
    asks = [
        Ask(id=name, code=f"desk.breach.{code}", kind="area", maxlength=LONGEST)
        for name, code in _FIELDS.items()
    ]
    asks.append(Ask(id="kontak", code="desk.breach.contact", maxlength=_CONTACT))
    back = reverse("manage-incident", args=[incident_id])
    return ask_page(said, "desk.breach", asks, back=back, values={"title": seen.title})


def _words(said: Said) -> BreachWords:
    typed = {
        code: said.words(name, most=LONGEST, empty=f"desk.breach.{code}_empty")
        for name, code in _FIELDS.items()
    }
    contact = said.text("kontak", most=_CONTACT, empty="desk.breach.contact_empty")
    for name, text in (*zip(_FIELDS, typed.values(), strict=True), ("kontak", contact)):
        if _LIKE_A_NIK.search(text):
            said.wrong(name, "desk.breach.nik")
    return BreachWords(**typed, contact=contact)
