"""QR codes as one black path for paper, and as a small picture for slides."""

from io import BytesIO
from typing import Any, Final, cast

import zxingcpp
from PIL import Image

LEVEL: Final = "M"
"""Readable with a seventh of it dirty or creased."""


def qr_svg(text: str) -> str:
    """
    Return a QR code as SVG, in units of one module, with the quiet zone that readers need.

    Digits, capitals and bytes are packed each in their own way, so capitals make it coarser.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    rows = _rows(code.to_image(scale=1, add_quiet_zones=False))
    side = len(rows) + 8
    path = "".join(_runs(y, row) for y, row in enumerate(rows, start=4))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'width="{side}" height="{side}"><path fill="#000" d="{path}"/></svg>'
    )


def qr_png(text: str, *, dots: int = 8) -> bytes:
    """Return the same code as a small picture, for what cannot hold a drawing."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    rows = _rows(code.to_image(scale=1, add_quiet_zones=False))
    side = len(rows) + 8
    picture = Image.new("1", (side, side), 1)
    for y, row in enumerate(rows, start=4):
        for x, is_black in enumerate(row, start=4):
            if is_black:
                picture.putpixel((x, y), 0)
    out = BytesIO()
    picture.resize((side * dots, side * dots)).save(out, "PNG", optimize=True)
    return out.getvalue()


def modules_of(text: str) -> int:
    """Return how many modules wide the code of `text` is, without its quiet zone."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    return int(code.to_image(scale=1, add_quiet_zones=False).shape[0])


def _rows(image: zxingcpp.Image) -> list[list[bool]]:
    """Return which modules are black."""
    height, width = image.shape[:2]
    signs = bytes(memoryview(cast(Any, image)))  # its stub hides that it is a buffer
    return [[sign == 0 for sign in signs[y * width : (y + 1) * width]] for y in range(height)]


def _runs(y: int, row: list[bool]) -> str:
    """Return the black runs of one row as rectangles of a path."""
    path, start = [], None
    for x, is_black in enumerate([*row, False], start=4):
        if is_black and start is None:
            start = x
        elif not is_black and start is not None:
            path.append(f"M{start} {y}h{x - start}v1H{start}z")
            start = None
    return "".join(path)
