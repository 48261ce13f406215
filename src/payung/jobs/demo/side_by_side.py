"""
Lives several lives of the demo at once, a process each, that meet on the same days.

Loading one regency after the other left half of a small machine idle and took too long to wait for.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError, Thread

from django.db import connections

Meet = Callable[[date], None]
"""Waits until every life has come to this day and what is done once on it has been done."""
Live = Callable[[Meet], None]
LONGEST_WAIT = 900
"""Seconds one life waits for another before it takes it for dead."""


class AnotherDied(Exception):
    """One of the lives ended with an error, which it told itself."""


def side_by_side(lives: Sequence[Live], *, once: Callable[[date], None]) -> None:
    """
    Live them all to the end; on each day of meeting do `once` in this process while the rest wait.

    Every life must meet on the same days in the same order.

    :raises AnotherDied: a life in another process ended with an error, and so did all.
    """
    first, *others = lives
    forking = get_context("fork")
    barrier = forking.Barrier(len(lives))

    def meet_and_do(day: date) -> None:
        barrier.wait(LONGEST_WAIT)
        once(day)
        barrier.wait(LONGEST_WAIT)

    # Two processes on one connection would read each other's answers.
    connections.close_all()
    sys.stdout.flush()
    told = (barrier, os.getpid())
    children = [forking.Process(target=_elsewhere, args=(live, *told)) for live in others]
    try:
        for child in children:
            child.start()
        first(meet_and_do)
        for child in children:
            child.join()
    except BrokenBarrierError as problem:
        for child in children:
            child.join()  # it says why before it ends, and the rest end at their next meeting
        raise AnotherDied from problem
    finally:
        barrier.abort()
        for child in children:
            child.terminate()
            child.join()
    if any(child.exitcode for child in children):
        raise AnotherDied


def _elsewhere(live: Live, barrier: Barrier, parent: int) -> None:
    """Live in a process of its own, which tells of an error as it ends."""

    def meet(_: date) -> None:
        barrier.wait(LONGEST_WAIT)
        barrier.wait(LONGEST_WAIT)

    Thread(target=_end_with, args=(parent,), daemon=True).start()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)
    is_over = False
    try:
        live(meet)
        is_over = True
    except BrokenBarrierError:
        os._exit(1)  # whoever broke it says why
    finally:
        if not is_over:  # else somebody may still be on the way out of the last meeting
            barrier.abort()


def _end_with(parent: int) -> None:
    """End this process when its parent is gone, however that ended."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
