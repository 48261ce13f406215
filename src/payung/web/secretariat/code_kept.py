"""A printed code between being made and being handed over: sealed in the session, ten minutes."""

import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final

from payung.kernel.keyring import sealer
from payung.web.requests import Request

_KEY: Final = "printed_code"
_PLACE: Final = "session.printed_code"
LASTS: Final = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class PrintedCode:
    """A fresh code for somebody else."""

    person_id: int
    purpose: str
    code: str


def keep(request: Request, code: PrintedCode) -> None:
    """Keep it until it was handed over, or ten minutes."""
    request.session[_KEY] = {
        "sealed": sealer().seal(json.dumps(asdict(code)), _PLACE).hex(),
        "at": request.at.timestamp(),
    }


def kept(request: Request, person_id: int) -> PrintedCode | None:
    """Return the fresh code of this person; None once it was put away or is too old."""
    held = request.session.get(_KEY)
    if held is None or request.at.timestamp() - held["at"] > LASTS.total_seconds():
        request.session.pop(_KEY, None)
        return None
    code = PrintedCode(**json.loads(sealer().open(bytes.fromhex(held["sealed"]), _PLACE)))
    return code if code.person_id == person_id else None
