"""A page that points to another page points to one that is there, picture or text."""

import re
from urllib.parse import unquote

import pytest

from tests.promises.house import ROOT

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_the_page_is_there(page):
    text = page.read_text(encoding="utf-8")
    missing = {link for link in LINK.findall(text) if not (page.parent / unquote(link)).exists()}

    assert missing == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_speaks_of_somebodys_machine(page):
    text = page.read_text(encoding="utf-8")

    assert not re.search(r"\.\./[s]hared|/(home|root|Users|[w]ork|tmp)/", text)
