"""The language of a page: Indonesian, or English for whoever chose it; kept in a cookie."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from payung.kernel.wording import LANGUAGES, say

COOKIE = "bahasa"
A_YEAR = 365 * 24 * 3600


def language(
    answer: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Show every page of a request in the language its cookie asks for."""

    def handle(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(COOKIE, "")
        with translation.override(wanted if wanted in LANGUAGES else LANGUAGES[0]):
            response = answer(request)
            response.headers.setdefault("Content-Language", current())
        return response

    return handle


def current() -> str:
    """Return the language of the page being made, "id" or "en"."""
    active = translation.get_language() or LANGUAGES[0]
    return active if active in LANGUAGES else LANGUAGES[0]


def tell(code: str, /, **values: object) -> str:
    """Return the catalogue's sentence for a code in the language of this page."""
    return say(code, current(), **{name: str(value) for name, value in values.items()})


@require_safe
def choose(request: HttpRequest, wanted: str) -> HttpResponse:
    """Remember the language, and return to the page it was chosen on."""
    back = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    response = HttpResponseRedirect(back if safe else "/")
    if wanted in LANGUAGES:
        response.set_cookie(
            COOKIE,
            wanted,
            max_age=A_YEAR,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return response
