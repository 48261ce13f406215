"""Which payroll list somebody is cut through: a reading of the frozen list, no change to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from payung.kernel.month import Month
from payung.kernel.names import fold
from payung.kernel.wording import say
from payung.stages.deductions.sums.layouts import BUILT_IN

KINDS: Final = ("pns", "pppk", "pppk-pw")
SOURCES: Final = ("gaji", "tpp")
_PAID_AS: Final = {"cpns": "pns"}
"""A CPNS is a PNS on probation, and stands in the same payroll list."""
UNKNOWN: Final = "belum-diketahui"
LONGEST_NAME: Final = 40

Cell = tuple[str, str]
CELLS: Final[tuple[Cell, ...]] = tuple((kind, source) for source in SOURCES for kind in KINDS)
"""Kind of staff and source, in the order in which routes are shown."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """What a regency says of one cell. Cells that are called the same are one route."""

    name: str
    layout: str = BUILT_IN
    is_open: bool = True
    """Whether payroll has such a list at all."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """
    One list that payroll is run in. `code` is that of its first cell, such as "pns-gaji".

    `is_known` is False for those whose kind of staff nobody has recorded.
    """

    code: str
    name: str
    layout: str
    is_open: bool
    is_known: bool = True


@dataclass(frozen=True, kw_only=True)
class Routes:
    """A regency's routes as one version has them; version 0 stands where nobody said anything."""

    version: int = 0
    from_month: Month | None = None
    ways: Mapping[Cell, Way] = field(default_factory=dict)

    def way(self, cell: Cell) -> Way:
        return self.ways.get(cell) or Way(name=say(f"deductions.route.{code_of(cell)}"))

    def route_of(self, kind: str, source: str) -> Route:
        """Return where somebody is cut; whom nothing is known of has a route of their own."""
        cell = (_PAID_AS.get(kind, kind), source)
        if cell not in CELLS:
            name = say("deductions.route.unknown")
            return Route(code=UNKNOWN, name=name, layout=BUILT_IN, is_open=True, is_known=False)
        called = fold(self.way(cell).name)
        first = next(other for other in CELLS if fold(self.way(other).name) == called)
        way = self.way(first)
        return Route(code=code_of(first), name=way.name, layout=way.layout, is_open=way.is_open)

    def open_sources(self, kind: str) -> tuple[str, ...]:
        """Return what somebody of this kind can be cut from."""
        return tuple(source for source in SOURCES if self.route_of(kind, source).is_open)


@dataclass(frozen=True, kw_only=True)
class Share:
    """What is cut from one civil servant's salary, or from their allowance; no worker is in it."""

    sponsor_id: int
    nip: str
    name: str
    kind: str
    source: str
    workers: int
    amount_idr: int
    credit_idr: int
    change: str
    """Of all that this person gives, beside the list before."""
    nip_before: str = ""


@dataclass(frozen=True, kw_only=True)
class Routed:
    """One route of a list, with everybody's part in it, by name."""

    route: Route
    shares: tuple[Share, ...]

    @property
    def people(self) -> int:
        return len({share.sponsor_id for share in self.shares})

    @property
    def workers(self) -> int:
        return sum(share.workers for share in self.shares)

    @property
    def amount_idr(self) -> int:
        return sum(share.amount_idr for share in self.shares)


def split(shares: Iterable[Share], routes: Routes) -> list[Routed]:
    """
    Return the routes that somebody stands in: those that cannot be cut first, then the unknown.

    Every share is in exactly one of them, so the sums of the routes are the list's.
    """
    ways: dict[Cell, Route] = {}
    found: dict[Route, list[Share]] = {}
    for share in shares:
        cell = (share.kind, share.source)
        route = ways.get(cell) or ways.setdefault(cell, routes.route_of(*cell))
        found.setdefault(route, []).append(share)
    order = {code_of(cell): place for place, cell in enumerate(CELLS)}
    by_need = sorted(found, key=lambda one: (one.is_open, one.is_known, order.get(one.code, -1)))
    return [Routed(route=route, shares=whole(found[route])) for route in by_need]


def whole(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Return one row per person: who gives from both sources may stand in one list with both."""
    rows: dict[int, Share] = {}
    for share in shares:
        first = rows.get(share.sponsor_id)
        rows[share.sponsor_id] = share if first is None else _together(first, share)
    return tuple(rows.values())


def _together(first: Share, more: Share) -> Share:
    return replace(
        first,
        workers=first.workers + more.workers,
        amount_idr=first.amount_idr + more.amount_idr,
        credit_idr=first.credit_idr + more.credit_idr,
    )


def faults(ways: Mapping[Cell, Way], layouts: Collection[str]) -> dict[str, str]:
    """Return what is to be put right, as codes of words by place: "name-pns-gaji", "layout-…"."""
    found: dict[str, str] = {}
    first: dict[str, Way] = {}
    unknown = fold(say("deductions.route.unknown"))
    for cell in CELLS:
        way, code = ways[cell], code_of(cell)
        folded = fold(way.name)
        before = first.setdefault(folded, way)
        if not folded:
            found[f"name-{code}"] = "deductions.route_name_empty"
        elif len(way.name) > LONGEST_NAME:
            found[f"name-{code}"] = "deductions.route_name_long"
        elif folded == unknown:
            found[f"name-{code}"] = "deductions.route_name_unknown"
        elif (before.layout, before.is_open) != (way.layout, way.is_open):
            found[f"name-{code}"] = "deductions.route_name_twice"
        if way.layout not in layouts:
            found[f"layout-{code}"] = "deductions.route_layout_empty"
    return found


def code_of(cell: Cell) -> str:
    return "-".join(cell)


def kept(ways: Mapping[Cell, Way]) -> dict[str, Any]:
    """Return the ways as they are kept."""
    return {
        code_of(cell): {"name": way.name, "layout": way.layout, "is_open": way.is_open}
        for cell, way in ways.items()
    }


def read_ways(value: Mapping[str, Any]) -> dict[Cell, Way]:
    """Return the ways as they were kept."""
    return {cell: Way(**value[code_of(cell)]) for cell in CELLS if code_of(cell) in value}
