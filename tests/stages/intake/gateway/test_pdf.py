"""What is kept of a PDF: its pages as they look on paper."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, Stream

from payung.stages.intake.gateway.pdf import anew
from payung.stages.intake.gateway.unfit import Unfit
from tests.stages.intake.scans import CAMERA, PLACE, locked, paper, photo

TOLD = (PLACE, CAMERA, b"Exif", b"JavaScript", b"app.alert", b"rahasia", b"Author", b"nama")


def unpacked(content: bytes) -> bytes:
    """Return the PDF with nothing packed but its photos."""
    output = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        opened.save(output, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return output.getvalue()


@pytest.mark.parametrize("packed", [False, True], ids=["as a camera wrote it", "packed once more"])
def test_programs_files_and_the_place_of_a_photo_inside_are_gone(packed):
    sent = paper(packed=packed)

    kept = anew("pdf", sent)

    assert [said for said in TOLD[3 if packed else 0 :] if said not in unpacked(sent)] == []
    assert [said for said in TOLD if said in unpacked(kept)] == []
    with pikepdf.open(BytesIO(kept)) as opened:
        assert set(opened.Root.keys()) == {"/Type", "/Pages"}


def test_the_photo_and_what_was_typed_into_the_form_can_still_be_seen():
    seen = pypdfium2.PdfDocument(anew("pdf", paper()))[0].render().to_pil()

    typed, red, blue = (seen.getpixel(at) for at in ((10, 190), (20, 20), (180, 180)))
    assert typed == (0, 0, 255)
    assert red[0] > 180 > blue[0]


def test_a_photo_inside_that_lacks_its_end_is_kept_without_the_place():
    output = BytesIO()
    with pikepdf.new() as made:
        inside = Stream(made, photo()[:-2], Subtype=Name.Image, Filter=Name.DCTDecode)
        made.add_blank_page().obj.Resources = Dictionary(XObject=Dictionary(Im0=inside))
        made.save(output)

    kept = anew("pdf", output.getvalue())

    assert b"\xff\xd8\xff" in kept
    assert PLACE not in kept


def test_content_that_lies_in_another_file_is_not_fetched():
    output = BytesIO()
    with pikepdf.new() as made:
        outside = Stream(made, b"", F=pikepdf.String("/etc/passwd"), FFilter=Name.FlateDecode)
        made.add_blank_page().obj.Contents = outside
        made.save(output)

    assert b"passwd" not in unpacked(anew("pdf", output.getvalue()))


def test_a_locked_paper_is_refused():
    with pytest.raises(Unfit) as refused:
        anew("pdf", locked(paper(), password="buka"))

    assert refused.value.code == "file.password"


def test_a_paper_without_pages_is_refused():
    output = BytesIO()
    with pikepdf.new() as made:
        made.save(output)

    with pytest.raises(Unfit):
        anew("pdf", output.getvalue())


def test_whatever_is_cut_short_is_refused():
    whole = paper()
    for length in range(5, len(whole) - 8, len(whole) // 40):
        with pytest.raises(Unfit):
            anew("pdf", whole[:length])
