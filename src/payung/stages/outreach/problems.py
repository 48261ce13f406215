"""What can stand in the way of a session, an arrival or a story."""

from dataclasses import dataclass


class OutsideScope(Exception):
    """It belongs to another regency, or the actor's role has no say in it."""


class SessionRefused(Exception):
    """Why a session cannot be like this; the word is a code of the screen's sentence."""


class ArrivalRefused(Exception):
    """Why nobody can be noted as there: `unknown`, `early`, `late`, `off`, `office`, `full`."""


class StoryRefused(Exception):
    """Why a story cannot be kept like this; the word is a code of the screen's sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Another session at the same time: in the same place, or with an office that is invited."""

    session_id: int
    place: str
    office: str = ""
    """The office that would have to be at both; empty where the place is taken."""


class SessionsClash(Exception):
    """Carries every `Clash`, so that all are put right at once."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__(f"{len(clashes)} clashes")
        self.clashes = clashes
