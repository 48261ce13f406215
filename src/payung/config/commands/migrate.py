"""`payung migrate`: bring the database to this version."""

import argparse
import sys

from payung.config import databases
from payung.config.migrate import migrate


def run(wanted: argparse.Namespace) -> int:
    if not databases.uses_embedded():
        migrate()
    if not wanted.quiet:
        sys.stdout.write(
            "Basis data siap.\n" if wanted.lang == "id" else "The database is ready.\n"
        )
    return 0
