"""S48: asking for a refund, and saying how the money was handed over."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from payung.foundation.approvals.operations import NotDecided
from payung.foundation.audit.looks import note_look
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import LANGUAGES, say
from payung.stages.intake.problems import FileRefused
from payung.stages.remittance.operations import ask_refund
from payung.stages.remittance.operations.refund_scans import record_proven_refund
from payung.stages.remittance.problems import DayAhead, MoneyRefused, PaidBeforeApproved
from payung.stages.remittance.queries.held_people import HeldPerson, held_line
from payung.stages.remittance.queries.refund_scans import refund_picture
from payung.stages.remittance.queries.refunds import RefundRow, refund_of
from payung.stages.remittance.sums import Way
from payung.web.guards import needs
from payung.web.language import current, tell
from payung.web.money.facts import person_facts, request_facts
from payung.web.once import once
from payung.web.requests import Request, actor_of, day_of
from payung.web.scans import ACCEPT, scan_file, sent_scan
from payung.web.secretariat.asking import Ask, Option, Said, ask_page, day_boxes
from payung.web.secretariat.offices import form_methods

REASONS: Final = ("no_consent", "cut_twice", "died", "stopped", "moved", "other")
WHOLE, OVER = "semua", "lebih"
LONGEST_WORDS = 150


@form_methods
@needs(Role.TREASURER)
def ask(request: Request, viewer: Viewer, line_id: int) -> HttpResponse:
    """Ask a second person to give one civil servant's held money back."""
    person = held_line(viewer=viewer, line_id=line_id)
    if person is None:
        raise Http404
    said = Said(request)
    if said.is_sent and (answer := _asked(said, person)) is not None:
        return answer
    return ask_page(
        said,
        "money.ask",
        _questions(person),
        back=reverse("held-people", args=[person.book_id]),
        facts=person_facts(person),
        warnings=_why_not(person),
        extra={"is_closed": not person.may_ask},
    )


@form_methods
@needs(Role.TREASURER)
def paid(request: Request, viewer: Viewer, refund_id: int) -> HttpResponse:
    """Say how an approved refund reached the civil servant, with the number that proves it."""
    row = refund_of(viewer=viewer, refund_id=refund_id)
    if row is None:
        raise Http404
    said = Said(request)
    if said.is_sent and (answer := _paid(said, refund_id, row)) is not None:
        return answer
    ways = [(way.value, tell(f"money.way.{way}")) for way in Way]
    questions = [
        Ask(id="cara", code="money.paid.way", part="choices", options=ways),
        Ask(id="bukti", code="money.paid.proof", maxlength=60),
        Ask(id="foto", code="money.paid.scan", part="file", accept=ACCEPT),
        Ask(id="tanggal", code="money.paid.day", part="date", value=day_boxes(day_of(request))),
    ]
    return ask_page(
        said,
        "money.paid",
        questions,
        back=reverse("refunds"),
        values={"name": row.name, "amount": render_rupiah(row.amount_idr)},
        is_upload=True,
        facts=request_facts(row, {}, row.amount_idr)[:4],
        warnings=[] if row.is_unpaid else [tell("remittance.no_refund")],
        extra={"is_closed": not row.is_unpaid},
    )


def _questions(person: HeldPerson) -> list[Ask]:
    reasons = [(code, tell(f"money.reason.{code}")) for code in REASONS]
    usual = {"died": "died", "stopped": "stopped", "moved": "moved", "over": "cut_twice"}
    questions = [
        Ask(
            id="sebab",
            code="money.ask.reason",
            part="choices",
            options=reasons,
            value=usual.get(person.why, ""),
        ),
        Ask(id="cerita", code="money.ask.words", is_optional=True, maxlength=LONGEST_WORDS),
    ]
    amounts = _amounts(person)
    if len(amounts) > 1:
        first = Ask(id="banyak", code="money.ask.amount", part="choices", options=amounts)
        questions.insert(0, first)
    return questions


def _amounts(person: HeldPerson) -> list[Option]:
    """Return what can be chosen; a single choice needs no question."""
    whole = tell("money.ask.whole", amount=render_rupiah(person.most_idr))
    if not 0 < person.over_idr < person.most_idr:
        return [(WHOLE, whole)]
    over = tell("money.ask.over", amount=render_rupiah(person.over_idr))
    return [(OVER, over), (WHOLE, whole)]


def _asked(said: Said, person: HeldPerson) -> HttpResponse | None:
    reasons = [(code, code) for code in REASONS]
    code = said.choice("sebab", reasons, empty="money.ask.reason_empty")
    told = said.text(
        "cerita",
        most=LONGEST_WORDS,
        empty="money.ask.words_empty" if code == "other" else "",
    )
    amounts = _amounts(person)
    chosen = WHOLE
    if len(amounts) > 1:
        chosen = said.choice("banyak", amounts, empty="money.ask.amount_empty")
    if said.problems:
        return None
    amount_idr = person.over_idr if chosen == OVER else person.most_idr
    # Kept and printed for years: in Indonesian, whatever language the screen speaks.
    reason = say(f"money.reason.{code}", LANGUAGES[0])
    reason = told if code == "other" else f"{reason}: {told}" if told else reason

    def do() -> str:
        ask_refund(
            agency_id=person.agency_id,
            month=person.month,
            sponsor_id=person.sponsor_id,
            worker_id=person.worker_id,
            amount_idr=amount_idr,
            reason=reason,
            by=actor_of(said.request),
            at=said.request.at,
        )
        messages.success(said.request, tell("money.ask.done", name=person.name))
        return reverse("refunds")

    try:
        return once(said.request, action="refund.ask", do=do)
    except (MoneyRefused, NotDecided) as refusal:
        said.problems["form"] = refusal.finding.message(current())
    return None


def _why_not(person: HeldPerson) -> list[str]:
    if person.approval_id is not None:
        return [tell("money.ask.waits")]
    if person.refunded_idr:
        return [tell("money.ask.before", amount=render_rupiah(person.refunded_idr))]
    return [] if person.may_ask else [tell("money.ask.nothing")]


def _paid(said: Said, refund_id: int, row: RefundRow) -> HttpResponse | None:
    ways = [(way.value, way.value) for way in Way]
    way = said.choice("cara", ways, empty="money.paid.way_empty")
    proof = said.text("bukti", most=60, empty="money.paid.proof_empty")
    scan = sent_scan(said.request, "foto", said.problems, empty="money.paid.scan_empty")
    paid_on = said.day("tanggal", empty="money.paid.day_empty")
    if said.problems or paid_on is None:
        return None

    def do() -> str:
        record_proven_refund(
            refund_id=refund_id,
            way=Way(way),
            proof=proof,
            paid_on=paid_on,
            scan=scan,
            by=actor_of(said.request),
            at=said.request.at,
        )
        messages.success(said.request, tell("money.paid.done", name=row.name))
        return reverse("refunds")

    try:
        return once(said.request, action="refund.paid", do=do)
    except FileRefused as refusal:
        said.problems["foto"] = refusal.finding.message(current())
    except (DayAhead, PaidBeforeApproved) as refusal:
        said.problems["tanggal"] = refusal.message(current())
    except MoneyRefused as refusal:
        said.problems["form"] = refusal.message(current())
    return None


@require_safe
@needs(Role.TREASURER, Role.OFFICE_HEAD, Role.SECRETARIAT, Role.AUDITOR)
def proof(request: Request, viewer: Viewer, refund_id: int) -> HttpResponse:
    """Hand out the picture that proves the payment; who looked is kept."""
    found = refund_picture(viewer=viewer, refund_id=refund_id)
    if found is None:
        raise Http404
    note_look(
        "refund.proof",
        by=actor_of(request),
        at=request.at,
        subject_type="remittance_refundpayment",
        subject_id=found.payment_id,
    )
    return scan_file(found.content, kind=found.kind, number=found.proof)
