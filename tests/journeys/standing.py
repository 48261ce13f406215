"""
Reading a page waits until the page stands.

A click returns when the next page begins, not when its words are there; `Page.title`, `evaluate`,
`Locator.count` and the like then look at a page that is still being read. Each reader waits first,
so that no test has to remember it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

OF_PAGES = (
    *("content", "evaluate", "eval_on_selector_all", "get_attribute", "inner_text", "input_value"),
    *("is_checked", "is_visible", "query_selector_all", "title"),
)
OF_PLACES = ("all_inner_texts", "count", "evaluate_all", "get_attribute", "inner_text")


@contextmanager
def readers_wait() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in OF_PAGES:
            patch.setattr(Page, name, _after(lambda page: page, getattr(Page, name)))
        for name in OF_PLACES:
            patch.setattr(Locator, name, _after(lambda place: place.page, getattr(Locator, name)))
        yield


def _after(page_of: Callable[[Any], Page], read: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(read)
    def reads(where: Any, *args: Any, **kwargs: Any) -> Any:
        page_of(where).wait_for_load_state("domcontentloaded")
        return read(where, *args, **kwargs)

    return reads
