"""Photos and papers to send: with a place and a camera written into them, and made to do harm."""

from io import BytesIO
from struct import pack
from zlib import compress, crc32

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image, PngImagePlugin

PLACE = b"-6.9204,110.2034"
CAMERA = b"Kamera Uji"
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
RED = (200, 30, 30)


def view(width: int = 60, height: int = 40) -> Image.Image:
    """Return a picture in which every corner differs: which way is up can be seen."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste(RED, (0, 0, width // 2, height // 2))
    picture.paste((20, 40, 200), (width // 2, height // 2, width, height))
    return picture


def photo(picture: Image.Image | None = None, *, turned: int = 1, **more: object) -> bytes:
    picture, output, exif = picture or view(), BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = turned, CAMERA.decode(), PLACE.decode()
    picture.save(output, "JPEG", exif=exif, comment=PLACE, icc_profile=PLACE, **more)
    return output.getvalue()


def drawing(picture: Image.Image | None = None, **more: object) -> bytes:
    picture, output, about = picture or view(), BytesIO(), PngImagePlugin.PngInfo()
    about.add_text("Location", PLACE.decode())
    picture.save(output, "PNG", pnginfo=about, **more)
    return output.getvalue()


def points(kept: bytes) -> Image.Image:
    return Image.open(BytesIO(kept))


def grey_png(width: int, height: int, *, bits: int = 1) -> bytes:
    """Return a PNG that is all white: the smallest file for so many points."""
    line = b"\0" + b"\xff" * -(-width * bits // 8)
    parts = (
        (b"IHDR", pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)),
        (b"IDAT", compress(line * height)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(said)) + name + said + pack(">I", crc32(name + said)) for name, said in parts
    )


def paper(*, packed: bool = False) -> bytes:
    """Return a form of one page, filled in, with a photo, scripts, a file and words about it."""
    output = BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(200, 200))
        page.obj.Resources = Dictionary(XObject=Dictionary(Im0=_inside(made, packed=packed)))
        page.obj.Contents = Stream(made, b"q 200 0 0 200 0 0 cm /Im0 Do Q")
        page.obj.PieceInfo = Dictionary(X=String(PLACE))
        made.attachments["rahasia.txt"] = b"isi rahasia"
        made.docinfo["/Author"] = PLACE.decode()
        marker = made.make_indirect(Dictionary(Title=String("Bab"), A=SCRIPT))
        made.Root.Outlines = made.make_indirect(Dictionary(First=marker, Last=marker, Count=1))
        made.Root.OpenAction = SCRIPT
        box = made.make_indirect(_filled_in(made))
        page.obj.Annots, made.Root.AcroForm = Array([box]), Dictionary(Fields=Array([box]))
        made.save(output)
    return output.getvalue()


def _inside(made: Pdf, *, packed: bool) -> Stream:
    content = compress(photo()) if packed else photo()
    inside = Stream(made, content, Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40)
    inside.ColorSpace, inside.BitsPerComponent = Name.DeviceRGB, 8
    inside.Filter = Array([Name.FlateDecode, Name.DCTDecode]) if packed else Name.DCTDecode
    inside.Metadata = Stream(made, PLACE)
    return inside


def _filled_in(made: Pdf) -> Dictionary:
    look = Stream(made, b"0 0 1 rg 0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form)
    look.BBox = Array([0, 0, 50, 50])
    box = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, F=4)
    box.T, box.V, box.Rect = String("nama"), String("Sumarni"), Array([0, 0, 50, 50])
    box.AP, box.AA = Dictionary(N=look), Dictionary(K=SCRIPT)
    return box


def locked(content: bytes, *, password: str) -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        opened.save(output, encryption=pikepdf.Encryption(user=password, owner="punya"))
    return output.getvalue()
