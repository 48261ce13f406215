"""The limits of a process that reads what a stranger sent. Set once, never raised again."""

import resource


def confine(*, cpu_seconds: int, memory_bytes: int) -> None:
    """Give this process little time and memory, and nothing to write to or to start."""
    for what, most in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


def open_nothing() -> None:
    """Let this process open no file and no connection from now on; what is open stays open."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
