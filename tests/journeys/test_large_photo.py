"""S64 and every other place for a photo: a large one becomes small on the phone itself."""

import random
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MEGABYTE = 1024 * 1024
SETTLED = """async box => {
    let before = -1;
    for (let same = 0; same < 10; same += 1) {
        await new Promise(done => setTimeout(done, 100));
        if (box.files[0].size !== before) same = 0;
        before = box.files[0].size;
    }
    const file = box.files[0], start = new Uint8Array(await file.slice(0, 4000).arrayBuffer());
    const seen = await createImageBitmap(file).catch(() => ({width: 0, height: 0}));
    return [file.name, file.size, seen.width, seen.height, String.fromCharCode(...start)];
}"""
"""What is chosen after a second in which nothing changed: a phone needs a moment to shrink it."""


def _photo(width: int, height: int) -> bytes:
    """Return a photo with where it was taken; of noise, so that nothing makes it small at once."""
    picture = Image.frombytes(
        "RGB", (width, height), random.Random(7).randbytes(width * height * 3)
    )
    told, made = Image.Exif(), BytesIO()
    told[0x010F] = "Telepon Endah"
    picture.save(made, "JPEG", quality=80, exif=told)
    return made.getvalue()


def _choose(page: Page, content: bytes) -> list[object]:
    """Choose a photo as a hand does; return what the form would send once nothing changes."""
    photo = {"name": "akta.jpeg", "mimeType": "image/jpeg", "buffer": content}
    box = page.locator("input[type=file]").first
    box.set_input_files(photo)  # type: ignore[arg-type]
    return list(box.evaluate(SETTLED))


def test_a_large_photo_is_made_smaller_before_it_goes_up(open_as: Callable[..., Page]) -> None:
    page, content = open_as("officer", "/gaya/"), _photo(3000, 1500)
    assert len(content) > 2 * MEGABYTE
    assert b"Telepon Endah" in content

    name, size, width, height, start = _choose(page, content)

    assert (name, width, height) == ("akta.jpg", 2400, 1200)
    assert int(str(size)) < len(content)
    assert "Telepon Endah" not in str(start)


def test_a_small_one_and_what_is_no_picture_stay_as_they_are(open_as: Callable[..., Page]) -> None:
    page, small = open_as("officer", "/gaya/"), _photo(300, 200)
    broken = b"\xff\xd8\xff" + b"0" * (3 * MEGABYTE)

    assert _choose(page, small)[:2] == ["akta.jpeg", len(small)]
    assert _choose(page, broken)[:2] == ["akta.jpeg", len(broken)]
