"""How often Python looks for objects that only hold each other."""

import gc

_YOUNG, _MIDDLE, _OLD = 100_000, 20, 100


def collect_nothing() -> None:
    """
    Look for nothing until `collect_rarely` says what stays.

    Call it before a program is imported: what that makes stays, and looking through it again and
    again took a sixth of the time.
    """
    gc.disable()


def collect_rarely() -> None:
    """
    Keep what is loaded by now out of every later collection, and collect seldom.

    Call it when what stays has been imported. Python's own limits suit small programs: with this
    many modules, looking through what never goes away took an eighth of the processor's time of
    loading the demo, and a quarter of that of pages in the tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    gc.enable()
