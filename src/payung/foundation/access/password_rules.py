"""
Which passwords are refused: OWASP ASVS by default, BSSN 4/2021 where the installation says so.

ASVS wants length and no list of signs; one reading of BSSN wants mixed signs and a change every
six months. `PAYUNG_PASSWORD_POLICY` chooses; docs/adr/0013-sign-in.md says why ASVS is the rule.
"""

import re
import secrets
import string
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator

from payung.foundation.access.models import OldPassword, Person
from payung.foundation.audit import scope
from payung.foundation.audit.models import Event

SHORTEST = 12
LONGEST = 1000
"""Longer ones are refused, never cut."""
LEAST_UNKNOWN = 6
"""How many signs must be left once everything was taken out that a guesser tries first."""
LASTS_UNDER_BSSN = timedelta(days=182)
KEPT_UNDER_BSSN = 5
"""So many passwords before the present one may not come back."""
BSSN = "bssn"
CONTEXT = (
    *("payung", "kendal", "korpri", "bpjs", "ketenagakerjaan", "jamsostek", "sekretariat", "pemda"),
    *("pemkab", "kabupaten", "bupati", "dinas", "kecamatan", "bendahara", "petugas", "pegawai"),
    *(
        "katasandi",
        "sandi",
        "password",
        "passw0rd",
        "rahasia",
        "masuk",
        "admin",
        "user",
        "indonesia",
    ),
    *("merdeka", "bismillah", "sayang", "asn", "pns", "pppk", "nip", "nik"),
    *("qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "abcdefgh", "abcdef", "abc"),
)
MIXED = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z\d\s]")


def refusals(password: str, person: Person) -> tuple[str, ...]:
    """Return the codes of access.yaml for what stands against a password; empty when it is good."""
    return tuple(dict.fromkeys(_refusals(password, person)))


def must_change(person: Person, at: datetime) -> bool:
    """Whether the password has become too old; never so under ASVS."""
    if settings.PASSWORD_POLICY != BSSN:
        return False
    chosen = Event.objects.filter(
        target_type=Person._meta.db_table,
        target_id=person.pk,
        action="person.password_set",
        at__gt=at - LASTS_UNDER_BSSN,
    )
    with scope.beyond("whether a password is old, before anybody is let in"):
        return not chosen.exists()


def fresh_password() -> str:
    """Return a random password of twenty signs that either policy takes."""
    signs = string.ascii_letters + string.digits + "-.+"
    while True:
        made = "".join(secrets.choice(signs) for _ in range(20))
        if all(re.search(kind, made) for kind in MIXED):
            return made


def _refusals(password: str, person: Person) -> Iterator[str]:
    if len(password) < SHORTEST:
        yield "access.password_short"
    if len(password) > LONGEST:
        yield "access.password_long"
        return
    if _is_guessed_first(password.casefold(), person):
        yield "access.password_common"
    if settings.PASSWORD_POLICY == BSSN:
        if not all(re.search(kind, password) for kind in MIXED):
            yield "access.password_mixed"
        if _was_used(password, person):
            yield "access.password_again"


def keep_old(person: Person, at: datetime) -> None:
    """
    Keep the hash that is about to be replaced, and forget the oldest; under ASVS forget all.

    Old hashes are one more thing to lose, so none is kept without need.
    """
    mine = OldPassword.objects.filter(person=person)
    if settings.PASSWORD_POLICY != BSSN:
        mine.delete()
        return
    if person.has_usable_password():
        OldPassword.objects.create(person=person, password=person.password, replaced_at=at)
    newest = mine.order_by("-pk").values_list("pk", flat=True)[:KEPT_UNDER_BSSN]
    mine.exclude(pk__in=list(newest)).delete()


def _was_used(password: str, person: Person) -> bool:
    if person.has_usable_password() and check_password(password, person.password):
        return True
    if person.pk is None:
        return False
    old = OldPassword.objects.filter(person=person).order_by("-pk")[:KEPT_UNDER_BSSN]
    return any(check_password(password, kept.password) for kept in old)


def _is_guessed_first(folded: str, person: Person) -> bool:
    if folded.isdigit() or folded in _common():
        return True
    rest = folded
    for word in sorted({*CONTEXT, *_own_words(person)}, key=len, reverse=True):
        rest = rest.replace(word, " ")
    rest = re.sub(r"(19|20)\d\d", " ", rest)
    rest = re.sub(r"(.)\1{2,}|0?123456789\d*|12345\d*", r"\1", rest)
    kept = re.sub(r"[\W_]", "", rest)
    return len(kept) < LEAST_UNKNOWN or len(set(kept)) < 4 or kept in _common()


def _own_words(person: Person) -> set[str]:
    """Everything about a person that their colleagues know: name, sign-in word, birth date."""
    words = {part for part in re.split(r"[\W_]+", person.name.casefold()) if len(part) > 2}
    words |= {person.sign_in.casefold(), person.sign_in.casefold().replace(" ", "")}
    born = _born(person.sign_in)
    if born is not None:
        forms = ("%Y%m%d", "%d%m%Y", "%d%m%y", "%y%m%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")
        words |= {born.strftime(form) for form in forms}
    return {word for word in words if word}


def _born(sign_in: str) -> date | None:
    if not re.fullmatch(r"\d{18}", sign_in):
        return None
    try:
        return date(int(sign_in[:4]), int(sign_in[4:6]), int(sign_in[6:8]))
    except ValueError:
        return None


@cache
def _common() -> frozenset[str]:
    """Django's twenty thousand most leaked ones, in lower case."""
    return frozenset(CommonPasswordValidator().passwords)
