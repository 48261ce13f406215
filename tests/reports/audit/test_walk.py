"""M17 with the auditor's own eyes: any rupiah that was cut is followed to where it is."""

import random

import pytest
from django.db import connection

from payung.kernel.people import Role
from payung.reports.audit.differences import differences
from payung.reports.audit.places import Piece, Place
from payung.reports.audit.trail import Trail, trail_of
from tests.factories.world import World, actor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1, 20, 300])
def test_ten_random_rupiah_end_at_a_receipt_or_at_a_named_open_difference(world: World, seed: int):
    """M17 with the auditor's own eyes: pick a rupiah of any cut, and follow it with S121."""
    viewer = actor(world, Role.AUDITOR).viewer
    chance = random.Random(seed)
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT l.id, t.worker_id, t.amount_idr FROM ledger_transfer t
            JOIN deductions_deductionline l ON l.worker_id = t.worker_id AND l.month = t.month
            WHERE t.kind = 'CUT' AND NOT EXISTS (SELECT 1 FROM ledger_transfer r
                WHERE r.reverses_id = t.id) ORDER BY t.id"""
        )
        cuts = cursor.fetchall()
    open_at = {
        (one.agency_id, one.month, one.kind.value)
        for one in differences(viewer=viewer, on=world.today).open
    }

    for line_id, worker_id, amount_idr in chance.choices(cuts, [idr for *_, idr in cuts], k=10):
        trail = trail_of(viewer=viewer, line_id=line_id)
        assert trail is not None
        piece = _at(trail, worker_id, chance.randrange(amount_idr))
        slip = next((s for s in trail.slips if s.slip_id == piece.slip_id), None)
        if piece.place in (Place.COVERED, Place.PREPAID):
            assert slip is not None
            assert slip.receipt is not None, f"line {line_id}: covered without a receipt"
        elif piece.place is Place.RETURNED:
            assert any(part.refunds for part in trail.workers)
        else:
            named = (trail.line.agency_id, trail.line.month, piece.place.value)
            assert named in open_at, f"line {line_id}: {piece.place} is nobody's difference"


def _at(trail: Trail, worker_id: int, nth: int) -> Piece:
    """Return where the `nth` rupiah cut for a worker is; a rupiah that is nowhere fails."""
    [part] = [part for part in trail.workers if part.worker_id == worker_id]
    for piece in part.pieces:
        if nth < piece.amount_idr:
            assert piece.place is not Place.LOST
            return piece
        nth -= piece.amount_idr
    raise AssertionError(f"worker {worker_id}: the rupiah ends nowhere")
