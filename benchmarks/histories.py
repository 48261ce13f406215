"""
Twenty thousand generated payroll histories against their checker, and the bugs planted in them.

    python -m benchmarks.histories                          20,000 seeds, then every planted bug
    python -m benchmarks.histories --seeds 3000 --from 1    fewer; --lines FILE keeps a line each
    python -m benchmarks.histories --seed 4711              one, told step by step, made small
    python -m benchmarks.histories --bugs                   the planted bugs alone

Each history runs through Payung's own operations on PostgreSQL and is then taken back. See
docs/algorithms/payroll_histories.md.
"""

import argparse
import json
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql

from benchmarks.home import database
from payung.config.embedded import OWNER_ROLE, Server
from payung.kernel.people import Actor
from tests.histories.planted import BUGS, caught
from tests.histories.report import ZEROS, Report, table
from tests.histories.runs import played, ran, told
from tests.histories.shrinking import as_script
from tests.histories.world import BEGAN, World, build

CHUNK = 20
MET_OF_TWENTY_THOUSAND = 500
"""How often each anomaly must have been met in twenty thousand histories."""
FEW_STEPS = 8
_world: list[World] = []


def main() -> int:
    wanted = _wanted()
    with database(safe=False) as server:
        _world.append(build(by=Actor.system("world"), at=BEGAN))
        if wanted.seed is not None:
            return _one(wanted.seed)
        is_fine = wanted.bugs or _many(server, wanted)
        return 0 if _planted() and is_fine else 1


def _wanted() -> argparse.Namespace:
    reader = argparse.ArgumentParser()
    reader.add_argument("--seeds", type=int, default=20_000)
    reader.add_argument("--from", dest="first", type=int, default=1)
    reader.add_argument("--processes", type=int, default=2)
    reader.add_argument("--lines", type=Path, default=None)
    reader.add_argument("--seed", type=int, default=None)
    reader.add_argument("--bugs", action="store_true")
    return reader.parse_args()


def _many(server: Server, wanted: argparse.Namespace) -> bool:
    """Play the seeds in processes with a database each; say whether all of it held."""
    began = time.perf_counter()
    report, commit = Report(), _commit()
    for part in _parts(server, wanted, commit):
        report.add(part)
        _show(report, wanted.seeds, time.perf_counter() - began)
        if wanted.lines:
            wanted.lines.write_text(table(report.lines) + "\n", encoding="utf-8")
    for seed, why in sorted(report.failures.items())[:5]:
        sys.stdout.write("\n" + told(_world[0], seed, why) + "\n")
    least = MET_OF_TWENTY_THOUSAND * wanted.seeds // 20_000
    found = {
        "benchmark": "histories",
        "commit": commit,
        "seeds": report.histories,
        **{name: report.totals[name] for name in ("ops", "acks", "unknown", "kills", "restarts")},
        **{name: report.totals[name] for name in ZEROS},
        "failures": len(report.failures),
        "met": dict(sorted(report.reached.items())),
        "met_too_seldom": report.missed(least),
        "seconds": round(time.perf_counter() - began),
    }
    sys.stdout.write("\n" + json.dumps(found) + "\n")
    return not report.failures and not found["met_too_seldom"]


def _parts(server: Server, wanted: argparse.Namespace, commit: str) -> Iterator[Report]:
    names = [f"payung_h{number}" for number in range(wanted.processes)]
    connection.close()
    for name in names:
        _copy(server, name)
    seeds = range(wanted.first, wanted.first + wanted.seeds)
    chunks = [(seeds[at : at + CHUNK], commit) for at in range(0, len(seeds), CHUNK)]
    context = multiprocessing.get_context("fork")
    free = context.SimpleQueue()
    for name in names:
        free.put(name)
    with context.Pool(wanted.processes, _move_in, (free,)) as pool:
        yield from pool.imap_unordered(_chunk, chunks)


def _copy(server: Server, name: str) -> None:
    owner = server.url(role=OWNER_ROLE, database="postgres")
    with psycopg.connect(**owner, autocommit=True) as session:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        session.execute(
            statement.format(sql.Identifier(name), sql.Identifier(connection.settings_dict["NAME"]))
        )


def _move_in(free: "multiprocessing.SimpleQueue[str]") -> None:
    connection.settings_dict["NAME"] = free.get()


def _chunk(work: tuple[range, str]) -> Report:
    seeds, commit = work
    return ran(_world[0], seeds, commit)


def _show(report: Report, wanted: int, spent: float) -> None:
    left = spent / report.histories * (wanted - report.histories)
    end = "\r" if sys.stdout.isatty() else "\n"
    if end == "\r" or report.histories % (CHUNK * 25) == 0 or report.histories == wanted:
        sys.stdout.write(
            f"{report.histories:,} of {wanted:,}, {len(report.failures)} failures,"
            f" {left / 60:.0f} minutes left   {end}"
        )
        sys.stdout.flush()


def _one(seed: int) -> int:
    verdict = played(_world[0], seed)
    for event in verdict.journal.events:
        call = event.call
        about = {name: value for name, value in call.args.items() if name != "content"}
        sys.stdout.write(f"{call.day} {call.client} {call.kind} {about} -> {event.reply}\n")
    if verdict.failure:
        sys.stdout.write(told(_world[0], seed, verdict.failure) + "\n")
    return 1 if verdict.failure else 0


def _planted() -> bool:
    """Look for every planted bug, and make the histories that show it small."""
    missed, long = [], []
    for bug in BUGS:
        found = caught(_world[0], bug, shrink=True)
        if found is None:
            missed.append(bug.name)
            continue
        steps = len(found.script)
        sys.stdout.write(f"caught: {bug.name} (seed {found.seed}, {steps} steps)\n")
        if steps > FEW_STEPS:
            long.append(f"{bug.name}:\n{as_script(found.script)}")
    line = {"benchmark": "planted bugs", "planted": len(BUGS), "missed": missed, "long": long}
    sys.stdout.write(json.dumps(line) + "\n")
    return not missed


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607  # whichever git is here
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "-"


if __name__ == "__main__":
    sys.exit(main())
