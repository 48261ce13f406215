"""A QR code as a drawing inside the page: no picture is fetched, and none is kept."""

import re

import zxingcpp
from django.utils.html import format_html
from django.utils.safestring import SafeString

_PATH = re.compile(r'<path d="([MmHhVvZzLl\d .,-]+)"')
_SIZE = re.compile(r'<svg width="(\d+)"')


def qr_svg(text: str) -> SafeString:
    """Return an `<svg>` of dark squares on white, with the quiet zone that scanners need."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawing = str(zxingcpp.write_barcode_to_svg(made, add_quiet_zones=True))
    path, size = _PATH.search(drawing), _SIZE.search(drawing)
    assert path is not None
    assert size is not None
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" width="240" height="240" role="img"'
        ' aria-labelledby="qr-name" shape-rendering="crispEdges">'
        '<rect width="{0}" height="{0}" fill="#fff"/><path fill="#000" d="{1}"/></svg>',
        int(size[1]),
        path[1],
    )
