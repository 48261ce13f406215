"""What is kept of a picture, whatever kind of file it came as."""

from contextlib import suppress
from itertools import pairwise
from struct import pack

import pytest
from PIL import Image

from payung.stages.intake.gateway.pictures import anew, kept_size
from payung.stages.intake.gateway.unfit import Unfit
from tests.stages.intake.scans import CAMERA, PLACE, RED, drawing, grey_png, photo, points, view

WHITE, BLUE = (255, 255, 255), (20, 40, 200)
ONE_CORNER = (58, 2)
TURNS = {1: WHITE, 2: RED, 3: WHITE, 4: BLUE, 5: WHITE, 6: RED, 7: WHITE, 8: BLUE}


def near(found: object, wanted: tuple[int, ...]) -> bool:
    """Tell if the colours are the same but for what a JPEG blurs."""
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True))


def is_the_view(kept: bytes) -> bool:
    seen = points(kept).convert("RGB")
    width, height = seen.size
    return near(seen.getpixel((2, 2)), RED) and near(seen.getpixel((width - 3, height - 3)), BLUE)


@pytest.mark.parametrize(
    "sent",
    [
        photo(),
        photo(progressive=True),
        photo(view().convert("CMYK")),
        photo() + b"PK\x03\x04<html><script>" + PLACE,
        photo() + photo(Image.new("RGB", (90, 90), "green")),
    ],
    ids=["photo", "progressive", "for printers", "with a page behind", "two in one file"],
)
def test_a_photo_stays_what_it_shows_and_loses_all_that_is_said_beside(sent):
    kept = anew("jpeg", sent)

    assert PLACE in sent
    assert not [said for said in (PLACE, CAMERA, b"Exif", b"ICC", b"script") if said in kept]
    assert (points(kept).size, points(kept).info.keys() - {"jfif", "jfif_version"}) == (
        (60, 40),
        {"jfif_unit", "jfif_density"},
    )
    assert is_the_view(kept)


@pytest.mark.parametrize("turned", TURNS)
def test_which_way_is_up_is_carried_out_and_not_only_told(turned):
    seen = points(anew("jpeg", photo(turned=turned)))

    assert seen.size == ((60, 40) if turned < 5 else (40, 60))
    assert not seen.getexif()
    assert near(seen.getpixel((seen.width - 3, 2)), TURNS[turned])


@pytest.mark.parametrize(
    "sent",
    [
        drawing(),
        drawing(view().quantize(8)),
        drawing(view().convert("RGBA")),
        drawing(view(), save_all=True, append_images=[Image.new("RGB", (60, 40), "green")]),
        drawing(view()) + b"<html>" + PLACE,
    ],
    ids=["colours", "palette", "alpha", "film", "with a page behind"],
)
def test_a_drawing_becomes_a_photo_of_it(sent):
    kept = anew("png", sent)

    assert kept.startswith(b"\xff\xd8")
    assert PLACE not in kept
    assert is_the_view(kept)


@pytest.mark.parametrize(
    ("picture", "more"),
    [
        (Image.new("RGBA", (20, 10), (0, 0, 0, 0)), {}),
        (Image.new("LA", (20, 10), (0, 0)), {}),
        (Image.new("RGB", (20, 10)), {"transparency": (0, 0, 0)}),
        (Image.new("L", (20, 10)), {"transparency": 0}),
        (Image.new("P", (20, 10)), {"transparency": 0}),
    ],
)
def test_what_is_transparent_is_white_as_paper(picture, more):
    seen = points(anew("png", drawing(picture, **more))).convert("L")

    assert seen.getextrema() == (255, 255)


def test_grey_of_sixteen_bits_and_ink_of_one_stay_as_dark_as_they_were():
    sixteen = points(anew("png", drawing(Image.new("I;16", (20, 10), 128 * 257))))
    one = points(anew("png", grey_png(20, 10)))

    assert (sixteen.mode, sixteen.getextrema()) == ("L", (128, 128))
    assert one.getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((2400, 1800), (2400, 1800)),
        ((2401, 1800), (2400, 1799)),
        ((7300, 5480), (2400, 1802)),
        ((1080, 6000), (1080, 6000)),
        ((2160, 12000), (1080, 6000)),
        ((1, 60_000), (1, 9600)),
        ((1, 1), (1, 1)),
    ],
)
def test_a_page_is_kept_to_2400_points_and_a_long_receipt_as_wide_as_a_phone(size, kept):
    assert kept_size(*size) == kept


def test_a_large_drawing_is_made_smaller_without_a_seam():
    wide = Image.linear_gradient("L").resize((4800, 2880))

    seen = points(anew("png", drawing(wide)))

    column = [seen.getpixel((1200, y)) for y in range(seen.height)]
    assert seen.size == (2400, 1440)
    assert max(abs(a - b) for a, b in pairwise(column)) <= 3


@pytest.mark.parametrize(("kind", "sent"), [("jpeg", photo()), ("png", drawing())])
def test_whatever_is_cut_short_is_refused(kind, sent):
    for length in range(8, len(sent) - 1, max(len(sent) // 60, 1)):
        with pytest.raises(Unfit):
            anew(kind, sent[:length])


@pytest.mark.parametrize(("kind", "start"), [("jpeg", b"\xff\xd8\xff"), ("png", drawing()[:8])])
def test_noise_behind_a_right_beginning_is_refused(kind, start):
    noise = (b"\xff" * 500, bytes(range(256)) * 4, b"\0" * 900, pack(">I", 2**31) * 9, b"\xff\0")
    for one in noise:
        with pytest.raises(Unfit):
            anew(kind, start + one)


def test_a_picture_with_any_byte_changed_is_read_or_refused():
    for kind, sent in (("jpeg", photo()), ("png", drawing())):
        for at in range(0, len(sent), 3):
            changed = bytearray(sent)
            changed[at] ^= 0xFF
            with suppress(Unfit):
                points(anew(kind, bytes(changed))).load()


def test_a_drawing_that_says_its_size_twice_is_measured_by_what_is_decoded():
    small, large = grey_png(8, 8), grey_png(60_000, 60_000 // 60)
    sent = small[:33] + large[8:]

    with pytest.raises(Unfit) as refused:
        anew("png", sent)

    assert refused.value.code == "scan.too_many_points"
