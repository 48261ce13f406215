"""A photo or PDF of a slip: taken by its bytes, kept without where and how it was made."""

from io import BytesIO
from struct import pack

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from payung.stages.intake.gateway.scans import MOST_BYTES, clean_scan
from payung.stages.intake.problems import FileRefused

PLACE = b"-6.9204,110.2034"
TURNED_RIGHT = 6


def _photo(*, turned: int = 1, progressive: bool = False) -> bytes:
    picture, output = Image.effect_mandelbrot((60, 40), (-2, -1, 1, 1), 20), BytesIO()
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "Kamera Uji"
    exif[0x9286] = PLACE.decode()
    picture.save(output, "JPEG", exif=exif, comment=PLACE, progressive=progressive)
    return output.getvalue()


def _drawing() -> bytes:
    picture, output = Image.new("RGB", (20, 10), "green"), BytesIO()
    about = PngImagePlugin.PngInfo()
    about.add_text("Location", PLACE.decode())
    picture.save(output, "PNG", pnginfo=about)
    return output.getvalue()


def _paper() -> bytes:
    output = BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page(page_size=(200, 200))
        paper.docinfo["/Author"] = PLACE.decode()
        paper.Root["/OpenAction"] = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
        )
        paper.attachments["rahasia.txt"] = b"isi"
        paper.save(output)
    return output.getvalue()


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_is_kept_to_the_point_and_without_the_place(progressive):
    sent = _photo(progressive=progressive)

    kept = clean_scan(sent)

    assert kept.kind == "jpeg"
    assert PLACE in sent
    assert PLACE not in kept.content
    assert b"Kamera" not in kept.content
    before, after = (Image.open(BytesIO(one)).tobytes() for one in (sent, kept.content))
    assert before == after


def test_which_way_is_up_stays(capfd):
    kept = clean_scan(_photo(turned=TURNED_RIGHT))

    assert dict(Image.open(BytesIO(kept.content)).getexif()) == {0x0112: TURNED_RIGHT}


def test_what_hangs_behind_a_photo_is_cut_off():
    assert PLACE not in clean_scan(_photo() + b"film" + PLACE).content


def test_a_drawing_keeps_its_points_and_loses_its_words():
    sent = _drawing()

    kept = clean_scan(sent)

    assert kept.kind == "png"
    assert PLACE not in kept.content
    assert Image.open(BytesIO(kept.content)).tobytes() == Image.open(BytesIO(sent)).tobytes()


def test_a_paper_loses_programs_attachments_and_its_author():
    kept = clean_scan(_paper())

    assert kept.kind == "pdf"
    with pikepdf.open(BytesIO(kept.content)) as paper:
        assert len(paper.pages) == 1
        assert "/OpenAction" not in paper.Root
        assert not paper.attachments
        assert "/Author" not in paper.docinfo


def test_a_locked_paper_is_refused():
    output = BytesIO()
    with pikepdf.open(BytesIO(_paper())) as paper:
        paper.save(output, encryption=pikepdf.Encryption(user="buka", owner="punya"))

    with pytest.raises(FileRefused) as refused:
        clean_scan(output.getvalue())

    assert refused.value.code == "file.password"


@pytest.mark.parametrize("make", [_photo, _drawing, _paper])
def test_whatever_is_cut_short_is_refused(make):
    whole = make()
    for length in range(0, len(whole) - 8, max(len(whole) // 60, 1)):
        with pytest.raises(FileRefused):
            clean_scan(whole[:length])


def test_noise_behind_a_right_beginning_is_refused_and_never_breaks():
    for start in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n"):
        for noise in (b"\xff" * 500, bytes(range(256)) * 4, b"\0" * 900, pack(">I", 2**31) * 9):
            with pytest.raises(FileRefused):
                clean_scan(start + noise)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scan.empty"),
        (b"GIF89a", "scan.wrong_type"),
        (b"PK\x03\x04", "scan.wrong_type"),
        (b"<svg onload=alert(1)>", "scan.wrong_type"),
        (b"%PDF-1.7" + b" " * MOST_BYTES, "scan.too_big"),
    ],
)
def test_what_is_no_picture_is_told_by_name(content, code):
    with pytest.raises(FileRefused) as refused:
        clean_scan(content)

    assert refused.value.code == code
