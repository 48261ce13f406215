"""`payung keys FILE`: make the key file of a production installation."""

import argparse
import sys

from payung.config.secrets import make


def run(wanted: argparse.Namespace) -> int:
    try:
        make(wanted.file)
    except FileExistsError:
        sys.stderr.write(
            f"{wanted.file} sudah ada; kunci lama tidak ditimpa.\n"
            if wanted.lang == "id"
            else f"{wanted.file} exists; old keys are never overwritten.\n"
        )
        return 1
    return 0
