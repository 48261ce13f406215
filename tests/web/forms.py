"""Sends a form of a page as a browser does: with its key, and everything hidden in it."""

import re
from typing import Any

from django.test import Client

_HIDDEN = re.compile(r'<input type="hidden" name="(form_key|baris)" value="([^"]*)">')


def hidden(page: str) -> dict[str, str]:
    """Return the hidden values of the first form that has any."""
    found: dict[str, str] = {}
    for name, value in _HIDDEN.findall(page):
        found.setdefault(name, value)
    return found


def send(client: Client, path: str, said: dict[str, Any] | None = None, *, follow: bool = False):
    """Open the page, fill the form in, send it."""
    page = client.get(path).content.decode()
    return client.post(path, {**hidden(page), **(said or {})}, follow=follow)


def said(page: str) -> str:
    """Return what a page says, without its marks and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", "", page).split())
