"""
The web server of one machine: granian, whose processes share what was imported before they parted.

Bringing all pages in takes two to three seconds of a processor. So it is done once, and `payung
run` lets it be done while the database gets ready: the server serves when it is given the word.
"""

import os
import subprocess
import sys
from contextlib import suppress
from importlib import import_module

import django
from django.conf import settings
from granian.cli import cli

from payung.config.garbage import collect_nothing

AT_A_WORD = "--at-a-word"
"""As the first argument: serve when a line comes in, and end where none will come any more."""
TURNED_AWAY = 4
"""Threads that tell visitors to come again while all others work or wait for their turn."""


def command(port: int) -> list[str]:
    """Return how to serve on this port of this machine, at once."""
    return [sys.executable, "-m", "payung.config.web_server", *_words(port)]


def begin(port: int) -> "subprocess.Popen[bytes]":
    """Start a server that gets ready, and serves from `give_the_word` on."""
    words = [sys.executable, "-m", "payung.config.web_server", AT_A_WORD, *_words(port)]
    return subprocess.Popen(words, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603


def give_the_word(server: "subprocess.Popen[bytes]") -> None:
    """Let it serve. One that has died meanwhile is found by whoever waits for its answer."""
    assert server.stdin is not None
    with suppress(BrokenPipeError), server.stdin:
        server.stdin.write(b"\n")


def main() -> None:
    """Bring everything in, wait for the word where there is one, and serve until ended."""
    collect_nothing()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
    os.environ["PAYUNG_SCOPE"] = "none"  # as in `wsgi`: nothing is shown until somebody looks
    words = sys.argv[1:]
    django.setup()
    import_module(settings.ROOT_URLCONF)
    if words[0] == AT_A_WORD:
        if not sys.stdin.readline():
            return
        words = words[1:]
    import_module("payung.config.wsgi")  # it looks for the static files, which are there by now
    cli(words)


def _words(port: int) -> list[str]:
    return [
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        str(min(4, os.cpu_count() or 1)),
        "--blocking-threads",
        str(settings.SERVED_AT_ONCE + settings.MAY_WAIT + TURNED_AWAY),
        "--workers-kill-timeout",
        "20",
        "--no-access-log",
        "--log-level",
        "error",  # it warns of the many threads, of which all but four wait
        "payung.config.wsgi:application",
    ]


if __name__ == "__main__":
    main()
