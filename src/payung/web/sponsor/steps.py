"""One question per page: the way every page of the sign-up goes, from the draft and back to it."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from payung.kernel.people import Role, Viewer
from payung.stages.enrolment.operations.drafts import save_answers
from payung.stages.enrolment.queries.drafts import draft_of
from payung.web.access.step_up import needs_fresh
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.requests import Request, actor_of, day_of
from payung.web.sponsor.answers import BLOCKED, NUMBERS, STEPS, WHOLE, missing
from payung.web.sponsor.kept import OWNER, given_back, keeps_answers, owner_ref

LATER: Final = "nanti"
FROM: Final = "dari"
CHECK: Final = "periksa"
_OURS: Final = {"csrfmiddlewaretoken", "form_key", OWNER, LATER, FROM}
log = logging.getLogger("payung.web.sponsor")


@dataclass(frozen=True)
class Asked:
    """One page being asked for, with the answers so far."""

    request: Request
    viewer: Viewer
    answers: Mapping[str, str]

    @property
    def on(self) -> date:
        return day_of(self.request)

    @property
    def is_change(self) -> bool:
        """Whether the person came from the check page, and goes back there."""
        said = self.request.POST.get(FROM) or self.request.GET.get(FROM)
        return said == CHECK

    def typed(self, name: str) -> str:
        return self.request.POST.get(name, "")


@dataclass
class Read:
    """What a form says: answers to keep, and what is to be put right, by field."""

    answers: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    status: int = 422


Show = Callable[[Asked, Mapping[str, str]], Mapping[str, object]]
Keep = Callable[[Asked, Read], str | None]


def save(asked: Asked, read: Read) -> str | None:
    """Keep the answers; the address to go to is the usual one."""
    save_answers(answers=read.answers, by=actor_of(asked.request), at=asked.request.at)
    return None


@dataclass(frozen=True)
class Step:
    """
    One question. `show` gives the template what it needs; `read` reads the form.

    `keep` stores the answers, and may say where to go instead of the next question.
    """

    name: str
    fields: Sequence[str]
    read: Callable[[Asked], Read]
    show: Show = lambda asked, values: {}  # noqa: ARG005  # most pages need nothing
    keep: Keep = save


def question(step: Step, *, is_weighty: bool = False) -> Callable[[HttpRequest], HttpResponse]:
    """
    Return the guarded view of a question, for its address.

    :param is_weighty: the password must have been given lately.
    """
    answer = ask(step)
    guarded = needs(Role.SPONSOR)(needs_fresh(answer) if is_weighty else answer)
    return keeps_answers(
        sensitive_post_parameters()(require_http_methods(["GET", "HEAD", "POST"])(guarded))
    )


def ask(step: Step) -> Callable[[Request, Viewer], HttpResponse]:
    """Return the view of a question. A step whose earlier ones are open leads to the first."""

    def view(request: Request, viewer: Viewer) -> HttpResponse:
        asked = Asked(request, viewer, draft_of(viewer=viewer, at=request.at).answers)
        first = missing(asked.answers, before=step.name)
        if first is not None:
            return HttpResponseRedirect(address(first))
        if request.method != "POST":
            values = {**asked.answers, **given_back(request)}
            return _page(step, asked, values, {}, 200)
        _note_strangers(request, step)
        read = step.read(asked)
        if LATER in request.POST:
            return _later(asked, read)
        if not read.problems:
            elsewhere = step.keep(asked, read)
            if not read.problems:
                return HttpResponseRedirect(elsewhere or _next(step, asked, read))
        typed = {name: request.POST.get(name, "") for name in step.fields}
        return _page(step, asked, {**asked.answers, **typed}, read.problems, read.status)

    view.__name__ = view.__qualname__ = step.name
    return view


def address(step: str) -> str:
    return reverse(f"daftar-{step}")


def before(step: str, answers: Mapping[str, str]) -> str:
    """Return where "Kembali" leads from a question."""
    place = STEPS.index(step)
    if place == 0:
        return reverse("daftar")
    if STEPS[place - 1] == "lahir" and answers.get("benar") != "tidak":
        place -= 1
    return address(STEPS[place - 1])


def _next(step: Step, asked: Asked, read: Read) -> str:
    answers = {**asked.answers, **read.answers}
    if asked.is_change:
        return address(missing(answers) or CHECK)
    later = STEPS[STEPS.index(step.name) + 1 :]
    if later and later[0] == "lahir" and answers.get("benar") == "ya":
        later = later[1:]
    return address(later[0] if later else CHECK)


def _later(asked: Asked, read: Read) -> HttpResponse:
    given = {name: text for name, text in read.answers.items() if name != BLOCKED}
    save_answers(answers=given, by=actor_of(asked.request), at=asked.request.at)
    messages.success(asked.request, tell("sponsor.later.kept"))
    return HttpResponseRedirect(reverse("sponsor-home"))


def _page(
    step: Step,
    asked: Asked,
    values: Mapping[str, str],
    problems: Mapping[str, str],
    status: int,
) -> HttpResponse:
    is_change = asked.is_change
    shown = {
        "values": values,
        "problems": problems,
        "step": NUMBERS[step.name],
        "whole": WHOLE,
        "back": address(CHECK) if is_change else before(step.name, asked.answers),
        "from_check": is_change,
        "owner": owner_ref(asked.request),
        **step.show(asked, values),
    }
    return render(asked.request, f"sponsor/{step.name}.html", shown, status=status)


def _note_strangers(request: Request, step: Step) -> None:
    """Fields that no page of ours sends are passed over; that they came is worth a line."""
    strangers = set(request.POST) - _OURS - set(step.fields)
    if strangers:
        log.warning("%s unknown fields at %s", len(strangers), step.name)
