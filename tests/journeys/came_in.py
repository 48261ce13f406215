"""When those came in who are signed in: a proof is old after fifteen minutes, also in a test."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from payung.web.sessions import PROVEN, SEEN, SINCE


def everybody_came_in(at: datetime) -> None:
    """Let every session of this database have begun, with its proof, at this instant."""
    until = at + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    for kept in Session.objects.all():
        known = kept.get_decoded()
        known |= dict.fromkeys((SEEN, SINCE, PROVEN), at.timestamp())
        data = SessionStore().encode(known)
        Session.objects.filter(pk=kept.pk).update(session_data=data, expire_date=until)
