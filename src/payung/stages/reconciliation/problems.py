"""What can go wrong when payroll answers a list, by name, in words for people."""

from dataclasses import dataclass
from typing import ClassVar

from payung.kernel.findings import Finding
from payung.stages.intake.problems import FileRefused


class AnswerRefused(Exception):
    """Something about an answer was refused and nothing was done; `finding` says why."""

    code: ClassVar[str]

    def __init__(self, **values: str) -> None:
        self.finding = Finding.reject(self.code, **values)
        super().__init__(self.code)


class NotYourList(AnswerRefused):
    """There is no such list, or it is not one that this person acts for. Does not say which."""

    code = "reconciliation.not_your_list"


class ResultExists(AnswerRefused):
    """
    The list was answered before, otherwise than "all as listed"; only a file corrects it.

    `values` say who answered, and when.
    """

    code = "reconciliation.result_exists"


class NotALatestDifference(AnswerRefused):
    """The line is no difference, or a newer result has taken its place."""

    code = "reconciliation.no_difference"


class NoSuchResult(AnswerRefused):
    """The list has no answer yet, or it is not this viewer's to see."""

    code = "reconciliation.no_result"


class ReasonUnknown(AnswerRefused):
    """The reason is not one of the list, or "lainnya" came without words."""

    code = "reconciliation.reason_unknown"


class MoneyPassedOn(AnswerRefused):
    """
    A correction would take back money that was paid on, allocated or given back already.

    The way is a reopening, a refund, or the branch's credit; never a silent minus.
    """

    code = "reconciliation.money_passed_on"


class AboveCeiling(AnswerRefused):
    """The civil servant never agreed to so much (M9); payroll must give the excess back."""

    code = "reconciliation.above_ceiling"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """
    One civil servant in the result that stands and in the file that came too late.

    `row` is 0 for who is not in the file.
    """

    nip: str
    row: int
    standing_idr: int
    in_file_idr: int


class NewerResult(FileRefused):
    """
    Another result of this list stands; the file was made before it (P04), or beside it (P14).

    `compared` holds the persons in whom they differ; the words say who sent the other, and when.
    """

    def __init__(self, code: str, *, compared: tuple[Compared, ...], **values: str) -> None:
        super().__init__(code, **values)
        self.compared = compared

    def __reduce__(self) -> tuple[object, ...]:
        return _newer_result, (self.code, self.compared, dict(self.finding.values))


def _newer_result(code: str, compared: tuple[Compared, ...], values: dict[str, str]) -> NewerResult:
    return NewerResult(code, compared=compared, **values)
