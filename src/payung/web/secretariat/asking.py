"""
Forms of the secretariat's desk: questions as values, one page that asks them, one way to read.

Most of these forms are a handful of questions and a button. A view lists the questions, reads the
answers, and the page `secretariat/form.html` shows both, with what is to be put right.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Final, Literal

from django.http import HttpResponse
from django.shortcuts import render

from payung.foundation.approvals.operations import NotDecided
from payung.kernel.clock import WIB, in_wib, today_in_wib
from payung.kernel.dates import parse_date
from payung.kernel.findings import Unreadable
from payung.kernel.names import shown
from payung.kernel.wording import catalogue
from payung.web.facts import Fact
from payung.web.language import current, tell
from payung.web.requests import Request

Part = Literal["text", "choices", "select", "tick", "date", "file"]
Option = tuple[str, str] | tuple[str, str, str]
UNPROCESSABLE: Final = 422
_TIME = "%H.%M"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question. `code` is where its words stand: `<code>` and, if there, `<code>_hint`."""

    id: str
    code: str
    part: Part = "text"
    kind: str = "text"
    options: Sequence[Option] = ()
    multiple: bool = False
    is_optional: bool = False
    width: str = ""
    maxlength: int | None = None
    rows: int = 4
    accept: str = ""
    value: object = ""
    problem: str = ""
    hint: str = ""
    words: str = ""
    """The question itself, where it is no sentence of the catalogue but the name of a thing."""

    @property
    def template(self) -> str:
        return f"parts/_{self.part}.html"

    @property
    def label(self) -> str:
        return self.words or tell(self.code)

    @property
    def hint_words(self) -> str:
        code = f"{self.code}_hint"
        return self.hint or (tell(code) if code in catalogue() else "")


@dataclass
class Said:
    """What a form said, read once; `problems` by field, in the order in which they were found."""

    request: Request
    problems: dict[str, str] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)

    @property
    def is_sent(self) -> bool:
        return self.request.method == "POST"

    def text(self, name: str, *, most: int, empty: str = "") -> str:
        """Return cleaned text; with `empty`, that sentence is the problem of nothing said."""
        typed = shown(self.request.POST.get(name, ""))
        self.values[name] = typed
        if not typed and empty:
            self.wrong(name, empty)
        if len(typed) > most:
            self.wrong(name, "desk.too_long", most=most, count=len(typed))
        return typed

    def words(self, name: str, *, most: int, empty: str = "") -> str:
        """Return text that may have lines, as it was typed but for what cannot be shown."""
        typed = self.request.POST.get(name, "").replace("\r\n", "\n")
        said = "\n".join(shown(line) for line in typed.split("\n")).strip()
        self.values[name] = said
        if not said and empty:
            self.wrong(name, empty)
        if len(said) > most:
            self.wrong(name, "desk.too_long", most=most, count=len(said))
        return said

    def choice(self, name: str, options: Sequence[Option], *, empty: str = "") -> str:
        """Return one of `options`, or nothing; what no form of ours offers is nothing."""
        chosen = self.request.POST.get(name, "")
        if chosen not in {option[0] for option in options}:
            chosen = ""
        self.values[name] = chosen
        if not chosen and empty:
            self.wrong(name, empty)
        return chosen

    def tick(self, name: str) -> bool:
        is_on = bool(self.request.POST.get(name))
        self.values[name] = is_on
        return is_on

    def day(self, name: str, *, empty: str) -> date | None:
        """Return the day in three boxes, or None with its problem noted."""
        boxes = [self.request.POST.get(f"{name}_{part}", "") for part in ("hari", "bulan", "tahun")]
        boxes[0] = boxes[0] or self.request.POST.get(name, "")
        typed = tuple(shown(box)[:10] for box in boxes)
        self.values[name] = typed
        if not all(typed):
            self.wrong(name, empty)
            return None
        try:
            return parse_date(" ".join(typed), today=today_in_wib(self.request.at))
        except Unreadable:
            self.wrong(name, "desk.day_unreadable")
            return None

    def moment(self, name: str, *, empty: str) -> datetime | None:
        """Return a day in three boxes and the time in a fourth, `<name>_jam`, in WIB."""
        day = self.day(name, empty=empty)
        clock = f"{name}_jam"
        typed = self.text(clock, most=5, empty="desk.time_unreadable").replace(":", ".")
        try:
            parsed = datetime.strptime(typed, _TIME).time()  # noqa: DTZ007  # only its time is used
        except ValueError:
            self.wrong(clock, "desk.time_unreadable")
            return None
        return None if day is None else datetime.combine(day, parsed, WIB)

    def wrong(self, name: str, code: str, /, **values: object) -> None:
        self.problems.setdefault(name, tell(code, **values))

    @contextmanager
    def refusing(self, reasons: Mapping[type[Exception], tuple[str, str]]) -> Iterator[None]:
        """
        Turn what an operation refuses into a problem: exception to (field, sentence).

        That somebody else decided, or has to, is said in the words of the refusal itself.
        """
        try:
            yield
        except tuple(reasons) as refusal:
            name, code = next(told for kind, told in reasons.items() if isinstance(refusal, kind))
            self.wrong(name, code)
        except NotDecided as refusal:
            self.problems.setdefault("form", refusal.finding.message(current()))

    def asked(self, questions: Sequence[Ask]) -> list[Ask]:
        """Return the questions with what was answered and what is to be put right."""
        return [
            replace(
                one,
                value=self.values.get(one.id, one.value),
                problem=self.problems.get(one.id, ""),
            )
            for one in questions
        ]


def moment_boxes(at: datetime) -> tuple[tuple[str, str, str], str]:
    """Return an instant as the values of three date boxes and a time box."""
    local = in_wib(at)
    return day_boxes(local.date()), f"{local:%H.%M}"


def day_boxes(day: date) -> tuple[str, str, str]:
    """Return a day as the values of three boxes."""
    return (str(day.day), str(day.month), str(day.year))


def whole_day(day: date, *, end: bool = False) -> datetime:
    """Return the first moment of a day in WIB, or of the day after it."""
    start = datetime.combine(day, time(), WIB)
    return start.replace(hour=23, minute=59, second=59) if end else start


def ask_page(
    said: Said,
    code: str,
    questions: Sequence[Ask],
    *,
    back: str,
    facts: Sequence[Fact] = (),
    values: Mapping[str, object] | None = None,
    warnings: Sequence[str] = (),
    is_danger: bool = False,
    is_upload: bool = False,
    extra: Mapping[str, object] | None = None,
) -> HttpResponse:
    """
    Show a form: `<code>.title`, `<code>.lead` where there is one, and `<code>.button`.

    :param values: what the title's and lead's placeholders stand for.
    """
    told = {name: str(value) for name, value in (values or {}).items()}
    lead = f"{code}.lead"
    context: dict[str, object] = {
        "title": tell(f"{code}.title", **told),
        "lead": tell(lead, **told) if lead in catalogue() else "",
        "button": tell(f"{code}.button", **told),
        "questions": said.asked(questions),
        "problems": said.problems,
        "facts": facts,
        "warnings": warnings,
        "back": back,
        "is_danger": is_danger,
        "is_upload": is_upload,
        **(extra or {}),
    }
    status = UNPROCESSABLE if said.problems else 200
    return render(said.request, "secretariat/form.html", context, status=status)
