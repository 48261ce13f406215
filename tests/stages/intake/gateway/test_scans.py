"""A photo or PDF of a paper: taken by its bytes, written anew by a process that can do no harm."""

import sys
from io import BytesIO
from struct import pack
from zlib import compress

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from payung.stages.intake.gateway.scans import MOST_BYTES, clean_scan
from payung.stages.intake.problems import FileRefused
from payung.stages.intake.sums import MEGABYTE, Limits
from tests.stages.intake.scans import PLACE, grey_png, locked, paper, photo, points, view

FORTY_MEGAPIXELS = (7300, 5480)


def refusal(content: bytes, **limits: int) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        clean_scan(content, Limits(**limits))
    return refused.value


@pytest.mark.parametrize(("sent", "kind"), [(photo(), "jpeg"), (paper(), "pdf")])
def test_two_uploads_of_the_same_bytes_are_kept_as_the_same_bytes(sent, kind):
    first = clean_scan(sent)
    second = clean_scan(sent, Limits(cpu_seconds=5))  # asked otherwise: it is not remembered

    assert (first.kind, first.sha256) == (kind, second.sha256)
    assert first.content == second.content
    assert PLACE not in first.content


def test_a_photo_of_forty_megapixels_becomes_one_that_can_be_read():
    kept = clean_scan(photo(view(*FORTY_MEGAPIXELS).convert("L"), quality=60))

    assert (kept.kind, points(kept.content).size) == ("jpeg", (2400, 1802))


def test_a_drawing_of_sixty_megapixels_is_refused_and_says_what_to_do():
    refused = refusal(grey_png(60_000, 1_000))

    assert refused.code == "scan.too_many_points"
    assert "60 megapiksel. Paling besar 51." in refused.finding.message("id")
    assert "foto ulang" in refused.finding.message("id")


def test_a_photo_inside_a_paper_that_unpacks_without_end_is_too_heavy_and_the_web_process_stays():
    output = BytesIO()
    with pikepdf.new() as made:
        inside = Stream(made, compress(b"\0" * 128 * MEGABYTE, 1))
        inside.Filter = Array([Name.FlateDecode, Name.DCTDecode])
        made.add_blank_page().obj.Resources = Dictionary(XObject=Dictionary(Im0=inside))
        made.save(output)

    assert refusal(output.getvalue(), memory_bytes=160 * MEGABYTE).code == "scan.too_heavy"


@pytest.mark.parametrize("limits", [{"cpu_seconds": 0}, {"memory_bytes": 60 * MEGABYTE}])
def test_a_picture_that_takes_too_much_is_refused_in_words(limits):
    assert refusal(grey_png(5000, 5000, bits=8), **limits).code in (
        "scan.too_heavy",
        "scan.damaged",
    )


def test_a_bank_statement_that_may_be_read_but_not_changed_is_taken():
    kept = clean_scan(locked(paper(), password=""))

    assert b"/Encrypt" not in kept.content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scan.empty"),
        (b"GIF89a", "scan.wrong_type"),
        (b"PK\x03\x04", "scan.wrong_type"),
        (b"MZ\x90\0" + photo(), "scan.wrong_type"),
        (b"\x7fELF" + bytes(60), "scan.wrong_type"),
        (b"<svg onload=alert(1)>", "scan.wrong_type"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "scan.wrong_type"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "scan.iphone"),
        (b"%PDF-1.7" + b" " * MOST_BYTES, "scan.too_big"),
        (b"\xff\xd8\xff" + pack(">I", 2**31) * 9, "scan.damaged"),
        (locked(paper(), password="buka"), "file.password"),
    ],
)
def test_what_is_no_picture_is_told_by_name(content, code):
    assert refusal(content).code == code


def test_one_proof_that_is_sent_for_several_payments_is_opened_once(monkeypatch):
    first = clean_scan(photo())
    monkeypatch.setattr(sys, "executable", "/nowhere")

    assert clean_scan(bytes(bytearray(photo()))) == first
    with pytest.raises(FileNotFoundError):
        clean_scan(photo(turned=3))
