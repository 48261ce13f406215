"""Setting up, replacing and switching off an authenticator; new backup codes."""

from datetime import datetime

from payung.foundation.access.factors import (
    PLACE,
    STAFF,
    fresh_secret,
    matches,
    write_backup_codes,
)
from payung.foundation.access.models import BackupCode, Factor
from payung.foundation.access.problems import (
    CodeNotMatched,
    FactorCompulsory,
    FactorInForce,
    NoFactor,
)
from payung.foundation.access.queries import duties_on
from payung.foundation.audit.operation import operation
from payung.foundation.audit.record import record
from payung.kernel.clock import today_in_wib
from payung.kernel.keyring import sealer
from payung.kernel.people import Actor, Viewer


@operation
def begin_factor(*, person_id: int, by: Actor, at: datetime) -> None:
    """
    Make a secret that waits for its first code; one that waits already stays the same.

    :raises FactorInForce: the present one has to be replaced or switched off, not begun again.
    """
    factor, is_new = Factor.objects.select_for_update().get_or_create(
        person_id=person_id,
        defaults={"secret_sealed": sealer().seal(fresh_secret(), PLACE), "made_at": at},
    )
    if factor.confirmed_at is not None:
        raise FactorInForce
    record("factor.begun", target=factor, by=by, at=at, is_new=is_new)


@operation
def replace_factor(
    *, person_id: int, secret: str, typed: str, by: Actor, at: datetime
) -> list[str]:
    """
    Put a new authenticator in the place of the present one, once it shows a right code.

    Until then the present one stays in force: whoever stops half-way is not left without.

    :raises NoFactor: there is none to replace.
    :raises CodeNotMatched: the figures are not those of the new one.
    """
    factor = Factor.objects.select_for_update().filter(person_id=person_id).first()
    if factor is None:
        raise NoFactor
    factor.secret_sealed, factor.last_step = sealer().seal(secret, PLACE), 0
    if not matches(factor, typed, at):
        raise CodeNotMatched
    factor.made_at = factor.confirmed_at = at
    factor.save()
    record("factor.replaced", target=factor, by=by, at=at)
    return write_backup_codes(person_id=person_id)


@operation
def confirm_factor(*, person_id: int, typed: str, by: Actor, at: datetime) -> list[str]:
    """
    Put the waiting authenticator into force with its first code; return ten backup codes.

    :raises NoFactor: none waits.
    :raises CodeNotMatched: the figures are not those of the moment.
    """
    factor = (
        Factor.objects.select_for_update().filter(person_id=person_id, confirmed_at=None).first()
    )
    if factor is None:
        raise NoFactor
    if not matches(factor, typed, at):
        raise CodeNotMatched
    factor.confirmed_at = at
    factor.save(update_fields=["confirmed_at"])
    record("factor.confirmed", target=factor, by=by, at=at)
    return write_backup_codes(person_id=person_id)


@operation
def renew_backup_codes(*, person_id: int, by: Actor, at: datetime) -> list[str]:
    """
    Make ten new backup codes; the old ones are worthless.

    :raises NoFactor: there is no authenticator whose absence they could bridge.
    """
    factor = Factor.objects.filter(person_id=person_id, confirmed_at__isnull=False).first()
    if factor is None:
        raise NoFactor
    record("factor.backup_renewed", target=factor, by=by, at=at)
    return write_backup_codes(person_id=person_id)


@operation
def switch_factor_off(*, person_id: int, by: Actor, at: datetime) -> None:
    """
    Let a sponsor sign in without an authenticator again.

    :raises FactorCompulsory: they hold another duty.
    :raises NoFactor: there is none.
    """
    duties = duties_on(viewer=Viewer.system(), person_id=person_id, on=today_in_wib(at))
    if any(duty.role in STAFF for duty in duties):
        raise FactorCompulsory
    factor = Factor.objects.filter(person_id=person_id).first()
    if factor is None:
        raise NoFactor
    record("factor.switched_off", target=factor, by=by, at=at)
    BackupCode.objects.filter(person_id=person_id).delete()
    factor.delete()


@operation
def give_factor(*, person_id: int, secret: str, by: Actor, at: datetime) -> list[str]:
    """
    Put an authenticator with this secret into force at once, for the people of a demo.

    Real people set theirs up themselves, so that nobody else ever knows the secret.
    """
    Factor.objects.filter(person_id=person_id).delete()
    factor = Factor.objects.create(
        person_id=person_id,
        secret_sealed=sealer().seal(secret, PLACE),
        made_at=at,
        confirmed_at=at,
    )
    record("factor.given", target=factor, by=by, at=at)
    return write_backup_codes(person_id=person_id)
