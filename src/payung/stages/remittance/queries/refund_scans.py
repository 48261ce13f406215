"""The picture of a refund's payment, opened for who may see the refund."""

import base64
from dataclasses import dataclass
from typing import Final

from django.db import connection

from payung.kernel.keyring import sealer
from payung.kernel.people import Viewer
from payung.stages.remittance.queries.reach import reach

SCAN: Final = "remittance_refundscan.content"
"""The place pictures are sealed for."""


@dataclass(frozen=True, slots=True)
class RefundPicture:
    """`others`: how many further payments the very same picture proves."""

    payment_id: int
    proof: str
    kind: str
    content: bytes
    others: int


def refund_picture(*, viewer: Viewer, refund_id: int) -> RefundPicture | None:
    """Return the picture; None where there is none, or the refund is beyond the view."""
    places, values = reach(viewer, "a")
    with connection.cursor() as cursor:
        cursor.execute(_PICTURE.format(reach=places), {**values, "refund": refund_id})
        found = cursor.fetchone()
    if found is None:
        return None
    payment_id, proof, kind, sealed, others = found
    content = base64.b64decode(sealer().open(bytes(sealed), SCAN))
    return RefundPicture(payment_id, proof, kind, content, others)


_PICTURE = """
SELECT y.id, y.proof, c.kind, c.content,
       (SELECT count(*) FROM remittance_refundscan o WHERE o.sha256 = c.sha256 AND o.id <> c.id)
FROM remittance_refundscan c
JOIN remittance_refundpayment y ON y.id = c.payment_id
JOIN remittance_refund f ON f.id = y.refund_id
JOIN registry_agency a ON a.id = f.agency_id
WHERE f.id = %(refund)s AND {reach}
"""
