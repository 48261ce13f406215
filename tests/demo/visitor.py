"""Somebody with a browser that shows nothing: reads pages, follows only what stands on them."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pyotp
import requests

from tests.demo.running import Access

PATIENCE = 10


@dataclass
class Link:
    """A link of a page: where it leads, and its words."""

    href: str
    words: str = ""


class Page(HTMLParser):
    """What one answer shows: its links, its words, and what its first form of POST hides."""

    def __init__(self, address: str, said: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[Link] = []
        self.hidden: dict[str, str] = {}
        self.pieces: list[str] = []
        self._open: Link | None = None
        self._unread = 0
        self.feed(said)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "style", "title"):
            self._unread += 1
        elif tag == "a" and given.get("href"):
            self._open = Link(given["href"] or "")
            self.links.append(self._open)
        elif tag == "input" and given.get("type") == "hidden":
            self.hidden.setdefault(given.get("name") or "", given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "title"):
            self._unread -= 1
        elif tag == "a":
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        self.pieces.append(data)
        if self._open is not None:
            self._open.words += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.pieces).split())

    def leading_to(self, path: str) -> list[Link]:
        """Return the links whose address begins so."""
        return [link for link in self.links if urlsplit(link.href).path.startswith(path)]


class Visitor:
    """One person at one service; `clicks` counts what was pressed since it was set to none."""

    def __init__(self, address: str) -> None:
        self._session = requests.Session()
        self._address = address
        self.page = Page(address, "")
        self.clicks = 0

    def come_in(self, access: Access) -> None:
        """Walk through both doors."""
        self.open("/masuk/")
        self.send("/masuk/", sign_in=access.sign_in, password=access.password)
        if access.secret is not None:
            self.send("/masuk/kode/", code=pyotp.TOTP(access.secret).now())

    @property
    def cookies(self) -> list[Any]:
        """Return what a browser needs to go on as this person: a code is good only once."""
        known = {"url": self._address}
        return [
            {**known, "name": one.name, "value": one.value or ""} for one in self._session.cookies
        ]

    def open(self, path: str) -> Page:
        return self._read(self._session.get(urljoin(self._address, path), timeout=PATIENCE))

    def follow(self, link: Link) -> Page:
        """Press a link that stands on the page."""
        assert link in self.page.links
        self.clicks += 1
        return self.open(urljoin(self.page.address, link.href))

    def send(self, path: str, **said: str) -> Page:
        """Fill in the page's form and press its button."""
        self.clicks += 1
        url = urljoin(self._address, path)
        known = {**self.page.hidden, **said}
        return self._read(self._session.post(url, data=known, timeout=PATIENCE))

    def choose(self, path: str, **asked: str) -> Page:
        """Fill in a form that only asks, and press its button."""
        self.clicks += 1
        url = urljoin(self._address, path)
        return self._read(self._session.get(url, params=asked, timeout=PATIENCE))

    def _read(self, answer: requests.Response) -> Page:
        assert answer.status_code == 200, f"{answer.status_code} {answer.url}"
        self.page = Page(urlsplit(answer.url).path, answer.text)
        return self.page
