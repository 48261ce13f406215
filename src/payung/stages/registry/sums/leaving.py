"""Why a civil servant is no longer on the staff of any office here."""

from enum import StrEnum


class Left(StrEnum):
    ELSEWHERE = "elsewhere"
    """To a regency that does not use Payung, a province or a ministry."""
    RETIRED = "retired"
    RESIGNED = "resigned"
    DIED = "died"
