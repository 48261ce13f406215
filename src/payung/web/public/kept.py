"""Public pages are made once a minute, not once a visitor: on payday everybody begins with them."""

from functools import wraps
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from payung.kernel.demo_day import ahead
from payung.web.language import current
from payung.web.public.open import View

LONGEST_ADDRESS = 200
HEADS: Final = ("Content-Disposition", "ETag", "Link", "Repr-Digest")
"""What a file says about itself besides its kind; everything else is said anew each time."""


def kept(view: View) -> View:
    """
    Hand strangers the page as it was made within the last minute, in their language.

    Only what is the same for everybody: whoever has a session gets a page of their own.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
        address = request.get_full_path()
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if request.method != "GET" or is_known or len(address) > LONGEST_ADDRESS:
            return view(request, *args, **values)
        key = f"public:{ahead().days}:{current()}:{request.get_host()}:{address}"
        made = cache.get(key)
        if made is None:
            response = view(request, *args, **values)
            if response.status_code == 200:
                heads = {name: response.headers[name] for name in HEADS if name in response.headers}
                kept_now = (bytes(response.content), response.headers["Content-Type"], heads)
                cache.set(key, kept_now, settings.KEEP_PUBLIC_SECONDS)
            return response
        content, kind, heads = made
        return HttpResponse(content, content_type=kind, headers=heads)

    return answer
