"""What is known of an uploaded sheet besides the original: how far it is, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from payung.stages.intake.problems import FileRefused


class Step(StrEnum):
    """How far the reading of an upload has come."""

    WAITING = "waiting"
    READING = "reading"
    CHECKING = "checking"
    READ = "read"
    REFUSED = "refused"
    IMPORTED = "imported"
    """Taken over whole by a command, without a review."""


@dataclass(frozen=True, slots=True)
class Taking:
    """One time that rows of an upload were accepted: when, by whom, how many."""

    at: datetime
    name: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One upload of registrations as a list shows it."""

    file_id: int
    regency_id: int
    agency_id: int
    name: str
    state: str
    received_at: datetime
    received_by: str
    step: Step
    rows: int
    good: int
    refusal: str
    refusal_values: Mapping[str, str] = field(default_factory=dict)
    takings: tuple[Taking, ...] = ()
    open_rows: frozenset[int] | None = None
    """The rows that no acceptance has settled; None before the first one: all of them."""

    @property
    def taken(self) -> int:
        return sum(taking.rows for taking in self.takings)

    @property
    def is_read(self) -> bool:
        return self.step is Step.READ


class UploadRefused(FileRefused):
    """A sheet refused because of an earlier one; `file_id` is that one's."""

    def __init__(self, code: str, file_id: int, **values: str) -> None:
        super().__init__(code, **values)
        self.file_id = file_id


class ReviewChanged(Exception):
    """The good rows are no longer as many as the page showed; nothing was taken."""


class AlreadyTaken(Exception):
    """Somebody else accepted the rows a moment before. `taking` says who and when."""

    def __init__(self, taking: Taking) -> None:
        super().__init__("already taken")
        self.taking = taking
