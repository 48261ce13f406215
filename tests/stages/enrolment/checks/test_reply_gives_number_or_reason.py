"""A row of an answer says one thing."""

import pytest

from payung.stages.enrolment.checks.reply_gives_number_or_reason import (
    reply_gives_number_or_reason,
)


def test_a_number_is_read_with_its_separators():
    assert reply_gives_number_or_reason("2600 0000 901", "") == ("26000000901", None)


@pytest.mark.parametrize(
    ("number", "code"),
    [("2600000901", "kpj_length"), ("260000000901", "kpj_length"), ("2600000O901", "kpj_letters")],
)
def test_ten_or_twelve_digits_or_letters_are_refused(number, code):
    assert reply_gives_number_or_reason(number, "")[1].code == code


def test_a_number_with_a_reason_is_refused():
    found = reply_gives_number_or_reason("26000000901", "Sudah terdaftar")

    assert found[1].code == "reply_number_and_reason"


def test_neither_is_not_an_answer_yet():
    assert reply_gives_number_or_reason(" ", "") == ("", None)
