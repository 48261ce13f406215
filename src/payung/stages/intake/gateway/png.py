"""The chunks of a PNG: the first picture is kept, words and further pictures are not."""

from struct import unpack_from
from typing import Final

from payung.stages.intake.gateway.jpeg import Bare, turned_in
from payung.stages.intake.gateway.unfit import Unfit

START: Final = b"\x89PNG\r\n\x1a\n"
_SHOWING: Final = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


def bare_png(content: bytes) -> Bare:
    """
    Return the PNG up to its end, without words, colour profile and the frames of a film.

    :raises Unfit: it ends early.
    """
    kept, at, turned = [START], len(START), 1
    while at + 12 <= len(content):
        (length,) = unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            break
        if name in _SHOWING:
            kept.append(content[at:end])
        if name == b"eXIf":
            turned = turned_in(content[at + 8 : end - 4])
        if name == b"IEND":
            return Bare(b"".join(kept), turned, is_whole=True)
        at = end
    raise Unfit("scan.damaged")
