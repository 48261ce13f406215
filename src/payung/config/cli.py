"""The `payung` command: finds the database, starts what is missing, hands over to one command."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.db import OperationalError, ProgrammingError
from psycopg.errors import UndefinedTable

from payung.config import databases, web_server
from payung.config.embedded import DidNotStart, Server, running
from payung.config.garbage import collect_nothing, collect_rarely
from payung.config.secrets import KeysMissing
from payung.jobs import arguments
from payung.kernel.wording import say

MODULES = {
    "run": "payung.config.commands.run",
    "demo": "payung.config.commands.demo",
    "demo-day": "payung.config.commands.demo_day",
    "migrate": "payung.config.commands.migrate",
    "worker": "payung.config.commands.worker",
    "keys": "payung.config.commands.keys",
    "docs": "payung.config.commands.docs",
    "rehearse": "payung.config.commands.rehearse",
    "import": "payung.jobs.commands.imports",
    "batch": "payung.jobs.commands.batches",
    "month": "payung.jobs.commands.months",
    "cover": "payung.jobs.commands.cover",
    "rules": "payung.jobs.commands.rules",
    "check": "payung.jobs.commands.check",
    "verify": "payung.jobs.commands.verify",
    "figures": "payung.jobs.commands.figures",
    "history": "payung.jobs.commands.history",
    "person": "payung.jobs.commands.people",
    "demo-code": "payung.jobs.commands.demo_code",
}
"""Where each command lives: those in `config` start servers or make databases."""


def main(given: Sequence[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 a finding, 2 used wrongly."""
    wanted = _wanted(list(sys.argv[1:] if given is None else given))
    try:
        with ExitStack() as stack:
            if wanted.command == "rehearse":
                stack.enter_context(apart())
            if wanted.needs_database and databases.uses_embedded():
                server = stack.enter_context(
                    running(databases.home(), safe=wanted.command != "rehearse")
                )
                _prepare(server, wanted.command)
            return _run(wanted)
    except (DidNotStart, KeysMissing, databases.AddressUnreadable) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except OperationalError as problem:
        sys.stderr.write(say("cli.no_database", wanted.lang, problem=str(problem).strip()) + "\n")
        return 1
    except ProgrammingError as problem:
        if not isinstance(problem.__cause__, UndefinedTable):
            raise
        sys.stderr.write(say("cli.not_prepared", wanted.lang) + "\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(say("cli.stopped", wanted.lang) + "\n")
        return 1
    except BrokenPipeError:
        return 0
    except OSError as problem:
        told = say(
            "cli.file_problem",
            wanted.lang,
            name=str(problem.filename or ""),
            problem=problem.strerror or type(problem).__name__,
        )
        sys.stderr.write(f"{told}\n")
        return 1


def _wanted(words: list[str]) -> Namespace:
    """Read the command line, before anything large is imported, and say what the settings read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
    wanted = arguments.read(words)
    collect_nothing()
    if wanted.command == "run":  # what is printed there leads to where it serves
        os.environ.setdefault("PAYUNG_ADDRESS", f"http://127.0.0.1:{wanted.port}")
    return wanted


def _run(wanted: Namespace) -> int:
    if wanted.command == "run":
        wanted.web = web_server.begin(wanted.port)  # it gets ready while we do
    if wanted.command != "keys":  # the settings need the keys that it is about to make
        django.setup()
    command = import_module(MODULES[wanted.command])
    collect_rarely()
    return int(command.run(wanted))


@contextmanager
def apart() -> Iterator[None]:
    """Give a rehearsal a folder and a database of its own, and clear them away after it."""
    with TemporaryDirectory(prefix="payung-") as folder:
        # Enterable, not readable: the server's own user must reach its part of it.
        Path(folder).chmod(0o711)
        os.environ["PAYUNG_HOME"] = folder
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("PAYUNG_OWNER_URL", None)
        yield


def _prepare(server: Server, command: str) -> None:
    """Bring the embedded database to this version, if this version has not done so yet."""
    name = databases.application()["NAME"]
    done = server.data.parent / f"{name}.version"
    version = migrations_digest()
    if command == "migrate" or not done.exists() or done.read_text() != version:
        django.setup()
        migrate = import_module("payung.config.migrate")
        collect_rarely()
        migrate.create_embedded_database(server, name)
        migrate.migrate()
        done.write_text(version)


def migrations_digest() -> str:
    """Return a digest of everything that shapes the database: migrations, guards, state tables."""
    package = Path(__file__).resolve().parent.parent
    shaping = sorted(
        path
        for pattern in (
            "*/*/migrations/*.py",
            "*/*/guards.*",
            "*/*/states.py",
            "*/*/models.py",
            "*/*/models/*.py",
            "*/*/walls.py",
        )
        for path in package.glob(pattern)
    )
    return sha256(b"".join(path.read_bytes() for path in shaping)).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
