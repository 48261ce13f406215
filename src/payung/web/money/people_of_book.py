"""The civil servants of one office's month on a page of their own: found, searched, laid out."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.kernel.names import shown
from payung.kernel.people import Role, Viewer
from payung.stages.remittance.queries.held_people import held_book
from payung.web.language import tell
from payung.web.paging import page_of
from payung.web.requests import Request

LONGEST_SEARCH = 60


def people_page(
    request: Request,
    viewer: Viewer,
    *,
    book_id: int,
    found: Callable[[str, int, int], Sequence[Any]],
    template: str,
    words: dict[str, str],
    back: str,
) -> HttpResponse:
    """
    Show whose money of an office's month it is; never a worker. :raises Http404: no such book.

    :param found: the rows for what was searched, how many to skip and how many at most.
    :param words: the codes of `caption`, `amount`, `state`, `none` and the template of the `row`.
    """
    book = held_book(viewer=viewer, book_id=book_id)
    if book is None:
        raise Http404
    search = shown(request.GET.get("cari", ""))[:LONGEST_SEARCH]
    remits = viewer.role is Role.TREASURER
    context = {
        "book": book,
        "page": page_of(request, lambda skip, most: found(search, skip, most)),
        "search": search,
        "back": reverse(back),
        "may_ask": remits and book.is_open,
        "remit_url": reverse("payroll-remit", args=[book.month]) if remits else "",
        "caption": tell(words["caption"]),
        "amount_words": tell(words["amount"]),
        "state_words": tell(words["state"]),
        "none_title": tell(words["none"]),
        "none_words": tell(f"{words['none']}_words"),
        "row_template": words["row"],
    }
    return render(request, template, context)
