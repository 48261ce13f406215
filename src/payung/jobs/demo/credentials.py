"""Fresh passwords and authenticators for the demo's people at every start; no default anywhere."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from payung.foundation.access.factors import STAFF, fresh_secret
from payung.foundation.access.lookups import NoSuchPerson, person_id_of
from payung.foundation.access.operations import set_password
from payung.foundation.access.operations_factors import give_factor
from payung.foundation.access.password_rules import fresh_password
from payung.jobs.acting import system
from payung.jobs.simulation.cast import ROLE_NAMES
from payung.kernel.people import Role, Viewer
from payung.kernel.wording import say

SPONSOR = "ASN"
BACKUP_CODES_SHOWN = 3


def renew(*, lang: str, at: datetime, address: str) -> Iterator[str]:
    """Yield how to sign in as each role of the demo; nothing where no demo was loaded here."""
    words = demo_words()
    if not words:
        yield say("run.first_person", lang)
        return
    yield say("run.sign_in", lang, address=f"{address}masuk/")
    by = system()
    for role, word in words.items():
        password = fresh_password()
        person_id = person_id_of(viewer=Viewer.system(), sign_in=word)
        set_password(person_id=person_id, password=password, by=by, at=at)
        yield f"  {ROLE_NAMES.get(Role(role), SPONSOR):<22} {word:<24} {password}"
        if Role(role) in STAFF:
            secret = fresh_secret()
            codes = give_factor(person_id=person_id, secret=secret, by=by, at=at)
            shown = " ".join(codes[:BACKUP_CODES_SHOWN])
            yield say("run.factor", lang, secret=secret, codes=shown)
    yield say("run.code", lang)


def is_demo() -> bool:
    """Whether a demo was loaded here, and its people are still those of this database."""
    words = demo_words().values()
    try:
        for word in words:
            person_id_of(viewer=Viewer.system(), sign_in=word)
    except NoSuchPerson:
        return False
    return bool(words)


def forget() -> None:
    """Let the folder know of no demo: the database it was in is gone, or empty."""
    if settings.DEMO_DAY is None:
        return
    for kept in (settings.HOME / "demo.json", settings.DEMO_DAY):
        kept.unlink(missing_ok=True)


def demo_words() -> dict[str, str]:
    """Return the sign-in words of the demo by role; none where no demo was loaded here."""
    kept = settings.HOME / "demo.json"
    return dict(json.loads(kept.read_text())) if kept.exists() else {}
