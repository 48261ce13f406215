"""Nobody sponsors themselves; another civil servant's NIK is only told."""

from payung.stages.enrolment.checks.nik_is_not_a_civil_servants import nik_is_not_a_civil_servants


def test_the_sponsors_own_number_is_refused():
    assert nik_is_not_a_civil_servants(5, 5).code == "nik_own"


def test_another_civil_servants_is_information():
    assert nik_is_not_a_civil_servants(6, 5).level == "info"


def test_a_number_of_no_civil_servant_is_nothing_to_say():
    assert nik_is_not_a_civil_servants(None, 5) is None
