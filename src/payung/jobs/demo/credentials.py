"""Fresh passwords for the demo's people at every start; there is no default one anywhere."""

import json
import secrets
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from payung.foundation.access.lookups import person_id_of
from payung.foundation.access.operations import set_password
from payung.jobs.acting import system
from payung.jobs.simulation.cast import ROLE_NAMES
from payung.kernel.people import Role, Viewer
from payung.kernel.wording import say

SPONSOR = "ASN"


def renew(*, lang: str, at: datetime, address: str) -> Iterator[str]:
    """Yield how to sign in as each role of the demo; nothing where no demo was loaded here."""
    kept = settings.HOME / "demo.json"
    if not kept.exists():
        yield say("run.first_person", lang)
        return
    yield say("run.sign_in", lang, address=f"{address}masuk/")
    by = system()
    for role, word in json.loads(kept.read_text()).items():
        password = secrets.token_urlsafe(12)
        person_id = person_id_of(viewer=Viewer.system(), sign_in=word)
        set_password(person_id=person_id, password=password, by=by, at=at)
        yield f"  {ROLE_NAMES.get(Role(role), SPONSOR):<22} {word:<24} {password}"
