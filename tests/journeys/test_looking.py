"""What the other tests look with: it finds what is pale, though it looks at each kind once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PALE = {
    "the words": "p.style.color = '#bbb'",
    "the ground": "p.style.backgroundColor = '#777'",
    "what stands around them": "main.style.opacity = '0.4'",
    "a faint box around a full one": """
        const box = p.parentElement.insertBefore(document.createElement("div"), p);
        box.append(p); box.style.opacity = '0.4';
        p.style.backgroundColor = getComputedStyle(document.body).backgroundColor""",
    "the ground of all": "document.body.style.backgroundColor = main.style.background = '#555'",
    "the words of a moved box": "p.style.position = 'absolute'; p.style.color = '#bbb'",
    "the ground of a moved box": """
        p.style.transform = 'translateY(2px)'; p.style.backgroundColor = 'rgba(0, 0, 0, 0.6)'""",
}


@pytest.mark.parametrize("what", PALE)
def test_pale_words_are_found_where_the_same_page_was_fine_before(
    open_as: Callable[..., Page], faults: Callable[[Page], list[str]], what: str
) -> None:
    page = open_as(None, "/aksesibilitas/")
    assert faults(page) == []
    assert faults(page) == []

    page.evaluate(f"""() => {{
        const main = document.querySelector("main"), p = main.querySelector("p");
        {PALE[what]}
    }}""")

    assert [fault.partition(":")[0] for fault in faults(page)] == ["color-contrast"]
