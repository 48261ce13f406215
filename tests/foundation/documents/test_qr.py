import xml.etree.ElementTree as ElementTree

import pytest

from payung.foundation.documents.qr import modules_of, qr_svg


@pytest.mark.parametrize("text", ["x", "https://payung.kendalkab.go.id/", "<&\"'>", "é" * 40])
def test_a_code_is_one_path_with_a_quiet_zone_of_four_modules(text):
    drawing = ElementTree.fromstring(qr_svg(text))

    side = modules_of(text) + 8
    assert drawing.attrib["viewBox"] == f"0 0 {side} {side}"
    (path,) = list(drawing)
    assert path.attrib["fill"] == "#000"
    assert path.attrib["d"].startswith("M4 4h7")


def test_what_is_in_it_is_never_markup():
    assert "<script" not in qr_svg("<script>alert(1)</script>")
