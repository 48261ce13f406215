"""The forms of a page, read as a browser reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import resolve

ONLY_CHOSEN = ("checkbox", "radio", "submit", "button")


@dataclass
class Form:
    """One form of a page, as a browser would send it."""

    action: str = ""
    is_post: bool = True
    fields: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    """What a person types, ticks, chooses or presses."""
    written: list[str] = field(default_factory=list)
    """Those of them that take any words."""
    files: list[str] = field(default_factory=list)


class _Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            is_post = given.get("method", "").lower() == "post"
            self._open = Form(action=given.get("action", ""), is_post=is_post)
            self.found.append(self._open)
        if self._open is None or not given.get("name"):
            return
        name, kind = given["name"], given.get("type", "text")
        if kind == "file":
            self._open.files.append(name)
        elif kind == "hidden":
            self._open.fields[name] = given.get("value", "")
        elif tag in ("input", "textarea", "select", "button"):
            self._open.fields.setdefault(name, given.get("value", ""))
            self._open.typed.append(name)
            if tag == "textarea" or (tag == "input" and kind not in ONLY_CHOSEN):
                self._open.written.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def forms_of(client: Client, url: str) -> list[Form]:
    reader = _Forms()
    page = client.get(url)
    if page.get("Content-Type", "").startswith("text/html"):
        reader.feed(page.content.decode())
    return [form for form in reader.found if not form.action.startswith("/keluar")]


def different_forms_of(client: Client, url: str) -> list[Form]:
    """Return one of those that differ in nothing but the row they stand in."""
    found: dict[object, Form] = {}
    for form in forms_of(client, url):
        to = resolve(urlsplit(urljoin(url, form.action)).path).route
        found.setdefault((form.is_post, to, frozenset(form.fields), *form.files), form)
    return list(found.values())
