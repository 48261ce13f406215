"""Fills in a form of the desk and sends it, with the key that the page gave."""

import re
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

KEY = re.compile(r'name="form_key" value="([0-9a-f-]{36})"')


def send(client: Client, path: str, **said: object) -> HttpResponse:
    """Open the page, take its form key, send these answers."""
    key = KEY.search(client.get(path).content.decode())
    assert key is not None, path
    return client.post(path, {"form_key": key[1], **said})


def boxes(name: str, day: date) -> dict[str, str]:
    """Return a day as its three boxes send it."""
    parts = (str(day.day), str(day.month), str(day.year))
    return dict(zip((f"{name}_hari", f"{name}_bulan", f"{name}_tahun"), parts, strict=True))


def as_file(content: bytes, name: str = "asn.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/csv")


def told(answer: HttpResponse) -> str:
    """Return the words of a page, its marks taken away."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
