"""The segments of a JPEG: what shows the picture is kept, what tells of anything else is not."""

import re
from dataclasses import dataclass
from struct import unpack_from
from typing import Final

from payung.stages.intake.gateway.unfit import Unfit

START: Final = b"\xff\xd8"
END: Final = b"\xff\xd9"
_SCAN: Final = 0xDA
_EXIF: Final = 0xE1
_JFIF: Final = 0xE0
_ADOBE: Final = 0xEE
_PLAIN_JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""Says how colours are stored. The one that came may hold a small picture of something else."""
_ADOBE_LENGTH: Final = 14
_BARE: Final = (0x01, *range(0xD0, 0xD8))
_SHOWING: Final = (*range(0xC0, 0xD0), *range(0xDA, 0xE0))
_AFTER_PICTURE: Final = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
_ORIENTATION: Final = 0x0112


@dataclass(frozen=True, slots=True)
class Bare:
    """A picture without words. `turned`: how the camera was held, 1 to 8, as Exif counts."""

    content: bytes
    turned: int
    is_whole: bool


def bare_jpeg(content: bytes) -> Bare:
    """
    Return the JPEG up to its end, without camera data, colour profile, comments and small pictures.

    :raises Unfit: its segments do not follow one another.
    """
    kept, at, turned = [START], 2, 1
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != END[1]:
        marker = content[at + 1]
        if marker in _BARE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if marker == _EXIF and content[at + 4 : at + 10] == b"Exif\0\0":
            turned = turned_in(content[at + 10 : end])
        if marker == _SCAN:
            end = _after_picture(content, end)
        kept.append(_shown(marker, content[at:end]))
        at = end
    is_whole = content[at : at + 2] == END
    if not is_whole and at < len(content):
        raise Unfit("scan.damaged")
    return Bare(b"".join((*kept, END)), turned, is_whole)


def _shown(marker: int, segment: bytes) -> bytes:
    if marker == _JFIF and segment[4:9] == b"JFIF\0":
        return _PLAIN_JFIF
    if marker == _ADOBE and segment[4:9] == b"Adobe":
        return b"\xff\xee\x00\x0e" + segment[4 : 2 + _ADOBE_LENGTH]
    return segment if marker in _SHOWING else b""


def _after_picture(content: bytes, at: int) -> int:
    """Return where the compressed picture that begins at `at` ends: at the next real marker."""
    found = _AFTER_PICTURE.search(content, at)
    return found.start() if found else len(content)


def turned_in(exif: bytes) -> int:
    """Return how the camera was held, 1 to 8; 1 where it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 10:
        return 1
    (start,) = unpack_from(f"{order}I", exif, 4)
    if start + 2 > len(exif):
        return 1
    (count,) = unpack_from(f"{order}H", exif, start)
    for number in range(count):
        entry = start + 2 + 12 * number
        if entry + 12 > len(exif):
            break
        tag, _, _, value = unpack_from(f"{order}HHIH", exif, entry)
        if tag == _ORIENTATION:
            return int(value) if 1 <= value <= 8 else 1
    return 1
