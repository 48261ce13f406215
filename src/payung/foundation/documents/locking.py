"""Locks a PDF with a password: whoever finds the file reads nothing (D19)."""

from io import BytesIO
from typing import Final

import pikepdf

STRENGTH: Final = 6
"""AES with 256 bits, as in PDF 2.0."""
_ARCHIVE: Final = ("pdfaid:part", "pdfaid:conformance")


def locked(pdf: bytes, *, password: str) -> bytes:
    """
    Return `pdf` encrypted; nothing opens it but `password`, which is kept nowhere.

    What is locked cannot be for the archive, so it no longer says that it is PDF/A. Screen readers
    may read what is opened.
    """
    if not password:
        raise ValueError("a lock needs a password")
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as paper:
        with paper.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            for claim in _ARCHIVE:
                if claim in about:
                    del about[claim]
        paper.save(
            out,
            encryption=pikepdf.Encryption(user=password, owner=password, R=STRENGTH, aes=True),
        )
    return out.getvalue()
