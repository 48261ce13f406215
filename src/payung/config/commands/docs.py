"""`payung docs`: writes docs/generated from the code, so that no page can say something else."""

import argparse
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from pkgutil import walk_packages

from django.urls import URLPattern, URLResolver, get_resolver

from payung import stages
from payung.foundation.audit.guards import READ_ONLY, RIGHTS, tables
from payung.foundation.audit.tables import Table
from payung.foundation.ledger.kinds import MOST_IDR, SIDES
from payung.kernel.moves import Moves
from payung.kernel.people import Role, Viewer
from payung.kernel.rupiah import render_rupiah
from payung.kernel.wording import catalogue
from payung.reports import verify

FOLDER = Path(__file__).resolve().parents[4] / "docs" / "generated"
NOTE = "<!-- Made by `make docs` from the code. Do not edit: the next run writes it anew. -->"
CODE = re.compile(r"\"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\"")

TABLES = """# Tables

How rows live: *append-only* rows are never changed or deleted, by nobody; *editable* rows are
never deleted; *disposable* rows may be. "May" is what the application's database role may do.
Personal data are listed so that copies for development can be scrubbed."""
STATES = """# States

Every move that is not drawn here is refused, by the code and by a trigger of the database. Each
move is written to `audit_move` with who, in which role, when and why."""
ROLES = """# Roles and how far each sees

A role is a duty held at a place for a time (`access_duty`). Whoever looks is confined to the
place of the duty: every question takes a `viewer`.

| Role | Sees |
|---|---|"""
PAGES = """## Pages

A page marked "no sign-in" is open to everybody: public figures, help, or a door.
"""
FILE_CHECKS = """# Checks of received files

What can be found in a file, in the words the sender reads. A *reject* keeps the row out; a
*warning* lets it in and the officer decides; an *info* lets it in and the officer is told."""
LEDGER = """# Transfers of the ledger

| Kind | Debit | Credit |
|---|---|---|"""
INVARIANTS = """# Invariants

## What `payung verify` asks the database

| Invariant | Statement |
|---|---|"""
HELD = """
## What the database holds by itself, by name

A write that breaks one of these is refused, whoever writes. Besides them, triggers refuse every
change of append-only rows, every move outside the state tables, and every transfer that would
overdraw an account, break a sequence, or touch a closed month.

| Table | Constraints |
|---|---|"""


def run(_wanted: argparse.Namespace) -> int:
    """Write every page; the list of pages goes to standard output."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"docs/generated/{name}\n")
    return 0


def pages() -> dict[str, str]:
    """Return every generated page by file name."""
    made = {
        "tables.md": (TABLES, _tables()),
        "states.md": (STATES, _states()),
        "roles.md": (ROLES, _roles()),
        "file-checks.md": (FILE_CHECKS, _file_checks()),
        "ledger.md": (LEDGER, _ledger()),
        "invariants.md": (INVARIANTS, _invariants()),
    }
    return {
        name: "\n".join([NOTE, "", start, *lines]).rstrip() + "\n"
        for name, (start, lines) in made.items()
    }


def _tables() -> Iterator[str]:
    floor = ""
    for model in tables():
        place = model.__module__.removeprefix("payung.").removesuffix(".models")
        if place != floor:
            floor = place
            yield from (
                "",
                f"## {place}",
                "",
                "| Table | What a row is | Lives | Personal data | May |",
            )
            yield "|---|---|---|---|---|"
        table = model._meta.db_table
        rights = "select" if table in READ_ONLY else RIGHTS[model.life].lower()
        personal = ", ".join(f"`{name}`" for name in model.personal_data) or "–"
        yield f"| `{table}` | {_introduction(model)} | {model.life} | {personal} | {rights} |"


def _introduction(thing: object) -> str:
    """Return the first paragraph of a docstring on one line, fit for a table cell."""
    text = (getdoc(thing) or "").split("\n\n", maxsplit=1)[0]
    return " ".join(text.split()).replace("|", "\\|")


def _states() -> Iterator[str]:
    for model in tables():
        if model.moves is not None:
            yield from ("", f"## `{model._meta.db_table}`", "", _introduction(model), "")
            yield from _diagram(model.moves)


def _diagram(moves: Moves[str]) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for action in moves.actions:
        for source in sorted(moves.states):
            if moves.allows(action, source):
                yield f"    {str(source) or '[*]'} --> {moves.to(action, source)}: {action}"
    for state in sorted(moves.final):
        yield f"    {state} --> [*]"
    yield "```"


def _roles() -> Iterator[str]:
    for role in Role:
        yield f"| `{role}` | {_reach(role)} |"
    signing_in = [role for role in Role if role is not Role.SYSTEM]
    yield from ("", PAGES)
    yield f"| Page | {' | '.join(signing_in)} |"
    yield f"|---|{'---|' * len(signing_in)}"
    for address, view in _addresses(get_resolver().url_patterns):
        allowed = getattr(view, "roles", frozenset(signing_in))
        marks = " | ".join("●" if role in allowed else "–" for role in signing_in)
        open_ = "" if hasattr(view, "roles") else " (no sign-in)"
        yield f"| `/{address}`{open_} | {marks} |"


def _addresses(
    patterns: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, object]]:
    for one in patterns:
        address = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _addresses(one.url_patterns, address)
        else:
            yield address, one.callback


def _reach(role: Role) -> str:
    if role is Role.SPONSOR:
        return "the own sponsorships only"
    if role is Role.SYSTEM:
        return "everything: scheduled work and commands; nobody signs in as it"
    if role is Role.BRANCH:
        return "the regency; of registrations only those sent to the branch"
    beyond = Viewer(role, person_id=1, regency_id=1, agency_id=None).sees_all_agencies
    return "every office of the regency" if beyond else "the own office only"


def _file_checks() -> Iterator[str]:
    for name in check_modules():
        module = import_module(name)
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        yield from ("", f"## `{name.removeprefix('payung.stages.')}`", "", _introduction(module))
        codes = sorted(set(CODE.findall(source)) & set(catalogue()))
        if codes:
            yield from ("", "| Code | Words |", "|---|---|")
            yield from (f"| `{code}` | {catalogue()[code]['id']} |" for code in codes)


def check_modules() -> list[str]:
    """Return the dotted name of every module in a stage's checks."""
    found = walk_packages(stages.__path__, "payung.stages.")
    return sorted(info.name for info in found if ".checks." in info.name and not info.ispkg)


def _ledger() -> Iterator[str]:
    for kind, (debit, credit) in SIDES.items():
        yield f"| {kind} | {debit} | {credit} |"
    yield "| REVERSE | the original's credit | the original's debit |"
    yield "| ADJUST | to or from SUSPENSE | |"
    yield from ("", f"One transfer moves at most {render_rupiah(MOST_IDR)}, in whole rupiah.")


def _invariants() -> Iterator[str]:
    for code, check in verify.CHECKS:
        yield f"| {code} | {_introduction(check)} |"
    yield HELD
    for model in tables():
        if model._meta.constraints:
            yield f"| `{model._meta.db_table}` | {_constraints(model)} |"


def _constraints(model: type[Table]) -> str:
    return ", ".join(sorted(f"`{constraint.name}`" for constraint in model._meta.constraints))
