"""The number of somebody who must hear of something, opened only while the text is prepared."""

from payung.foundation.outbox.places import PERSON_PHONE_PLACE
from payung.kernel.findings import Unreadable
from payung.kernel.keyring import sealer
from payung.kernel.phone import parse_phone
from payung.reports.lapse.readers import Reader


def number_of(reader: Reader | None) -> str | None:
    """Return the reader's own mobile number; None where there is none to write to."""
    if reader is None or reader.phone_sealed is None:
        return None
    try:
        number = parse_phone(sealer().open(reader.phone_sealed, PERSON_PHONE_PLACE))
    except Unreadable:
        return None
    return str(number) if number.is_mobile else None
