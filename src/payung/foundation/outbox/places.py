"""Where sealed values stand, and the hash by which a number that wants no texts is known."""

from typing import Final

from payung.kernel.keyring import sealer
from payung.kernel.phone import parse_phone

PHONE_PLACE: Final = "outbox_prepared_text.phone"
EMAIL_PLACE: Final = "access_person.email"
PERSON_PHONE_PLACE: Final = "access_person.phone"
"""What the access part seals a person's address and number for; both must say the same."""


def stop_index(phone: str) -> bytes:
    """Return the keyed hash of a number, however it was typed. :raises Unreadable: it is none."""
    return sealer().index(parse_phone(phone), "outbox_stop_wish.phone")
