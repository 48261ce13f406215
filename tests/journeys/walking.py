"""What is measured on every page that a walk comes by, and what may be found there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from playwright.sync_api import Error, Page

from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.people import Actor, Role
from tests.factories.world import World
from tests.promises.addresses.table import TABLE, own_url

WORDS_PER_SENTENCE = 15
BANNED = re.compile(
    r"\b(maaf|mohon|harap|silakan|tidak valid|wajib diisi|error|dalam rangka|guna|premi|user|"
    r"submit|klik|melakukan pendaftaran|nonaktif|eligible)\b",
    re.IGNORECASE,
)
COOKIES = re.compile(r"^(csrftoken|payung|perangkat)$")
MEASURE = """() => {
    const seen = (e) => e.offsetParent && !e.closest(".sr, [hidden]");
    const help = document.querySelector(".tools > a:last-child");
    const box = help?.getBoundingClientRect();
    const thumb = ".btn, .choice, .option, .tools a, .tools button, .row-of-links a, main select,"
        + "main textarea, main input:not([type=radio], [type=checkbox], [type=hidden])";
    return {
        help: help && [help.textContent.trim(), Math.round(box.left), Math.round(box.top)],
        small: [...document.querySelectorAll(thumb)].filter(seen)
            .filter(e => e.getBoundingClientRect().height < 43.9)
            .map(e => e.outerHTML.slice(0, 90)),
        texts: [...document.querySelectorAll("main :is(p, li, h1, h2, h3, dt, dd, td, label)")]
            .filter(seen).map(e => e.innerText.trim()),
        kept: JSON.stringify([{...localStorage}, {...sessionStorage}]),
        twice: [...document.querySelectorAll("[id]")].map(e => e.id)
            .filter((id, place, all) => all.indexOf(id) < place),
    };
}"""
FRAMED = ("/angka/sematkan/bagan/",)
"""Shown inside a page of somebody else: without a head, and so without the way to help in it."""
EVERYBODY = 3
"""An address for more roles than these is walked by the first and the last of them only."""


@dataclass(frozen=True)
class Sight:
    """What `MEASURE` saw on one page."""

    help: tuple[str, int, int] | None
    small: list[str]
    texts: list[str]
    kept: str
    twice: list[str]
    """Ids that stand on the page more than once: a label or a link would lead to the first."""


@dataclass(frozen=True)
class Stop:
    """One page of a walk; who is not the first there looks closely at it on the phone only."""

    url: str
    is_first: bool = True


@operation
def stops(*, world: World, by: Actor, at: datetime) -> dict[str | None, list[Stop]]:
    """Return every address that shows a page, by who walks there; nobody's are the public ones."""
    record("world.walked", by=by, at=at)
    walks: dict[str | None, list[Stop]] = {None: [Stop("/masuk/"), Stop("/tidak-ada/")]}
    for address, page in TABLE.items():
        if page.answer != 200:
            continue
        url = own_url(address, world)
        roles = sorted(page.roles, key=list(Role).index)
        chosen = roles if len(roles) <= EVERYBODY else [roles[0], roles[-1]]
        for who in [None] if page.is_public else chosen:
            stop = Stop(url, is_first=page.is_public or who == roles[0])
            walks.setdefault(who and str(who), []).append(stop)
    return walks


def arrive(page: Page, url: str) -> bool:
    """Go there; False where the address hands out a file instead of showing a page."""
    try:
        answer = page.goto(url)
    except Error as stopped:
        if "Download" in stopped.message or "ERR_ABORTED" in stopped.message:
            return False
        raise
    assert answer is not None
    return answer.headers.get("content-type", "").startswith("text/html")


def look_around(page: Page) -> Sight:
    seen = page.evaluate(MEASURE)
    return Sight(**{**seen, "help": seen["help"] and tuple(seen["help"])})


def helpless(url: str, sight: Sight) -> Iterator[str]:
    """Yield what is wrong with the way to help: every page has it, and a frame has none."""
    if (sight.help is None) != (url in FRAMED):
        yield f"the way to help: {sight.help}"


def unkind(texts: list[str]) -> Iterator[str]:
    """Yield what should not be said so: a banned word, a raised voice, too long a breath."""
    for text in texts:
        if BANNED.search(text) or "!" in text:
            yield text
    lengths = [
        len(sentence.split())
        for text in texts
        for sentence in re.split(r"(?<=[.?:])\s+|\n", text)
        if len(sentence.split()) > 3
    ]
    if lengths and sum(lengths) / len(lengths) > WORDS_PER_SENTENCE:
        yield f"{sum(lengths) / len(lengths):.1f} words a sentence"
