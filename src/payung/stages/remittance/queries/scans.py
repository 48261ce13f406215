"""The picture of a slip, opened for who may see the slip."""

import base64
from dataclasses import dataclass
from typing import Final

from django.db import connection

from payung.kernel.keyring import sealer
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach

SCAN: Final = "remittance_slipscan.content"
"""The place pictures are sealed for."""


@dataclass(frozen=True, slots=True)
class SlipPicture:
    number: str
    kind: str
    content: bytes


def slip_picture(*, viewer: Viewer, slip_id: int) -> SlipPicture | None:
    """Return the picture; None where there is none, or a part of the slip is beyond the view."""
    places, values = reach(viewer, "a")
    with connection.cursor() as cursor:
        cursor.execute(_PICTURE.format(reach=places), {**values, "slip": slip_id})
        found = cursor.fetchone()
    if found is None:
        return None
    number, kind, sealed = found
    return SlipPicture(number, kind, base64.b64decode(sealer().open(bytes(sealed), SCAN)))


_PICTURE = """
SELECT s.number, c.kind, c.content FROM remittance_slipscan c
JOIN remittance_slip s ON s.id = c.slip_id
WHERE c.slip_id = %(slip)s AND EXISTS (
    SELECT 1 FROM remittance_slipline l JOIN registry_agency a ON a.id = l.agency_id
    WHERE l.slip_id = s.id AND {reach})
"""
