"""The KTP's date decides; the NIK only stands in where there is none."""

from datetime import date

from payung.kernel.nik import Nik
from payung.stages.enrolment.checks.birth_date_is_known import birth_date_is_known

ON = date(2026, 11, 20)
NIK = Nik("3324061708800901")


def test_the_date_as_written_decides():
    assert birth_date_is_known("18-08-81", NIK, ON) == (date(1981, 8, 18), None)


def test_an_empty_date_is_read_from_the_nik_and_said():
    born_on, finding = birth_date_is_known(" ", NIK, ON)

    assert (born_on, finding.code) == (date(1980, 8, 17), "birth_date_from_nik")


def test_a_date_that_cannot_be_read_is_never_replaced():
    born_on, finding = birth_date_is_known("31/02/1980", NIK, ON)

    assert (born_on, finding.level) == (None, "reject")


def test_without_date_and_nik_it_is_asked_for():
    assert birth_date_is_known("", None, ON)[1].code == "birth_incomplete"


def test_a_century_that_could_be_two_is_asked_for():
    young = Nik("3324061708160901")

    assert birth_date_is_known("", young, ON)[1].code == "birth_incomplete"
