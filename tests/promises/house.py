"""What stands in the source: the promises ask it of everything, so that nothing is forgotten."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from inspect import isfunction, ismodule, unwrap
from pathlib import Path
from pkgutil import walk_packages
from types import CodeType, FunctionType, ModuleType

from django.db import connection

import payung

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "payung"
STAGES = (
    "intake", "registry", "outreach", "enrolment", "membership", "deductions", "reconciliation",
    "remittance", "cover", "claims", "monitoring",
)  # fmt: skip
FLOORS = ("kernel", "foundation", "stages", "reports", "process", "web", "api", "jobs", "config")


@cache
def modules() -> tuple[str, ...]:
    """Return the dotted name of every module of Payung, migrations left out."""
    names = (info.name for info in walk_packages(payung.__path__, "payung."))
    return tuple(sorted(name for name in names if ".migrations" not in name))


def door(*kinds: str) -> Iterator[FunctionType]:
    """
    Yield the functions that others may call in modules of these names, in stages and foundation.

    Also whatever any other part of the house takes from inside such a package.
    """
    owners = {name.split(".")[2] for name in modules() if name.count(".") >= 2}
    places = (f"payung.{floor}.{owner}" for floor in ("foundation", "stages") for owner in owners)
    shown = {
        thing: None
        for place in sorted(places)
        for kind in kinds
        if f"{place}.{kind}" in modules()
        for thing in shown_by(f"{place}.{kind}")
    }
    yield from shown | {thing: None for _, thing in taken_from_inside(*kinds)}


def shown_by(name: str) -> Iterator[FunctionType]:
    """
    Yield what a module or package shows to others.

    A module shows its public functions; a package what its `__init__` lists, or where that lists
    nothing, what each of its modules shows.
    """
    module = import_module(name)
    if hasattr(module, "__all__"):
        listed = (getattr(module, one) for one in module.__all__)
        yield from (thing for thing in listed if is_function(thing))
        return
    yield from functions(module)
    for inner in modules():
        if inner.rpartition(".")[0] == name:
            yield from shown_by(inner)


def taken_from_inside(*kinds: str) -> Iterator[tuple[Path, FunctionType]]:
    """Yield every function that a file imports out of another part's modules of these names."""
    for path, module, name in taken():
        parts = module.split(".")
        if len(parts) > 3 and parts[3] in kinds:
            if path.is_relative_to(SOURCE.joinpath(*parts[1:3])):
                continue
            thing = getattr(import_module(module), name, None)
            if is_function(thing):
                yield path, thing


@cache
def taken() -> tuple[tuple[Path, str, str], ...]:
    """
    Return each name that each file takes from a module: the file, the module, the name.

    Imports stand at the top of their file, which is a promise of its own.
    """
    return tuple(
        (path, node.module, name.name)
        for path, tree in trees()
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module
        for name in node.names
    )


def is_function(thing: object) -> bool:
    """Whether it is a function, also under a decorator or a cache."""
    return callable(thing) and isfunction(unwrap(thing))


def functions(module: ModuleType) -> Iterator[FunctionType]:
    """Yield the public functions written in `module` itself, decorated and cached ones too."""
    for name, thing in vars(module).items():
        if not name.startswith("_") and is_function(thing) and thing.__module__ == module.__name__:
            yield thing


def name_of(function: FunctionType) -> str:
    return f"{function.__module__}.{function.__qualname__}"


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    """Return every source file but the migrations, parsed."""
    return tuple(
        (path, ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts
    )


def reaches_database(function: FunctionType, seen: frozenset[FunctionType] = frozenset()) -> bool:
    """Whether `function`, or what it calls in the house above the kernel, asks the database."""
    inside = unwrap(function)
    used = set(_names(inside.__code__))
    if used & {"objects", "cursor"}:
        return True
    found = [inside.__globals__.get(name) for name in used]
    found += [getattr(thing, name, None) for thing in found if ismodule(thing) for name in used]
    found += [one for thing in found if isinstance(thing, tuple | list) for one in thing]
    found += [one for thing in found if isinstance(thing, dict) for one in thing.values()]
    calls = [thing for thing in found if _is_written_here(thing) and thing not in seen]
    return connection in found or any(reaches_database(one, seen | {function}) for one in calls)


def _is_written_here(thing: object) -> bool:
    above = ("payung.foundation.", "payung.stages.", "payung.process.", "payung.reports.")
    return is_function(thing) and str(thing.__module__).startswith(above)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
