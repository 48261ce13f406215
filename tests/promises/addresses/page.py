"""What each address answers to whom; one file per part of the web lists its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from payung.kernel.people import Role
from tests.factories.world import World

Values = Callable[[World], Mapping[str, object]]
"""Makes the values an address needs (ids, codes) from the small world."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """
    One address. `roles` are let in (GET answers `answer`); others get 403, strangers the door.

    `own` gives values of the office "Dinas Kesehatan" (and of its people), `other` of the office
    "Kecamatan Boja": a role confined to the first must get 404 for the second. `posts` tells that
    the address takes more than a look; with the answer 405 it takes nothing else, whoever asks.
    """

    roles: frozenset[Role] = frozenset()
    is_public: bool = False
    answer: int = 200
    stranger: int = 302
    own: Values | None = None
    other: Values | None = None
    sees_other: frozenset[Role] = frozenset()
    posts: bool = False


def only(*roles: Role, **more: object) -> Page:
    return Page(roles=frozenset(roles), **more)  # type: ignore[arg-type]  # keywords of Page


def everybody(**more: object) -> Page:
    return Page(is_public=True, stranger=200, **more)  # type: ignore[arg-type]  # keywords of Page
