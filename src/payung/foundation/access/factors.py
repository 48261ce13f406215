"""The second factor: six figures of an authenticator, taken once, or one of ten backup codes."""

import hmac
from dataclasses import dataclass
from datetime import datetime

import pyotp
from django.db import transaction

from payung.foundation.access.codes import digest_of, fresh_code, tidy
from payung.foundation.access.models import BackupCode, Factor
from payung.kernel.demo_day import real
from payung.kernel.keyring import sealer
from payung.kernel.people import Role

PLACE = "access.factor.secret"
ISSUER = "Payung"
SKEW = 1
"""Half-minutes a phone's clock may be off, either way."""
STEP_SECONDS = 30
BACKUP_CODES = 10
BACKUP_SIGNS = 8
STAFF = frozenset(Role) - {Role.SPONSOR, Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class Secret:
    """What an authenticator is told once: as text in groups of four, and as address for the QR."""

    text: str
    address: str


def has_factor(*, person_id: int) -> bool:
    """Whether an authenticator is in force."""
    return Factor.objects.filter(person_id=person_id, confirmed_at__isnull=False).exists()


def backup_codes_left(*, person_id: int) -> int:
    return BackupCode.objects.filter(person_id=person_id, used_at=None).count()


def secret_in_waiting(*, person_id: int, sign_in: str) -> Secret | None:
    """Return the secret that still waits for its first code; never that of one in force."""
    factor = Factor.objects.filter(person_id=person_id, confirmed_at=None).first()
    if factor is None:
        return None
    return shown(sealer().open(bytes(factor.secret_sealed), PLACE), sign_in=sign_in)


def shown(text: str, *, sign_in: str) -> Secret:
    """Return a secret as people and authenticators read it."""
    return Secret(
        " ".join(text[at : at + 4] for at in range(0, len(text), 4)),
        pyotp.TOTP(text).provisioning_uri(name=sign_in, issuer_name=ISSUER),
    )


def take_code(*, person_id: int, typed: str, at: datetime) -> bool:
    """Whether these are the six figures of this half-minute or its neighbours; they work once."""
    with transaction.atomic():
        factor = (
            Factor.objects.select_for_update()
            .filter(person_id=person_id, confirmed_at__isnull=False)
            .first()
        )
        return factor is not None and matches(factor, typed, at)


def matches(factor: Factor, typed: str, at: datetime) -> bool:
    """Take a code of a locked factor: the same or an earlier one never works again."""
    figures = "".join(typed.split())
    if len(figures) != 6 or not figures.isascii() or not figures.isdigit():
        return False
    now = int(real(at).timestamp()) // STEP_SECONDS
    clock = pyotp.TOTP(sealer().open(bytes(factor.secret_sealed), PLACE))
    fits = [
        step
        for step in range(now - SKEW, now + SKEW + 1)
        if hmac.compare_digest(clock.generate_otp(step), figures) and step > factor.last_step
    ]
    if not fits:
        return False
    factor.last_step = fits[0]
    factor.save(update_fields=["last_step"])
    return True


def code_shown(*, person_id: int, at: datetime) -> str | None:
    """Return what a person's authenticator shows at a moment; for the people of a demo only."""
    factor = Factor.objects.filter(person_id=person_id, confirmed_at__isnull=False).first()
    if factor is None:
        return None
    return pyotp.TOTP(sealer().open(bytes(factor.secret_sealed), PLACE)).at(real(at))


def take_backup_code(*, person_id: int, typed: str, at: datetime) -> bool:
    """Whether this is one of the person's backup codes; it never works again."""
    if len(tidy(typed)) != BACKUP_SIGNS:
        return False
    unused = BackupCode.objects.filter(
        person_id=person_id,
        digest=digest_of(typed, person_id=person_id, purpose="backup"),
        used_at=None,
    )
    return unused.update(used_at=at) == 1


def fresh_secret() -> str:
    """Return a new secret as authenticators want it: 160 bits in 32 letters."""
    return pyotp.random_base32(32)


def write_backup_codes(*, person_id: int) -> list[str]:
    """Replace a person's backup codes; they are readable here and now, never again."""
    codes = [fresh_code(BACKUP_SIGNS) for _ in range(BACKUP_CODES)]
    BackupCode.objects.filter(person_id=person_id).delete()
    BackupCode.objects.bulk_create(
        BackupCode(
            person_id=person_id, digest=digest_of(code, person_id=person_id, purpose="backup")
        )
        for code in codes
    )
    return codes
