"""What is said to whoever comes second with a slip: who was first, and when."""

from datetime import datetime

from payung.kernel.clock import in_wib
from payung.kernel.dates import render_date, render_month, render_time
from payung.kernel.people import Viewer
from payung.kernel.rupiah import render_rupiah
from payung.stages.remittance.models import Slip
from payung.stages.remittance.problems import (
    AmountNotHeld,
    PaidOnBefore,
    SlipKnown,
    SlipKnownElsewhere,
)
from payung.stages.remittance.queries.office_slips import known_slip, office_slips
from payung.stages.remittance.sums import Part

SYSTEM_NAME = "Payung"


def known_words(viewer: Viewer, slip: Slip) -> SlipKnown:
    """Return the refusal of a number that is taken; of another office it says only that."""
    known = known_slip(viewer=viewer, bank=slip.bank, number=slip.number)
    if known is None or known.recorded_at is None:
        return SlipKnownElsewhere()
    return SlipKnown(
        months=", ".join(render_month(month) for month in known.months),
        who=known.recorded_by or SYSTEM_NAME,
        when=_when(known.recorded_at),
    )


def not_held_words(part: Part, held_idr: int) -> AmountNotHeld:
    """Return the refusal of an amount that is not held; the part is the actor's own office's."""
    month = render_month(part.month)
    slips = office_slips(viewer=Viewer.system(), agency_id=part.agency_id, month=part.month)
    if slips and not held_idr:
        last = max(slips, key=lambda slip: slip.recorded_at)
        return PaidOnBefore(
            month=month,
            number=last.number,
            who=last.recorded_by or SYSTEM_NAME,
            when=_when(last.recorded_at),
        )
    return AmountNotHeld(
        amount=render_rupiah(part.amount_idr), month=month, held=render_rupiah(held_idr)
    )


def _when(at: datetime) -> str:
    return f"{render_date(in_wib(at).date())} {render_time(at)}"
