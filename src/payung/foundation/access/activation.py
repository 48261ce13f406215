"""Whether a printed code belongs to a sign-in word; a wrong one takes the same time and words."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from payung.foundation.access import slow_down
from payung.foundation.access.codes import digest_of
from payung.foundation.access.models import ActivationCode
from payung.foundation.access.operations_codes import Purpose
from payung.foundation.access.sign_in import MustWait, NotMatched, signs_in_with, typed

PURPOSES: tuple[Purpose, ...] = ("password", "factor")


@dataclass(frozen=True, slots=True)
class Handed:
    """A live code and whose it is."""

    code_id: int
    person_id: int
    purpose: Purpose


class TooOld(Exception):
    """It was theirs and right; used, revoked or expired by now. Only its holder learns this."""


def handed(*, sign_in: str, code: str, address: str, at: datetime) -> Handed:
    """
    Return the live code that a person typed with their sign-in word.

    :raises MustWait: too many wrong ones came from here.
    :raises NotMatched: no such person, or never their code.
    :raises TooOld: a new one is needed.
    """
    word = typed(sign_in)
    left = slow_down.wait(sign_in=word, address=address, at=at)
    if left:
        raise MustWait(left)
    person = signs_in_with(word, at)
    person_id = 0 if person is None or not person.is_active else int(person.pk)
    digests = [digest_of(code, person_id=person_id, purpose=purpose) for purpose in PURPOSES]
    found = ActivationCode.objects.filter(person_id=person_id, digest__in=digests).first()
    if found is None:
        slow_down.note_failure(sign_in=word, address=address, at=at)
        raise NotMatched
    if found.used_at or found.revoked_at or found.expires_at <= at:
        raise TooOld
    return Handed(int(found.pk), person_id, cast(Purpose, found.purpose))
