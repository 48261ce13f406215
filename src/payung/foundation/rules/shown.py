"""Results as the stable JSON of `payung rules … --json`, and as lines that print as they are."""

from collections.abc import Iterator
from typing import Any

from payung.foundation.rules.benefits import ScholarshipPlan, ScholarshipYear
from payung.foundation.rules.benefits.lines import once, percent_text
from payung.foundation.rules.values import (
    Benefit,
    Contribution,
    Guidance,
    Line,
    Note,
    Statement,
)
from payung.kernel.dates import render_date
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import say

LABEL, AMOUNT = 60, 16


def as_json(result: Contribution | Benefit | Guidance, lang: str = "id") -> dict[str, Any]:
    """
    Return `total_idr, base_idr, lines, notes`; a benefit has no base, it is null there.

    A benefit adds `sure_idr` and `statements`, a scholarship `years`; guidance has no money, only
    `statements` and `notes`.
    """
    notes = [{"code": note.code, "text": note.text(lang)} for note in result.notes]
    if isinstance(result, Guidance):
        return {"statements": [_statement(one, lang) for one in result.statements], "notes": notes}
    if isinstance(result, Contribution):
        return {
            "total_idr": int(result.total_idr),
            "base_idr": int(result.base_idr),
            "lines": [_line(line, lang) for line in result.lines],
            "notes": notes,
        }
    answer: dict[str, Any] = {
        "total_idr": int(result.total_idr),
        "base_idr": None,
        "lines": [{**_line(line, lang), **_reasons(line, lang)} for line in result.lines],
        "notes": notes,
        "sure_idr": int(result.sure_idr),
        "statements": [_statement(one, lang) for one in result.statements],
    }
    if isinstance(result, ScholarshipPlan):
        answer["years"] = [_year(year) for year in result.years]
    return answer


def printed(result: Contribution | Benefit | Guidance, lang: str = "id") -> Iterator[str]:
    """Yield the result as plain lines; what is not certain stands numbered below, once each."""
    if isinstance(result, Contribution):
        yield from _contribution(result, lang)
        return
    questions = list(_questions(result))
    if isinstance(result, Benefit):
        for line in result.lines:
            yield _amount(line.text(lang), line.amount_idr)
            yield _below(line, questions, lang)
        yield _amount(say("rules.print.total", lang), result.total_idr)
        if result.sure_idr != result.total_idr:
            yield _amount(say("rules.print.sure", lang), result.sure_idr)
    for statement in result.statements:
        yield _said(statement, lang)
        yield _below(statement, questions, lang)
    if questions:
        yield say("rules.print.ask", lang)
        yield from (f"{number}. {ask.text(lang)}" for number, ask in enumerate(questions, start=1))
    for note in result.notes:
        if note not in questions:
            yield f"* {note.text(lang)}"


def _contribution(due: Contribution, lang: str) -> Iterator[str]:
    """Yield a contribution, whose lines are short enough to carry their source beside them."""
    for line in due.lines:
        yield f"{line.text(lang):<44} {render_rupiah(line.amount_idr):>14}   {line.source}"
    yield f"{say('rules.print.total', lang):<44} {render_rupiah(due.total_idr):>14}"
    yield from (f"* {note.text(lang)}" for note in due.notes)


def _questions(result: Benefit | Guidance) -> tuple[Note, ...]:
    """Return every question to the branch once, in the order of the lines."""
    rows: list[Line | Statement] = list(result.statements)
    if isinstance(result, Benefit):
        rows = [*result.lines, *rows]
    return once(ask for row in rows for ask in row.asks)


def _amount(label: str, amount_idr: int) -> str:
    return f"{label:<{LABEL}} {render_rupiah(amount_idr):>{AMOUNT}}"


def _said(statement: Statement, lang: str) -> str:
    text = statement.text(lang)
    if statement.percent is not None:
        text = f"{text}: {percent_text(statement.percent)}"
    if statement.amount_idr is not None:
        text = f"{text} = {render_rupiah(statement.amount_idr)}"
    return text


def _below(line: Line | Statement, questions: list[Note], lang: str) -> str:
    parts = [f"{line.arithmetic.text(lang)}."] if line.arithmetic else []
    since = {"source": line.source, "since": render_date(line.since)}
    parts.append(say("rules.print.since", lang, **since))
    if line.asks:
        asked = sorted(questions.index(ask) + 1 for ask in line.asks)
        numbers = ", ".join(map(str, asked))
        parts.append(say("rules.print.see", lang, numbers=numbers))
    return f"    {' '.join(parts)}"


def _line(line: Line, lang: str) -> dict[str, Any]:
    return {
        "label": line.text(lang),
        "amount_idr": int(line.amount_idr),
        "source": line.source,
        "since": line.since.isoformat(),
    }


def _reasons(line: Line | Statement, lang: str) -> dict[str, Any]:
    return {
        "code": line.code,
        "arithmetic": line.arithmetic.text(lang) if line.arithmetic else None,
        "percent": None if line.percent is None else f"{line.percent.normalize():f}",
        "evidence": list(line.evidence),
        "ask": [{"code": ask.code, "text": ask.text(lang)} for ask in line.asks],
    }


def _statement(one: Statement, lang: str) -> dict[str, Any]:
    return {
        "label": one.text(lang),
        "on": one.on.isoformat() if one.on else None,
        "amount_idr": None if one.amount_idr is None else int(one.amount_idr),
        "source": one.source,
        "since": one.since.isoformat(),
        **_reasons(one, lang),
    }


def _year(year: ScholarshipYear) -> dict[str, Any]:
    return {
        "child": year.child,
        "school_year": f"{year.year}/{year.year + 1}",
        "asked_from": year.asked_from.isoformat(),
        "level": year.level.value,
        "nth": year.nth,
        "amount_idr": int(year.amount_idr),
    }
