"""The papers of a claim as JSON of `payung rules papers --json`, and as lines that print."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from payung.foundation.rules.benefits import PaperNeeded
from payung.foundation.rules.benefits.lines import once
from payung.kernel.wording import say

ALWAYS = ("claim_papers.custom", "claim_papers.sponsor")
"""What every list of papers says below."""


def papers_json(papers: Sequence[PaperNeeded], lang: str = "id") -> dict[str, Any]:
    """Return `papers` and `notes`."""
    return {
        "papers": [_paper(paper, lang) for paper in papers],
        "notes": [{"code": code, "text": say(code, lang)} for code in ALWAYS],
    }


def printed_papers(papers: Sequence[PaperNeeded], lang: str = "id") -> Iterator[str]:
    """Yield the list with boxes to tick; questions to the branch stand numbered below."""
    questions = once(ask for paper in papers for ask in paper.asks)
    for group, rows in groupby(papers, key=lambda paper: paper.group):
        yield f"{say(f'claim_papers.group.{group}', lang)}:"
        for paper in rows:
            yield f"[ ] {paper.text(lang)} ({paper.form(lang)})"
            yield f"    {paper.issuer(lang)}. {paper.needs(lang)}"
            numbers = ", ".join(str(questions.index(ask) + 1) for ask in paper.asks)
            asked = say("rules.print.see", lang, numbers=numbers) if numbers else ""
            if extra := " ".join(part for part in (paper.only_if(lang), asked) if part):
                yield f"    {extra}"
    if questions:
        yield say("rules.print.ask", lang)
        yield from (f"{number}. {ask.text(lang)}" for number, ask in enumerate(questions, start=1))
    yield from (f"* {say(code, lang)}" for code in ALWAYS)


def _paper(paper: PaperNeeded, lang: str) -> dict[str, Any]:
    return {
        "code": paper.code,
        "label": paper.text(lang),
        "group": paper.group,
        "issuer": paper.issuer_code,
        "issuer_label": paper.issuer(lang),
        "original": paper.original,
        "copies": paper.copies,
        "needs": paper.needs(lang),
        "only_if": paper.only_if(lang) or None,
        "source": paper.source,
        "since": paper.since.isoformat(),
        "evidence": list(paper.evidence),
        "ask": [{"code": ask.code, "text": ask.text(lang)} for ask in paper.asks],
    }
