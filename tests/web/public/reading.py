"""Reads public pages and files as a stranger does: rows by their column, tables by their cells."""

import csv
import re
from html import unescape
from io import StringIO

from django.test import Client

PLACE = "33.24"


def fetched(path: str) -> bytes:
    """Return what a stranger gets."""
    answer = Client().get(path, {} if "?" in path else {"wilayah": PLACE})
    assert answer.status_code == 200, path
    return bytes(answer.content)


def rows_of(path: str) -> list[dict[str, str]]:
    """Return the rows of a file."""
    return list(csv.DictReader(StringIO(fetched(path).decode(), newline="")))


def page(path: str) -> str:
    return fetched(path).decode()


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def tables(html: str) -> list[list[list[str]]]:
    """Return every table of a page: rows of cells, as text."""
    return [
        [
            [text_of(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr\b[^>]*>(.*?)</tr>", found, re.S)
        ]
        for found in re.findall(r"<table\b.*?</table>", html, re.S)
    ]


def number(shown: str) -> int:
    return int(shown.replace(".", ""))
