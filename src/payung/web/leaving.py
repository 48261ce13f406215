"""
Files leave for a reason, and within 24 hours of it (T10).

Nothing is stored: the reason is a look, and while it is fresh the same person may take the file,
made anew each time and marked with who took it. After that the reason is asked again.
"""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from payung.foundation.audit.looks import note_look
from payung.kernel.people import Viewer
from payung.reports.quality.exports import OPEN_FOR, REASON, reasons_given
from payung.web.language import tell
from payung.web.requests import Request, actor_of

OTHER: Final = "lainnya"
SHORTEST, LONGEST = 5, 200
WHY: Final = {
    "batch.file": ("daftar", "periksa"),
    "differences.file": ("rutin", "temuan"),
}
"""What people take a file for, by file; everything else they say in words."""


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """
    A file that is to leave.

    :param what: as its taking is noted; `export.why.<what>.*` are the reasons to choose from.
    :param subjects: thing → how many rows of people the file has about it.
    :param is_personal: whether identity numbers go with it.
    """

    what: str
    subject_type: str
    subjects: dict[int, int]
    title: str
    back: str
    is_personal: bool


def reason_first(request: Request, viewer: Viewer, file: Leaving) -> HttpResponse | None:
    """Return the page that asks why, or None where this person said it within 24 hours."""
    problems: dict[str, str] = {}
    if request.method == "POST":
        reason = _said(request, file.what, problems)
        if not problems:
            _note(request, file, reason)
            return HttpResponseRedirect(request.get_full_path())
    elif reasons_of(request, viewer, file).keys() == file.subjects.keys():
        return None
    values = {
        "file": file,
        "rows": sum(file.subjects.values()),
        "options": [*_options(file.what), (OTHER, tell("export.why.other"))],
        "reason": request.POST.get("alasan", ""),
        "words": request.POST.get("keterangan", ""),
        "until": request.at + OPEN_FOR,
        "problems": problems,
    }
    return render(request, "leaving.html", values, status=422 if problems else 200)


def reasons_of(request: Request, viewer: Viewer, file: Leaving) -> dict[int, str]:
    """Return the fresh reasons, to be noted again with the taking."""
    return reasons_given(
        viewer=viewer,
        what=file.what,
        subject_type=file.subject_type,
        subject_ids=file.subjects,
        at=request.at,
    )


def _options(what: str) -> list[tuple[str, str]]:
    return [(code, tell(f"export.why.{what}.{code}")) for code in WHY[what]]


def _said(request: Request, what: str, problems: dict[str, str]) -> str:
    chosen = request.POST.get("alasan", "")
    words = " ".join(request.POST.get("keterangan", "").split())[:LONGEST]
    if chosen == OTHER:
        if len(words) < SHORTEST:
            problems["keterangan"] = tell("export.words_empty")
        return words
    if chosen not in WHY[what]:
        problems["alasan"] = tell("export.why_empty")
        return ""
    said = tell(f"export.why.{what}.{chosen}")
    return f"{said}: {words}"[:LONGEST] if words else said


def _note(request: Request, file: Leaving, reason: str) -> None:
    for subject_id, rows in file.subjects.items():
        note_look(
            f"{REASON}{file.what}",
            by=actor_of(request),
            at=request.at,
            subject_type=file.subject_type,
            subject_id=subject_id,
            row_count=rows,
            reason=reason,
        )
