"""
A picture of a paper, decoded and written anew as a JPEG: nothing of the file that came is kept.

Runs in the confined process only. A large JPEG is decoded at a half, a quarter or an eighth of its
size; any other picture is held whole once, and beside it only what is kept.
"""

from io import BytesIO
from typing import Final

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from payung.stages.intake.gateway.jpeg import bare_jpeg
from payung.stages.intake.gateway.png import bare_png
from payung.stages.intake.gateway.unfit import Unfit

READERS: Final = {"jpeg": JpegImageFile, "png": PngImageFile}
MILLION: Final = 1_000_000
MOST_POINTS: Final = 51 * MILLION
"""A camera of 50 megapixels; in every form a camera writes, it stays within the memory given."""
LONGEST: Final = 2_400
"""An A4 paper has 205 points per inch then: the smallest print of a family card can be read."""
NARROWEST: Final = 1_080
"""A long strip (a receipt, a screen that was scrolled) stays as wide as a phone shows it."""
LONGEST_STRIP: Final = 9_600
QUALITY: Final = 85
STRIP: Final = 256
WHITE: Final = (255, 255, 255)
_WHOLE_OF_16_BITS: Final = 257
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

Image.preinit()  # Pillow would load it when it first writes, and then no file can be opened.


def anew(kind: str, content: bytes) -> bytes:
    """
    Return the picture upright, not larger than a reader of papers needs, and without any words.

    :raises Unfit: it is damaged, or has more points than we decode.
    """
    bare = bare_jpeg(content) if kind == "jpeg" else bare_png(content)
    if not bare.is_whole:
        raise Unfit("scan.damaged")
    try:
        with READERS[kind](BytesIO(bare.content)) as picture:
            points = picture.width * picture.height
            if points > MOST_POINTS:
                found, limit = str(-(-points // MILLION)), str(MOST_POINTS // MILLION)
                raise Unfit("scan.too_many_points", found=found, limit=limit)
            wanted = kept_size(*picture.size)
            picture.draft(None, wanted)
            made = _smaller(picture, wanted)
    except (OSError, SyntaxError, ValueError, EOFError) as damaged:
        raise Unfit("scan.damaged") from damaged
    if bare.turned in _UPRIGHT:
        made = made.transpose(_UPRIGHT[bare.turned])
    output = BytesIO()
    made.save(output, "JPEG", quality=QUALITY, optimize=True)
    return output.getvalue()


def kept_size(width: int, height: int) -> tuple[int, int]:
    """Return the size that is kept of a picture; never more than it has."""
    longest, shortest = max(width, height), min(width, height)
    scale = min(1, max(LONGEST / longest, NARROWEST / shortest), LONGEST_STRIP / longest)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _smaller(picture: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    """Return it at this size, taken over strip by strip: beside the decoded one, little is held."""
    by = max(min(picture.width // wanted[0], picture.height // wanted[1]), 1)
    size = (-(-picture.width // by), -(-picture.height // by))
    made = Image.new("L" if _is_grey(picture) else "RGB", size)
    for top in range(0, picture.height, STRIP * by):
        bottom = min(top + STRIP * by, picture.height)
        strip = _on_white(picture.crop((0, top, picture.width, bottom)))
        made.paste(strip.reduce(by), (0, top // by))
    return made.resize(wanted, Image.Resampling.LANCZOS) if made.size != wanted else made


def _is_grey(picture: Image.Image) -> bool:
    return picture.mode in ("1", "L", "LA") or picture.mode.startswith("I")


def _on_white(strip: Image.Image) -> Image.Image:
    """Return the strip with plain colours; where it is transparent, the paper is white."""
    wanted = "L" if _is_grey(strip) else "RGB"
    if strip.mode.startswith("I"):
        return strip.convert("I").point(lambda value: value * (1 / _WHOLE_OF_16_BITS)).convert("L")
    if not strip.has_transparency_data:
        return strip.convert(wanted)
    strip = strip.convert("RGBA")
    white = Image.new("RGB", strip.size, WHITE)
    white.paste(strip, mask=strip)
    return white.convert(wanted)
