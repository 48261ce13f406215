"""Who presses what is received already is told so: a second tab, a double press, a colleague."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from payung.kernel.dates import render_date
from payung.kernel.people import Viewer
from payung.kernel.rupiah import render_rupiah
from payung.reports.audit.slips import slip_of
from payung.web.language import tell
from payung.web.requests import Request


def received_before(request: Request, viewer: Viewer, slip_id: int) -> HttpResponse:
    """
    Say what was received, when, and who recorded it, above the list.

    :raises Http404: no such slip of the viewer's regency was ever received.
    """
    slip = slip_of(viewer=viewer, slip_id=slip_id)
    if slip is None or slip.receipt is None:
        raise Http404
    said = tell(
        "receipts.before",
        number=slip.number,
        amount=render_rupiah(slip.receipt.amount_idr),
        day=render_date(slip.receipt.received_on),
        name=slip.receipt.recorded_by or tell("audit.trail.system"),
    )
    messages.info(request, said)
    return HttpResponseRedirect(reverse("branch-receipts"))
