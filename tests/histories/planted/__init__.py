"""
Bugs planted into the running programme, to see that the checker finds each of them.

Nothing but these patches is ever replaced in Payung by a test.
"""

from tests.histories.planted import deciding, files, flow, lists, money
from tests.histories.planted.bug import Bug, Caught, caught, planted

BUGS: tuple[Bug, ...] = (
    *files.BUGS,
    *flow.BUGS,
    *lists.BUGS,
    *money.BUGS,
    *deciding.BUGS,
)

__all__ = ["BUGS", "Bug", "Caught", "caught", "planted"]
