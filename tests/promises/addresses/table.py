"""All addresses of all parts, with the names by which they are reversed."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.world import World
from tests.promises.addresses.page import Page

_NOT_PARTS = {"page", "table"}
PARTS = sorted(
    path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in _NOT_PARTS
)
PART_OF: dict[str, dict[str, Page]] = {
    part: import_module(f"tests.promises.addresses.{part}").TABLE for part in PARTS
}
TABLE: dict[str, Page] = {
    address: page for table in PART_OF.values() for address, page in table.items()
}


def _patterns(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for item in resolver.url_patterns:
        address = before + str(item.pattern)
        if isinstance(item, URLPattern):
            yield address, item
        else:
            yield from _patterns(item, address)


NAMES = {address: str(pattern.name) for address, pattern in _patterns(get_resolver())}
"""Every address the router knows, and its name."""


def own_url(address: str, world: World) -> str:
    """Return the address filled with a thing of the viewer's own office."""
    page = TABLE[address]
    return reverse(NAMES[address], kwargs=dict(page.own(world)) if page.own else {})


def other_url(address: str, world: World) -> str:
    """Return the address filled with a thing of another office."""
    other = TABLE[address].other
    assert other is not None
    return reverse(NAMES[address], kwargs=dict(other(world)))
