"""`payung demo`: wipe the embedded database and load the demo; never another database."""

import argparse
import sys

from django.db import connections

from payung.config import databases
from payung.config.embedded import server
from payung.config.migrate import create_embedded_database, drop_embedded_database, migrate
from payung.jobs.demo import credentials, loading
from payung.jobs.demo.invented_regency import specifications
from payung.kernel.wording import say


def run(wanted: argparse.Namespace) -> int:
    if not databases.uses_embedded():
        sys.stderr.write(say("demo.not_here", wanted.lang) + "\n")
        return 1
    name, described = databases.application()["NAME"], server(databases.home())
    connections.close_all()
    drop_embedded_database(described, name)
    credentials.forget()
    create_embedded_database(described, name)
    migrate()
    loading.load(specifications(wanted.size), seed=wanted.seed, today=wanted.on, lang=wanted.lang)
    return 0
