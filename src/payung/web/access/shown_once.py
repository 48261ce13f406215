"""Backup codes between being made and being put away: sealed in the session, for ten minutes."""

import json
from datetime import timedelta
from typing import Final

from payung.kernel.keyring import sealer
from payung.web.requests import Request

FRESH_CODES: Final = "fresh_codes"
PLACE: Final = "session.backup_codes"
LASTS: Final = timedelta(minutes=10)


def keep(request: Request, codes: list[str], *, wanted: str) -> None:
    """Keep fresh codes until their owner says that they have them."""
    said = json.dumps({"codes": codes, "next": wanted})
    request.session[FRESH_CODES] = {
        "sealed": sealer().seal(said, PLACE).hex(),
        "at": request.at.timestamp(),
    }


def kept(request: Request) -> tuple[list[str], str]:
    """Return the fresh codes and where to go then; no codes once they were put away."""
    held = request.session.get(FRESH_CODES)
    if held is None or request.at.timestamp() - held["at"] > LASTS.total_seconds():
        request.session.pop(FRESH_CODES, None)
        return [], ""
    said = json.loads(sealer().open(bytes.fromhex(held["sealed"]), PLACE))
    return list(said["codes"]), str(said["next"])


def put_away(request: Request) -> None:
    request.session.pop(FRESH_CODES, None)
