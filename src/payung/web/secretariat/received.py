"""Lists that come in by file: reading what was sent, keeping it once, and who sent the earlier."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.foundation.access.people import names_of
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date
from payung.kernel.people import Viewer
from payung.process.received_lists import AppliedBefore
from payung.stages.intake.problems import FileRefused
from payung.web.language import current
from payung.web.once import once
from payung.web.paging import page_of
from payung.web.secretariat.asking import Said

FIELD = "berkas"
SYSTEM_NAME = "Payung"
R = TypeVar("R")


class Received(Protocol):
    """An earlier list, as far as its sender is concerned."""

    @property
    def received_by_id(self) -> int | None: ...


L = TypeVar("L", bound=Received)


def read_sent(said: Said, read: Callable[[bytes, str], R]) -> R | None:
    """Return what was read from the file that was sent, or None with its problem noted."""
    file = said.request.FILES.get(FIELD)
    if not isinstance(file, UploadedFile) or not file.size:
        said.wrong(FIELD, "desk.staff.file_missing")
        return None
    try:
        return read(file.read(), file.name or "")
    except FileRefused as refused:
        said.problems[FIELD] = refused.finding.message(current())
        return None
    finally:
        file.seek(0)


def kept_once(
    said: Said, *, action: str, keep: Callable[[], int], review: str
) -> HttpResponse | None:
    """
    Keep the list and lead to its review, or return None with the problem noted.

    :param keep: keeps it and returns its file's id.
    :param review: the name of the address at which it is looked at.
    """
    try:
        return once(said.request, action=action, do=lambda: reverse(review, args=[keep()]))
    except AppliedBefore as before:
        at = in_wib(before.at)
        when = f"{render_date(at.date())} {at:%H.%M}"
        said.wrong(FIELD, "content_already_applied", when=when, who=before.who)
        return None


def upload_page(
    said: Said,
    viewer: Viewer,
    *,
    keep: Callable[[], HttpResponse | None],
    files: Callable[[int, int], Sequence[L]],
    template: str,
) -> HttpResponse:
    """
    Take a list that was sent, or show the box for it with the earlier lists and who sent them.

    :param keep: keeps what was sent and returns where to look at it; None with a problem noted.
    """
    if said.is_sent:
        answer = keep()
        if answer is not None:
            return answer
    page = page_of(said.request, files)
    rows = with_senders(viewer, page.rows)
    context = {"page": page, "rows": rows, "problems": said.problems}
    return render(said.request, template, context, status=422 if said.problems else 200)


def with_senders(viewer: Viewer, files: Iterable[L]) -> list[tuple[L, str]]:
    """Return each earlier list with the name of who sent it."""
    rows = list(files)
    names = names_of(viewer=viewer, person_ids=[row.received_by_id for row in rows])
    return [(row, names.get(row.received_by_id or 0, SYSTEM_NAME)) for row in rows]
