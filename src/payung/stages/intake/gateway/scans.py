"""
A photo or PDF of a paper: recognised by its bytes, and freed of what it says beside the picture.

A phone writes into a photo where and with what it was taken; a PDF can hold programs and other
files. Nothing of that is kept. No picture is decoded here.
"""

from dataclasses import dataclass
from io import BytesIO
from struct import pack, unpack_from
from typing import Final, Literal

import pikepdf

from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import MEGABYTE

Kind = Literal["pdf", "jpeg", "png"]
MOST_BYTES: Final = 5 * MEGABYTE
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_PDF: Final = b"%PDF-"
_KEPT_CHUNKS: Final = (b"tRNS", b"gAMA", b"sRGB", b"pHYs")
_KEPT_SEGMENTS: Final = (0xE0, 0xE2, 0xEE)
"""JFIF, the colour profile and Adobe's colours; the other eleven tell of camera and place."""
_COMMENT: Final = 0xFE
_BARE: Final = (0x01, *range(0xD0, 0xD8))
_ORIENTATION: Final = 0x0112


@dataclass(frozen=True, slots=True)
class Scan:
    kind: Kind
    content: bytes


def clean_scan(content: bytes) -> Scan:
    """
    Return the picture without what stands beside it.

    :raises FileRefused: too big, cut short, locked, or neither PDF, JPEG nor PNG.
    """
    if not content:
        raise FileRefused("scan.empty")
    if len(content) > MOST_BYTES:
        size, limit = str(-(-len(content) // MEGABYTE)), str(MOST_BYTES // MEGABYTE)
        raise FileRefused("scan.too_big", size=size, limit=limit)
    if content.startswith(_JPEG):
        return Scan("jpeg", _jpeg(content))
    if content.startswith(_PNG):
        return Scan("png", _png(content))
    if content.startswith(_PDF):
        return Scan("pdf", _pdf(content))
    raise FileRefused("scan.wrong_type")


def _pdf(content: bytes) -> bytes:
    """Return the PDF without its description, programs, forms and attached files."""
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as paper:
            del paper.docinfo
            for key in ("/Metadata", "/OpenAction", "/AA", "/Names", "/AcroForm", "/AF"):
                if key in paper.Root:
                    del paper.Root[key]
            for page in paper.pages:
                for key in ("/AA", "/Metadata", "/Annots"):
                    if key in page.obj:
                        del page.obj[key]
            paper.remove_unreferenced_resources()
            output = BytesIO()
            paper.save(output)
    except pikepdf.PasswordError as locked:
        raise FileRefused("file.password") from locked
    except (pikepdf.PdfError, ValueError, KeyError, TypeError) as damaged:
        raise FileRefused("scan.damaged") from damaged
    return output.getvalue()


def _png(content: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(content):
        (length,) = unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            break
        if name[:1].isupper() or name in _KEPT_CHUNKS:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    raise FileRefused("scan.damaged")


def _jpeg(content: bytes) -> bytes:
    """Return the JPEG up to its end, without comments and camera data but for which way is up."""
    kept, at, turned = [content[:2]], 2, 1
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xD9:
            return b"".join([kept[0], _upright(turned), *kept[1:], content[at : at + 2]])
        if marker in _BARE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = unpack_from(">H", content, at + 2)
        end = at + 2 + length
        if marker == 0xE1 and content[at + 4 : at + 10] == b"Exif\0\0":
            turned = _turned(content[at + 10 : end])
        is_told = 0xE0 <= marker <= 0xEF and marker not in _KEPT_SEGMENTS
        if marker == 0xDA:
            end = _after_picture(content, end)
        if not is_told and marker != _COMMENT:
            kept.append(content[at:end])
        at = end
    if content[-2:] == b"\xff\xd9" and at == len(content) - 2:
        return b"".join([kept[0], _upright(turned), *kept[1:], content[-2:]])
    raise FileRefused("scan.damaged")


def _after_picture(content: bytes, at: int) -> int:
    """Return where the compressed picture that begins at `at` ends: at the next real marker."""
    while (at := content.find(b"\xff", at)) >= 0:
        if at + 1 >= len(content):
            break
        if content[at + 1] != 0 and content[at + 1] not in _BARE:
            return at
        at += 2
    raise FileRefused("scan.damaged")


def _turned(exif: bytes) -> int:
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


def _upright(turned: int) -> bytes:
    if turned == 1:
        return b""
    entry = pack(">HHIHH", _ORIENTATION, 3, 1, turned, 0)
    told = b"Exif\0\0MM\0*" + pack(">IH", 8, 1) + entry + pack(">I", 0)
    return b"\xff\xe1" + pack(">H", len(told) + 2) + told
