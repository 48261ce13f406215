"""Which of the two programmes an answer is about."""

from enum import StrEnum


class Scheme(StrEnum):
    """JKK for accidents at work and their consequences, JKM for other deaths."""

    JKK = "jkk"
    JKM = "jkm"
