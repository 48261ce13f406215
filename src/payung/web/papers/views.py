"""Papers as PDF, for those who may open them; who opened what identifies somebody is noted."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from payung.foundation.audit.looks import note_look
from payung.foundation.documents.forms import Made, made_as
from payung.foundation.documents.kinds import KINDS
from payung.foundation.documents.problems import NoSuchForm, NoSuchPaper
from payung.foundation.documents.queries import PaperFacts, facts_of
from payung.foundation.documents.typesetting import paper_pdf
from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date
from payung.kernel.people import Role, Viewer
from payung.process.papers.claim_accident import KIND as ACCIDENT_DATA
from payung.web.download_marks import download_mark
from payung.web.guards import needs
from payung.web.language import tell
from payung.web.papers.reasons import may_read, to_reason
from payung.web.requests import Request, actor_of

PDF = "application/pdf"
READERS = tuple(role for role in Role if role is not Role.SYSTEM)


@require_safe
@needs(*READERS)
def paper(request: Request, viewer: Viewer, document_id: int) -> HttpResponse:
    """
    Show a paper, on the sheet size that `?kertas=` names; `?unduh=1` saves it.

    `?bentuk=` asks for another form of it, such as slides; a kind without that form has no such.
    """
    try:
        opened = facts_of(viewer=viewer, document_id=document_id)
    except NoSuchPaper as problem:
        raise Http404 from problem
    about = opened.paper.subject_id or 0
    if opened.paper.kind == ACCIDENT_DATA and not may_read(request, viewer, about):
        return to_reason(request, about)
    _note(request, opened)
    mark, across = _marks(request, opened)
    form, size = request.GET.get("bentuk", ""), request.GET.get("kertas", "")
    made = _made(opened, form) if form else None
    content = made.content if made else paper_pdf(opened, size=size, mark=mark, across=across)
    response = HttpResponse(content, content_type=made.content_type if made else PDF)
    is_saved = request.GET.get("unduh") == "1" or (made and made.ending != "pdf")
    way = "attachment" if is_saved else "inline"
    ending = made.ending if made else "pdf"
    name = f"{tell(f'papers.file.{opened.paper.kind}')}-{opened.paper.version}.{ending}"
    response.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _made(opened: PaperFacts, form: str) -> Made:
    try:
        return made_as(opened, form)
    except NoSuchForm as problem:
        raise Http404 from problem


def _marks(request: Request, opened: PaperFacts) -> tuple[str, str]:
    """Return who takes this copy, where it lists identity numbers; the branch's bear it across."""
    if not KINDS[opened.paper.kind].is_marked or opened.is_masked:
        return "", ""
    by = actor_of(request)
    day = render_date(in_wib(request.at).date())
    return download_mark(request), f"{by.name} {day}" if by.role is Role.BRANCH else ""


def _note(request: Request, opened: PaperFacts) -> None:
    what = KINDS[opened.paper.kind].look
    if what and not opened.is_masked:
        note_look(
            what,
            by=actor_of(request),
            at=request.at,
            subject_type="documents_document",
            subject_id=opened.paper.document_id,
            row_count=opened.paper.row_count,
            reason=tell("papers.look.opened"),
        )
