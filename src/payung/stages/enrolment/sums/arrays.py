"""Thousands of plain values as one parameter of a statement."""

from collections.abc import Iterable


def array(values: Iterable[int | str]) -> str:
    """
    Return ids, or numbers kept as text, as one array of SQL's own spelling.

    Thousands of them cost one parameter. Digits need no quotes; nothing else may be handed in.
    """
    return f"{{{','.join(map(str, values))}}}"
