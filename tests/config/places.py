"""Folders for whole installations: entered by the server's own user too, gone after the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def open_folder() -> Iterator[Path]:
    """Pytest's own folders are closed to others, and PostgreSQL never runs as root."""
    with TemporaryDirectory(prefix="payung-test-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
