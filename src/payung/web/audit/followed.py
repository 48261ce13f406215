"""Which payslip line somebody follows: it goes along in the address, so that back is one press."""

from typing import Final

from django.urls import reverse

from payung.web.refs import NotOurs, id_of, ref_of
from payung.web.requests import Request

FOLLOWED: Final = "dari"
LINE: Final = "line"


def onward_from(line_id: int) -> str:
    """Return what links of a line's page append to their address."""
    return f"?{FOLLOWED}={ref_of(LINE, line_id)}"


def way_back(request: Request) -> dict[str, str]:
    """
    Return where the followed line is, and what goes along further; both empty where none is.

    The line is not looked up: its own page asks who may see it.
    """
    try:
        line_id = id_of(LINE, request.GET.get(FOLLOWED, ""))
    except NotOurs:
        return {"line_url": "", "onward": ""}
    return {"line_url": reverse("audit-trail", args=[line_id]), "onward": onward_from(line_id)}
