"""What kind of file is this? Its first bytes decide; its name must only not contradict them."""

from typing import Literal

from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import MEGABYTE, Limits

Container = Literal["zip", "ole", "text"]

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = (
    (b"%PDF", "PDF"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"GIF8", "gambar GIF"),
    (b"RIFF", "RIFF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"PK\x05\x06", "ZIP"),
    (b"PK\x07\x08", "ZIP"),
)
WEB_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta", b"mime-")
BY_NAME: dict[str, tuple[str, ...]] = {
    "xlsx": ("xlsx",),
    "xls": ("xls",),
    "ods": ("ods",),
    "csv": ("csv",),
    "txt": ("csv",),
    "tsv": ("csv",),
}


def extension(name: str) -> str:
    """Return the last part of a file name in lower case without its dot, or an empty text."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return last.rsplit(".", 1)[-1].strip().lower()[:12] if "." in last else ""


def check_size(content: bytes, limits: Limits) -> None:
    """Refuse a file with nothing in it, or with more than we take."""
    if not content:
        raise FileRefused("file.empty")
    if len(content) > limits.content_bytes:
        size = -(-len(content) // MEGABYTE)
        raise FileRefused(
            "file.too_big", size=str(size), limit=str(limits.content_bytes // MEGABYTE)
        )


def container(content: bytes, name: str) -> Container:
    """Return how the file is packed; raise FileRefused for everything we never read."""
    if extension(name) in ("xlsm", "xltm", "xlsb", "xlam", "xla", "xlt"):
        raise FileRefused("file.macro")
    if content.startswith(ZIP):
        return "zip"
    if content.startswith(OLE):
        return "ole"
    for magic, what in FOREIGN:
        if content.startswith(magic):
            raise FileRefused("file.wrong_type", found=what)
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(WEB_PAGE):
        raise FileRefused("file.web_page")
    return "text"


def check_name(name: str, kind: str) -> None:
    """Refuse a name that promises another kind: what opens here and in Excel must be the same."""
    promised = extension(name)
    if promised in BY_NAME:
        if kind not in BY_NAME[promised]:
            raise FileRefused("file.name_differs", promised=f".{promised}", found=f".{kind}")
    elif kind == "csv" and promised:
        raise FileRefused("file.wrong_type", found=f".{promised}")
