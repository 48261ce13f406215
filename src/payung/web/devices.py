"""The browser at the other end: what it calls itself, and the cookie by which it is known again."""

from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from payung.foundation.access.devices import MOST, fresh_device, knows, mark_of
from payung.foundation.access.models import Person
from payung.foundation.access.sign_in import Device

SALT: Final = "payung.device"
A_YEAR: Final = 365 * 24 * 3600
_BROWSERS = (
    *(("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet")),
    *(("Opera", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")),
)
_SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("CrOS", "ChromeOS"), ("Mac OS", "Mac"), ("Linux", "Linux")),
)


def cookie_name() -> str:
    """A name with this beginning is only taken over TLS and for this host."""
    return "__Host-perangkat" if settings.BEHIND_TLS else "perangkat"


def device_of(request: HttpRequest) -> Device:
    """Return what the browser's cookie says; an empty one for a browser we never saw."""
    try:
        said = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT)
        return Device(str(said["d"]), [str(mark) for mark in said["m"]][:MOST])
    except (signing.BadSignature, KeyError, TypeError):
        return Device()


def is_known(request: HttpRequest, person: Person) -> bool:
    """Whether this person signed in from this browser before, with their present password."""
    device = device_of(request)
    return knows(person, device.name, device.marks)


def remember(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Let the browser be known as one of this person's."""
    device = device_of(request)
    name = device.name or fresh_device()
    mine = mark_of(person, name)
    marks = [mine, *(mark for mark in device.marks if mark != mine)][:MOST]
    response.set_cookie(
        cookie_name(),
        signing.dumps({"d": name, "m": marks}, salt=SALT),
        max_age=A_YEAR,
        secure=settings.BEHIND_TLS,
        httponly=True,
        samesite="Lax",
    )


def in_words(request: HttpRequest) -> str:
    """Return "Chrome · Android": enough to recognise one's own phone, and nothing more."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    browser = next((words for sign, words in _BROWSERS if sign in agent), "Browser")
    system = next((words for sign, words in _SYSTEMS if sign in agent), "")
    return f"{browser} · {system}" if system else browser
