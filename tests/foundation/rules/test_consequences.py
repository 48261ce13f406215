"""What each missed month will cause, in words, with its day."""

from datetime import date

from payung.foundation.rules import Consequence, consequences
from payung.kernel.month import Month

FIRST = Month(2026, 1)
PAID = frozenset(Month.span(FIRST, Month(2026, 10)))


def asked_in(month: Month, *, born_on: date | None = None) -> tuple[Consequence, ...]:
    return consequences(first_month=FIRST, paid_months=PAID, asked=month, born_on=born_on)


def test_nothing_is_said_while_everything_is_paid() -> None:
    assert asked_in(Month(2026, 9)) == ()


def test_one_missed_month_names_the_two_that_would_end_it() -> None:
    found = asked_in(Month(2026, 10))

    assert [str(entry.month) for entry in found] == ["2026-10", "2026-11", "2026-12"]
    assert [entry.missed for entry in found] == [True, False, False]
    assert found[0].note.text() == (
        "Iuran Oktober 2026 belum masuk; bila November 2026 dan Desember 2026 juga tidak, "
        "perlindungan berhenti 01/01/2027."
    )
    assert found[0].happens_on == date(2027, 1, 1)


def test_two_missed_months_name_the_last_chance() -> None:
    found = asked_in(Month(2026, 11))

    assert found[1].note.text() == (
        "Iuran November 2026 belum masuk; bila Desember 2026 juga tidak, "
        "perlindungan berhenti 01/01/2027."
    )
    assert found[-1].note.code == "rules.consequence.will_end"
    assert found[-1].happens_on == date(2027, 1, 1)


def test_the_third_missed_month_can_still_be_paid_while_it_runs() -> None:
    found = asked_in(Month(2026, 12))

    assert found[2].note.code == "rules.consequence.missed_last"
    assert {entry.happens_on for entry in found} == {date(2027, 1, 1)}


def test_after_the_end_there_is_one_entry_about_it() -> None:
    found = asked_in(Month(2027, 1))

    assert [entry.note.text("en") for entry in found] == [
        "Protection ended on 01/01/2027 because Oktober 2026, November 2026, Desember 2026 "
        "were not paid. Register again if the worker still works."
    ]


def test_who_is_65_by_then_is_told_that_there_is_no_return() -> None:
    found = asked_in(Month(2026, 10), born_on=date(1962, 1, 1))

    assert found[-1].note.code == "rules.consequence.no_return"


def test_who_is_65_a_day_later_is_not() -> None:
    found = asked_in(Month(2026, 10), born_on=date(1962, 1, 2))

    assert found[-1].note.code == "rules.consequence.will_end"


def test_a_month_paid_ahead_moves_the_end() -> None:
    found = consequences(
        first_month=FIRST, paid_months=PAID | {Month(2026, 12)}, asked=Month(2026, 10)
    )

    assert found[0].happens_on == date(2027, 4, 1)
    assert "Januari 2027, Februari 2027, Maret 2027" in found[0].note.text()
