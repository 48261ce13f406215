"""`payung worker`: do the background work until told to stop."""

import argparse

from procrastinate.contrib.django import app


def run(_wanted: argparse.Namespace) -> int:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(install_signal_handlers=True, listen_notify=True)
    return 0
