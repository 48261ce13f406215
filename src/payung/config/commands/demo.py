"""`payung demo`: wipe the embedded database and load the demo; never another database."""

import argparse
import sys
from functools import partial

from django.db import connections

from payung.config import databases
from payung.config.embedded import server
from payung.config.migrate import create_embedded_database, drop_embedded_database, migrate
from payung.jobs.demo import credentials, loading, unfinished
from payung.jobs.demo.invented_regency import specifications
from payung.kernel.wording import say


def run(wanted: argparse.Namespace) -> int:
    if not databases.uses_embedded():
        sys.stderr.write(say("demo.not_here", wanted.lang) + "\n")
        return 1
    with unfinished.one_at_a_time(partial(_wait, wanted.lang)):
        begin_anew()
        load(wanted)
    return 0


def _wait(lang: str) -> None:
    sys.stdout.write(say("run.demo_waits", lang) + "\n")
    sys.stdout.flush()


def begin_anew() -> None:
    """Put an empty database in the place of the embedded one."""
    name, described = databases.application()["NAME"], server(databases.home())
    connections.close_all()
    drop_embedded_database(described, name)
    credentials.forget()
    create_embedded_database(described, name)
    migrate()


def load(wanted: argparse.Namespace) -> None:
    """Load the demo that was asked for."""
    loading.load(specifications(wanted.size), seed=wanted.seed, today=wanted.on, lang=wanted.lang)
