"""Text that leaves us in a sheet or a CSV must never be computed by the program that opens it."""

STARTERS = frozenset("=+-@\t\r\n\0＝＋－＠")  # with their full-width twins
SPACES = " \u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
DROPPED = {code: None for code in range(32) if chr(code) not in "\t\r\n"}
DROPPED |= {0x7F: None, 0xFFFE: None, 0xFFFF: None}


def safe(text: str) -> str:
    """
    Return `text` so that no spreadsheet computes it: risky beginnings get an apostrophe.

    `read_table` takes that apostrophe away again. Control characters are dropped.
    """
    risky = text.lstrip(SPACES)[:1] in STARTERS if text else False
    clean = text.translate(DROPPED)
    clean = clean.encode("utf-8", "replace").decode("utf-8")  # lone surrogates
    return f"'{clean}" if risky else clean


def csv_cell(text: str) -> str:
    """Return one CSV cell, always quoted."""
    return '"' + safe(text).replace('"', '""') + '"'
