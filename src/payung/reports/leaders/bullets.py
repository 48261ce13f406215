"""A share beside its target, as a bar; the words under it say the same."""

from dataclasses import dataclass
from fractions import Fraction

from payung.stages.monitoring.sums import Aim, Share

_ROOM = Fraction(115, 100)


@dataclass(frozen=True)
class Bullet:
    """Both in hundredths of the drawing's width, which is a little more than the larger."""

    part: float
    aim: float


def bullet_of(share: Share, aim: Aim | None) -> Bullet | None:
    """Return the bar; None without a target, or where there is nothing to divide by."""
    if aim is None or share.exact is None:
        return None
    now, wanted = share.exact * 100, Fraction(aim.percent)
    width = max(now, wanted) * _ROOM
    return Bullet(
        part=round(float(now * 100 / width), 1), aim=round(float(wanted * 100 / width), 1)
    )
