"""References that a form sends back: all of them ours, or the whole form is refused."""

from collections.abc import Iterable

from django.http import Http404

from payung.web.refs import NotOurs, id_of

MOST = 100


def ids_picked(kind: str, refs: Iterable[str]) -> list[int]:
    """Return the ids behind the ticked boxes, once each. :raises Http404: one is not ours."""
    try:
        ids = sorted({id_of(kind, ref) for ref in refs})
    except NotOurs as problem:
        raise Http404 from problem
    if len(ids) > MOST:
        raise Http404
    return ids
