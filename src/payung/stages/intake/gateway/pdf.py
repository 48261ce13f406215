"""
A PDF of a paper: its pages as they look on paper, without programs, files, forms and words beside.

Runs in the confined process only. Pictures inside are not decoded; those a camera made lose what
it wrote into them.
"""

from io import BytesIO
from typing import Final

import pikepdf

from payung.stages.intake.gateway.jpeg import bare_jpeg
from payung.stages.intake.gateway.unfit import Unfit

MOST_KEPT: Final = 10 * 1024 * 1024
_ROOT: Final = frozenset({"/Type", "/Pages", "/OCProperties", "/Lang"})
_PAGE: Final = frozenset(
    {
        *("/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/Rotate"),
        *("/UserUnit", "/Group"),
    }
)
_TELLING: Final = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF", "/EF", "/AA", "/JS", "/OPI"),
    *("/Measure", "/PtData", "/Alternates"),
)
"""Where it was, with what it was made, and what should run: in whatever object it stands."""
_ELSEWHERE: Final = ("/F", "/FFilter", "/FDecodeParms")
"""In a stream: that its content lies in another file."""


def _hold_random_numbers() -> None:
    """Let qpdf open the source of random numbers now: to read what is locked it asks for some."""
    with pikepdf.new() as paper:
        paper.save(BytesIO(), encryption=pikepdf.Encryption(owner="-"))


_hold_random_numbers()


def anew(kind: str, content: bytes) -> bytes:  # noqa: ARG001  (one door for all kinds)
    """
    Return the PDF with its pages only; what was typed into a form is printed onto the page.

    :raises Unfit: it is locked or damaged, or unpacks to far more than it had.
    """
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as paper:
            if not len(paper.pages):
                raise Unfit("scan.damaged")
            paper.flatten_annotations("all")
            _only_pages(paper)
            for one in paper.objects:
                _clean(one, paper)
            output = BytesIO()
            paper.save(output, deterministic_id=True, encryption=False)
    except pikepdf.PasswordError as locked:
        raise Unfit("file.password") from locked
    except (pikepdf.PdfError, ValueError, KeyError, TypeError) as damaged:
        raise Unfit("scan.damaged") from damaged
    if output.tell() > MOST_KEPT:
        raise Unfit("scan.too_heavy")
    return output.getvalue()


def _only_pages(paper: pikepdf.Pdf) -> None:
    del paper.docinfo
    if "/ID" in paper.trailer:
        del paper.trailer["/ID"]
    _keep_only(paper.Root, _ROOT)
    for page in paper.pages:
        _keep_only(page.obj, _PAGE)


def _keep_only(thing: pikepdf.Object, names: frozenset[str]) -> None:
    for name in set(thing.keys()) - names:
        del thing[name]


def _clean(thing: pikepdf.Object, paper: pikepdf.Pdf) -> None:
    """Clean an object and what lies in it; what it points to comes by itself."""
    found = [thing]
    while found:
        one = found.pop()
        if isinstance(one, pikepdf.Stream):
            _clean_stream(one, paper)
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            for name in _TELLING:
                if name in one:
                    del one[name]
            inside = [value for _, value in one.items()]
        elif isinstance(one, pikepdf.Array):
            inside = list(one)
        else:
            continue
        found += (it for it in inside if isinstance(it, pikepdf.Object) and not it.is_indirect)


def _clean_stream(stream: pikepdf.Object, paper: pikepdf.Pdf) -> None:
    for name in _ELSEWHERE:
        if name in stream:
            del stream[name]
    filters = _as_list(stream.get("/Filter"))
    if not filters or filters[-1] != pikepdf.Name.DCTDecode:
        return
    said = _as_list(stream.get("/DecodeParms"))
    photo = stream.read_raw_bytes()
    if len(filters) > 1:
        packed = pikepdf.Stream(paper, photo)
        packed.Filter = pikepdf.Array(filters[:-1])
        if said:
            packed.DecodeParms = pikepdf.Array(said[:-1])
        photo = packed.read_bytes()
    colours = said[-1] if len(said) == len(filters) else None
    stream.write(
        bare_jpeg(photo).content,
        filter=pikepdf.Name.DCTDecode,
        decode_parms=colours if isinstance(colours, pikepdf.Dictionary) else None,
    )


def _as_list(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
