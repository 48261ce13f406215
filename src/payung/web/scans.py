"""Pictures of papers: taken from a form without reading what is too big, handed out as a file."""

from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from payung.stages.intake.gateway.scans import MOST_BYTES
from payung.stages.intake.sums import MEGABYTE
from payung.web.language import tell
from payung.web.requests import Request

ACCEPT: Final = ".pdf,.jpg,.jpeg,.png"
MEDIA: Final = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


def sent_scan(request: Request, name: str, problems: dict[str, str], *, empty: str) -> bytes:
    """Return the picture, or nothing with its problem noted; `empty` is said where none came."""
    sent = request.FILES.get(name)
    if not isinstance(sent, UploadedFile) or not sent.size:
        problems.setdefault(name, tell(empty))
        return b""
    if sent.size > MOST_BYTES:
        size, limit = -(-sent.size // MEGABYTE), MOST_BYTES // MEGABYTE
        problems.setdefault(name, tell("scan.too_big", size=size, limit=limit))
        return b""
    return b"".join(sent.chunks())


def scan_file(content: bytes, *, kind: str, number: str) -> HttpResponse:
    """Hand out a picture as a file; a browser never shows it as a page of ours."""
    answer = HttpResponse(content, content_type=MEDIA[kind])
    name = "".join(sign for sign in number if sign.isascii() and sign.isalnum())
    answer.headers["Content-Disposition"] = f'attachment; filename="bukti-{name}.{kind}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer
