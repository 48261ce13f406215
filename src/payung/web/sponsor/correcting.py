"""S22: putting data right; old and new side by side before it is kept."""

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from payung.foundation.rules import registration_age
from payung.kernel.dates import parse_date, render_date
from payung.kernel.findings import Level, Unreadable
from payung.kernel.names import parse_name
from payung.kernel.names import shown as shown_text
from payung.kernel.nik import masked, parse_nik
from payung.kernel.people import Role, Viewer
from payung.kernel.phone import parse_phone, render_phone
from payung.reports.workers.one import OneWorker, one_worker
from payung.stages.enrolment.checks.occupation_earns_income import occupation_earns_income
from payung.stages.enrolment.operations.correcting import correct
from payung.stages.enrolment.operations.entrusting import entrust
from payung.stages.enrolment.problems import NotChangeable, NothingChanged
from payung.stages.enrolment.sums.entrusted import Kind
from payung.stages.registry.operations.correcting import Corrections
from payung.stages.registry.problems import NikTaken
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of

FIELDS = ("nik", "nama", "lahir", "pekerjaan", "telepon")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Role.SPONSOR)
def change(request: Request, viewer: Viewer, sponsorship_id: int) -> HttpResponse:
    """S22. What the officer has checked, only the officer changes: then this is a request."""
    worker = one_worker(viewer=viewer, sponsorship_id=sponsorship_id, on=day_of(request))
    if worker is None or not worker.is_open:
        raise Http404
    if request.method != "POST":
        return _form(request, worker, {}, {})
    if not worker.is_changeable and "pesan" in request.POST:
        return _ask_officer(request, worker)
    given, problems = _read(request, worker)
    if not given and not problems:
        problems["form"] = tell("sponsor.change.nothing")
    if problems:
        return _form(request, worker, request.POST.dict(), problems)
    if "yakin" not in request.POST:
        return _check(request, worker, given)
    try:
        return once(request, action="sponsor.change", do=lambda: _keep(request, worker, given))
    except NikTaken:
        problems["nik"] = tell("sponsor.change.ask_officer")
    except NotChangeable:
        problems["form"] = tell("sponsor.change.ask_officer")
    except NothingChanged:
        problems["form"] = tell("sponsor.change.nothing")
    return _form(request, worker, request.POST.dict(), problems)


def _read(request: Request, worker: OneWorker) -> tuple[Corrections, dict[str, str]]:
    """Return what was typed; an empty box leaves what is on record, except by the tick."""
    given, problems = Corrections(), dict[str, str]()
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    try:
        if typed["telepon"]:
            given["phone"] = str(parse_phone(typed["telepon"]))
    except Unreadable as reason:
        problems["telepon"] = reason.finding.message(current())
    if not worker.is_changeable:
        return given, problems
    readers = {"nik": _nik, "nama": _name, "lahir": _born, "pekerjaan": _work}
    for name, reader in readers.items():
        try:
            if typed[name]:
                reader(given, typed[name], worker, day_of(request))
        except Unreadable as reason:
            problems[name] = reason.finding.message(current())
    return given, problems


def _nik(given: Corrections, text: str, worker: OneWorker, on: date) -> None:
    del worker, on
    given["nik"] = str(parse_nik(text))


def _name(given: Corrections, text: str, worker: OneWorker, on: date) -> None:
    del on
    name = parse_name(text).bare
    if name != worker.name:
        given["name"] = name


def _born(given: Corrections, text: str, worker: OneWorker, on: date) -> None:
    day = parse_date(text, today=on)
    if day >= on:
        raise Unreadable.because("birth_in_future")
    for finding in registration_age(day, on):
        if finding.level is Level.REJECT:
            raise Unreadable(finding)
    if day != worker.born_on:
        given["born_on"] = day


def _work(given: Corrections, text: str, worker: OneWorker, on: date) -> None:
    del on
    work = shown_text(text)[:80]
    found = occupation_earns_income(work)
    if found is not None and found.level is Level.REJECT:
        raise Unreadable.because("sponsor.work.no_income")
    if work != worker.occupation:
        given["occupation"] = work


def _keep(request: Request, worker: OneWorker, given: Corrections) -> str:
    by, at = actor_of(request), request.at
    correct(sponsorship_id=worker.sponsorship_id, given=given, by=by, at=at)
    sent = "sponsor.change.sent_again" if worker.state == "returned" else "sponsor.change.kept"
    messages.success(request, tell(sent))
    return reverse("worker", args=[worker.sponsorship_id])


def _ask_officer(request: Request, worker: OneWorker) -> HttpResponse:
    words = shown_text(request.POST.get("pesan", ""))
    if not words:
        return _form(request, worker, {}, {"pesan": tell("sponsor.change.request_empty")})

    def do() -> str:
        entrust(
            kind=Kind.CORRECTION,
            sponsorship_id=worker.sponsorship_id,
            words=words,
            by=actor_of(request),
            at=request.at,
        )
        messages.success(request, tell("sponsor.change.asked"))
        return reverse("worker", args=[worker.sponsorship_id])

    return once(request, action="sponsor.ask_change", do=do)


def _check(request: Request, worker: OneWorker, given: Corrections) -> HttpResponse:
    born = given.get("born_on")
    new = {
        "nik": masked(given["nik"]) if "nik" in given else "",
        "nama": given.get("name", ""),
        "lahir": render_date(born) if born else "",
        "pekerjaan": given.get("occupation", ""),
        "telepon": render_phone(given["phone"]) if "phone" in given else "",
    }
    old = {
        "nik": tell("sponsor.change.on_record"),
        "nama": worker.name,
        "lahir": render_date(worker.born_on) if worker.born_on else "",
        "pekerjaan": worker.occupation,
        "telepon": tell("sponsor.change.on_record"),
    }
    rows = [(tell(f"sponsor.fact.{name}"), old[name], new[name]) for name in FIELDS if new[name]]
    typed = [(name, request.POST.get(name, "")) for name in FIELDS]
    shown = {"worker": worker, "rows": rows, "typed": typed}
    return render(request, "sponsor/ubah-periksa.html", shown)


def _form(
    request: Request, worker: OneWorker, typed: Mapping[str, object], problems: Mapping[str, str]
) -> HttpResponse:
    kept = {
        "nama": worker.name,
        "lahir": render_date(worker.born_on) if worker.born_on else "",
        "pekerjaan": worker.occupation,
    }
    shown = {"worker": worker, "values": {**kept, **typed}, "problems": problems}
    return render(request, "sponsor/ubah.html", shown, status=422 if problems else 200)
