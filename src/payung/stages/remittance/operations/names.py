"""What a bank, a slip and a receipt may be called."""

from payung.stages.remittance.problems import NumberEmpty, NumberTooLong

LONGEST = 40


def refuse_bad_names(*names: str) -> None:
    """
    :raises NumberEmpty: one of them is missing.
    :raises NumberTooLong: one of them is longer than any bank prints.
    """
    if not all(names):
        raise NumberEmpty
    longest = max(map(len, names))
    if longest > LONGEST:
        raise NumberTooLong(length=str(longest), most=str(LONGEST))
