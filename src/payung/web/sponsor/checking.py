"""S18: all answers on one page, and the one button that sends them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from payung.kernel.dates import render_date_long, render_month
from payung.kernel.month import Month
from payung.kernel.nik import masked
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import render_phone
from payung.kernel.rupiah import render_rupiah
from payung.process.sponsoring import sign_up
from payung.reports.workers.stopping import Stopping, stoppable
from payung.stages.enrolment.operations.drafts import save_answers
from payung.stages.enrolment.problems import RegistrationRefused, UnknownSponsor
from payung.stages.enrolment.queries.drafts import draft_of
from payung.stages.enrolment.sums.drafts import Draft
from payung.stages.enrolment.sums.said import Said
from payung.web.access.step_up import needs_fresh
from payung.web.facts import Fact
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.once import once
from payung.web.pay_sources import sources_of
from payung.web.requests import Request, actor_of, day_of
from payung.web.sponsor.answers import (
    BLOCKED,
    BLOCKED_BY_CHECK,
    NUMBERS,
    SWAP,
    WHOLE,
    Agreed,
    Answers,
    agreed,
    born_on,
    missing,
    sector,
    sex_of,
    worker_from,
)
from payung.web.sponsor.kept import keeps_answers
from payung.web.sponsor.steps import address
from payung.web.sponsor.terms import Terms, terms_on

ROWS: Final = ("hubungan", "nik", "nama", "lahir", "pekerjaan", "alamat", "kontak", "izin")


class NotComplete(Exception):
    """A question is not answered yet; `step` is the first of them."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class TermsChanged(Exception):
    """What was agreed to is no longer what it costs; it must be agreed to again."""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A complete draft, with what it would cost from when."""

    answers: Answers
    agreed: Agreed
    terms: Terms

    @property
    def is_changed(self) -> bool:
        now = Agreed(
            amount_idr=self.terms.amount_idr,
            ceiling_idr=self.terms.ceiling_idr,
            start=str(self.terms.start),
        )
        return self.agreed != now


@keeps_answers
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
@needs_fresh
def check(request: Request, viewer: Viewer) -> HttpResponse:
    """S18. Step by step nothing is left out: whoever comes too early is led to the first gap."""
    try:
        if request.method == "POST":
            return once(request, action="sponsor.sign_up", do=lambda: _send(request, viewer))
        draft = draft_of(viewer=viewer, at=request.at)
        whole = _open(request, viewer, _whole(draft.answers, day_of(request)))
        return _page(request, viewer, draft, whole, {})
    except NotComplete as gap:
        return HttpResponseRedirect(address(gap.step))
    except TermsChanged:
        draft = draft_of(viewer=viewer, at=request.at)
        problems = {"setuju_lagi": tell("sponsor.check.agree_again")}
        return _page(request, viewer, draft, _whole(draft.answers, day_of(request)), problems)
    except RegistrationRefused:
        return _refused(request)
    except UnknownSponsor:
        return HttpResponseRedirect(reverse("daftar"))


def _send(request: Request, viewer: Viewer) -> str:
    """Register what the draft says now; return where the result is."""
    on = day_of(request)
    draft = draft_of(viewer=viewer, at=request.at)
    whole = _whole(draft.answers, on)
    if whole.is_changed and request.POST.get("setuju_lagi") != _terms_said(whole.terms):
        raise TermsChanged
    sponsor_id = None if request.duty is None else request.duty.civil_servant_id
    if sponsor_id is None:
        raise UnknownSponsor(viewer.person_id)
    said = Said(
        works=True,
        in_hospital=False,
        agrees=True,
        pay_source=whole.answers["sumber"],
        ceiling_idr=whole.terms.ceiling_idr,
    )
    before = whole.answers.get(SWAP, "")
    new = sign_up(
        sponsor_id=sponsor_id,
        worker=worker_from(whole.answers, on),
        said=said,
        draft=draft,
        instead_of=int(before) if before.isdigit() else None,
        by=actor_of(request),
        at=request.at,
    )
    return reverse("daftar-selesai", args=[new])


def _refused(request: Request) -> HttpResponse:
    """Lead to the same neutral page, whatever the reason is."""
    save_answers(answers={BLOCKED: BLOCKED_BY_CHECK}, by=actor_of(request), at=request.at)
    return HttpResponseRedirect(reverse("daftar-belum-bisa"))


def _whole(answers: Answers, on: date) -> Whole:
    gap = missing(answers)
    if gap is not None:
        raise NotComplete(gap)
    if answers.get(BLOCKED):
        raise NotComplete("belum-bisa")
    terms, before = terms_on(on, sector(answers)), agreed(answers)
    if terms is None or before is None:
        raise NotComplete("izin")
    return Whole(answers=answers, agreed=before, terms=terms)


def _open(request: Request, viewer: Viewer, whole: Whole) -> Whole:
    """
    Return it, unless payroll has no list any more for what the deduction is to come from.

    Asked when the page is shown; a route that ends in the minutes after it is told on S42.
    """
    if whole.answers["sumber"] not in sources_of(request, viewer, whole.terms.start):
        raise NotComplete("izin")
    return whole


def _page(
    request: Request, viewer: Viewer, draft: Draft, whole: Whole, problems: Mapping[str, str]
) -> HttpResponse:
    shown = {
        "facts": _facts(whole, day_of(request)),
        "terms": whole.terms,
        "agreed": whole.agreed,
        "is_changed": whole.is_changed,
        "said": _terms_said(whole.terms),
        "key": _key(viewer, draft),
        "swapped": _swapped(request, viewer, whole),
        "problems": problems,
        "step": NUMBERS["periksa"],
        "whole": WHOLE,
        "back": address("izin"),
    }
    return render(request, "sponsor/periksa.html", shown, status=422 if problems else 200)


def _key(viewer: Viewer, draft: Draft) -> UUID:
    """Return the form's key: the same in two tabs and after Back, because the draft is the same."""
    return uuid5(NAMESPACE_URL, f"sign-up:{viewer.person_id}:{draft.started_at}")


def _terms_said(terms: Terms) -> str:
    return f"{terms.amount_idr}-{terms.ceiling_idr}-{terms.start}"


def _facts(whole: Whole, on: date) -> list[Fact]:
    values = _values(whole, on)
    return [
        Fact(tell(f"sponsor.fact.{row}"), values[row], f"{address(row)}?dari=periksa")
        if row != "lahir"
        else Fact(tell("sponsor.fact.lahir"), values[row], f"{address('nama')}?dari=periksa")
        for row in ROWS
    ]


def _values(whole: Whole, on: date) -> dict[str, str]:
    answers = whole.answers
    born = born_on(answers, on)
    work = answers["pekerjaan"]
    return {
        "hubungan": tell(f"sponsor.relation.{answers['hubungan']}"),
        "nik": masked(answers["nik"]),
        "nama": answers["nama"],
        "lahir": tell(
            "sponsor.check.born",
            born="" if born is None else render_date_long(born),
            sex=tell(f"sponsor.sex.{sex_of(answers)}"),
        ),
        "pekerjaan": tell(
            "sponsor.check.work",
            work=answers["pekerjaan_lain"]
            if work == "lain"
            else tell(f"sponsor.occupation.{work}"),
        ),
        "alamat": ", ".join(
            part for part in (answers.get("rtrw", ""), answers["alamat_lengkap"]) if part
        ),
        "kontak": tell(
            "sponsor.check.contact",
            phone=render_phone(answers["telepon"])
            if answers.get("telepon")
            else tell("sponsor.check.no_phone"),
        ),
        "izin": tell(
            "sponsor.check.consent",
            most=render_rupiah(whole.agreed.ceiling_idr),
            start=render_month(Month.parse(whole.agreed.start)),
            source=tell(f"sponsor.source.{answers['sumber']}"),
        ),
    }


def _swapped(request: Request, viewer: Viewer, whole: Whole) -> Stopping | None:
    wanted = whole.answers.get(SWAP, "")
    if not wanted.isdigit():
        return None
    found = stoppable(viewer=viewer, on=day_of(request), sponsorship_id=int(wanted))
    return found[0] if found else None
