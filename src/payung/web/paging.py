"""Lists of twenty-five; a number that nobody meant is the first page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from payung.web.requests import Request

PER_PAGE = 25
LAST_PAGE = 400
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Page(Generic[T]):
    """One page of a list. `query` is the rest of the address's question, ready to append."""

    rows: Sequence[T]
    number: int
    has_more: bool
    query: str

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.has_more else None


def page_of(request: Request, rows: Callable[[int, int], Sequence[T]]) -> Page[T]:
    """Return the page that `?hal=` asks for; `rows(skip, most)` is asked for one row more."""
    number = _number(request.GET.get("hal", ""))
    found = rows((number - 1) * PER_PAGE, PER_PAGE + 1)
    rest = request.GET.copy()
    rest.pop("hal", None)
    return Page(
        rows=found[:PER_PAGE],
        number=number,
        has_more=len(found) > PER_PAGE,
        query=f"&{rest.urlencode()}" if rest else "",
    )


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1
    return number if 1 <= number <= LAST_PAGE else 1
