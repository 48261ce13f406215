"""
Sessions in the database, as Django keeps them; what every page asks first is asked without models.

Django finds the class by this module's name (`SESSION_ENGINE`), and seals the content under the
class's own name, which is therefore the same.
"""

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

_KEPT = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """One visitor's session."""

    def load(self) -> dict[str, Any]:
        """Return what is kept under the visitor's key; one that is unknown or over is forgotten."""
        with connection.cursor() as cursor:
            cursor.execute(_KEPT, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return dict(self.decode(found[0]))
