"""Every form takes effect once: a double tap, Back and two tabs end at the first result (S93)."""

import hashlib
import hmac
import json
from collections.abc import Callable
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect

from payung.foundation.access.submissions import OtherContent, claim, finish
from payung.kernel.keyring import derived_key
from payung.web import errors
from payung.web.requests import Request

FIELD = "form_key"
_NOT_CONTENT = {FIELD, "csrfmiddlewaretoken"}


def once(request: Request, *, action: str, do: Callable[[], str]) -> HttpResponse:
    """
    Carry out `do` under the form's key and go where it says; sent again, show S93 instead.

    `do` runs in one transaction with the key and returns the address of the result. What it
    raises passes through and leaves the key unused, so that a corrected form can be sent.
    A form without a key of ours is answered as one that is too old.
    """
    try:
        key = UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return errors.form_too_old(request)
    try:
        with transaction.atomic():
            before = claim(
                key=key,
                person_id=None if request.person is None else int(request.person.pk),
                action=action,
                body_digest=_digest(request),
                at=request.at,
            )
            if before is not None:
                return errors.already_done(request, before)
            result = do()
            finish(key=key, result=result)
    except OtherContent:
        return errors.form_used(request)
    return HttpResponseRedirect(result)


def _digest(request: Request) -> str:
    """Return a digest of what the form says, files by their content."""
    said = sorted(
        (name, request.POST.getlist(name)) for name in request.POST if name not in _NOT_CONTENT
    )
    files = [
        (name, hashlib.sha256(b"".join(file.chunks())).hexdigest())
        for name, file in sorted(request.FILES.items())
        if isinstance(file, UploadedFile)
    ]
    # Keyed: a reader of the database could otherwise try out identity numbers against it.
    content = json.dumps([said, files]).encode()
    return hmac.digest(derived_key("form"), content, "sha256").hex()
