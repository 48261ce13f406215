"""S09b and S66: three questions, and which papers a family needs. Nothing is kept."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from payung.foundation.rules.benefits import PaperNeeded, Relation, Scheme
from payung.process.papers.claim_checklists import more_papers, papers_of_case, usual_form
from payung.web.language import current, tell
from payung.web.public.family_answers import QUESTIONS, Answers, answers_in
from payung.web.public.kept import kept
from payung.web.public.open import View, chosen_place, line_of, open_to_all
from payung.web.requests import Request, day_of

SENT: Final = "lanjut"
UNPROCESSABLE: Final = 422
CERTIFICATE: Final = "death_certificate"
_FIRST_RANK: Final = (Relation.SPOUSE, Relation.CHILD)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One paper as the page shows it; `form` only where it is brought in another way than most."""

    name: str
    issuer: str
    form: str
    needs: str
    extra: str
    is_there: bool


@dataclass(frozen=True, kw_only=True)
class Group:
    """The papers of one step, by the office that one gets them from."""

    code: str
    title: str
    offices: list[tuple[str, list[Row]]]


@kept
@open_to_all
def death(request: Request) -> HttpResponse:
    """S09b."""
    place = chosen_place(request)
    answers = Answers(wilayah=request.GET.get("wilayah", ""))
    context = {"chosen": place, "line": line_of(place), "begin": answers.next_page()}
    return render(request, "public/death.html", context)


def question(name: str) -> View:
    """Return the page of one of the three questions."""

    @kept
    @open_to_all
    def ask(request: Request) -> HttpResponse:
        chosen_place(request)
        answers = answers_in(request.GET)
        is_sent = SENT in request.GET
        if is_sent and getattr(answers, name):
            return HttpResponseRedirect(answers.next_page())
        problems = {name: tell(f"family.{name}.empty")} if is_sent else {}
        context = {
            "name": name,
            "step": list(QUESTIONS).index(name) + 1,
            "whole": len(QUESTIONS),
            "question": tell(f"family.{name}.title"),
            "hint": tell(f"family.{name}.hint"),
            "options": [(code, tell(f"family.{name}.{code}")) for code in QUESTIONS[name]],
            "value": getattr(answers, name),
            "hidden": answers.without(name).hidden(),
            "sent": SENT,
            "back": _before(name, answers),
            "problem": problems.get(name, ""),
            "problems": problems,
        }
        status = UNPROCESSABLE if problems else 200
        return render(request, "public/family_question.html", context, status=status)

    return ask


@kept
@open_to_all
def checklist(request: Request) -> HttpResponse:
    """S66."""
    place = chosen_place(request)
    answers = answers_in(request.GET)
    if answers.missing:
        return HttpResponseRedirect(answers.next_page())
    case, on = answers.case, day_of(request)
    papers = papers_of_case(case, on=on)
    usual = usual_form(papers)
    is_jkk = case.kind is Scheme.JKK
    context = {
        "chosen": place,
        "line": line_of(place),
        "count": len(papers),
        "usual": usual.form(current()),
        "groups": [
            _group(group, list(rows), usual, answers)
            for group, rows in groupby(papers, key=lambda paper: paper.group)
        ],
        "more": [
            (tell(f"family.more.{code}"), [_row(one, usual, answers) for one in rows])
            for code, rows in more_papers(case, papers, on=on)
        ],
        "who": tell(f"family.siapa.{answers.siapa}"),
        "order": "" if case.heir_relation in _FIRST_RANK else tell(f"family.order.{answers.siapa}"),
        "is_jkk": is_jkk,
        "certificate_needs": _certificate(papers, answers),
        "akta": answers.akta,
        "whatsapp": f"https://wa.me/?text={quote(_share(papers, answers))}",
        "pdf": answers.address("family-list-pdf"),
        "again": answers.without("siapa").without("sebab").without("akta").next_page(),
    }
    return render(request, "public/family_list.html", context)


def _group(code: str, papers: list[PaperNeeded], usual: PaperNeeded, answers: Answers) -> Group:
    rows = [_row(paper, usual, answers) for paper in papers]
    return Group(
        code=code,
        title=tell(f"claim_papers.group.{code}"),
        offices=[
            (issuer, [row for row in rows if row.issuer == issuer])
            for issuer in dict.fromkeys(row.issuer for row in rows)
        ],
    )


def _row(paper: PaperNeeded, usual: PaperNeeded, answers: Answers) -> Row:
    lang = current()
    form = paper.form(lang)
    questions = " ".join(ask.text(lang) for ask in paper.asks)
    asks = tell("family.ask_first", question=questions) if questions else ""
    is_there = paper.code == CERTIFICATE and answers.akta == "ada"
    return Row(
        name=paper.text(lang),
        issuer=paper.issuer(lang),
        form="" if form == usual.form(lang) else form,
        needs="" if is_there else paper.needs(lang),
        extra=" ".join(filter(None, [paper.only_if(lang), asks])),
        is_there=is_there,
    )


def _certificate(papers: tuple[PaperNeeded, ...], answers: Answers) -> str:
    """Return what the death certificate asks for, where it is still to be made."""
    if answers.akta == "ada":
        return ""
    return next((paper.needs(current()) for paper in papers if paper.code == CERTIFICATE), "")


def _share(papers: tuple[PaperNeeded, ...], answers: Answers) -> str:
    """Return the list as a message: papers and offices, and nothing about anybody."""
    lang = current()
    rows = [
        f"{number}. {paper.text(lang)} ({paper.issuer(lang)})"
        for number, paper in enumerate(papers, start=1)
    ]
    address = f"{settings.PAYUNG_ADDRESS}{answers.address('family-list')}"
    return "\n".join([tell("family.share"), *rows, tell("family.share_more", address=address)])


def _before(name: str, answers: Answers) -> str:
    names = list(QUESTIONS)
    place = names.index(name)
    if place == 0:
        where = f"?wilayah={quote(answers.wilayah)}" if answers.wilayah else ""
        return reverse("death") + where
    return answers.address(f"family-{names[place - 1]}")
