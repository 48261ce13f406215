"""Public pages are made once a minute, not once a visitor: on payday everybody begins with them."""

from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from payung.kernel.demo_day import ahead
from payung.web.language import current
from payung.web.public.open import View

LONGEST_ADDRESS = 200


def kept(view: View) -> View:
    """
    Hand strangers the page as it was made within the last minute, in their language.

    Only what is the same for everybody: whoever has a session gets a page of their own.
    """

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        address = request.get_full_path()
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if request.method != "GET" or is_known or len(address) > LONGEST_ADDRESS:
            return view(request)
        key = f"public:{ahead().days}:{current()}:{request.get_host()}:{address}"
        made = cache.get(key)
        if made is None:
            response = view(request)
            if response.status_code == 200:
                kind = response.headers["Content-Type"]
                cache.set(key, (bytes(response.content), kind), settings.KEEP_PUBLIC_SECONDS)
            return response
        content, kind = made
        return HttpResponse(content, content_type=kind)

    return answer
