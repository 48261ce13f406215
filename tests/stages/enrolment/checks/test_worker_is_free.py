"""Nobody is protected twice, and nobody learns who is protected."""

import pytest

from payung.stages.enrolment.checks.worker_is_free import Known, worker_is_free

OTHERS = Known(1, False, 10, 99, "accepted", False)
DEAD = Known(1, True, None, None, "", True)


@pytest.mark.parametrize("known", [OTHERS, DEAD])
def test_every_reason_to_refuse_has_the_same_words(known):
    found = worker_is_free(known, sponsor_id=5)

    assert (found.level, found.code, found.values) == ("reject", "already_known", {})


@pytest.mark.parametrize(
    ("state", "code"), [("registered", "already_yours"), ("returned", "registration_corrected")]
)
def test_the_same_sponsor_is_told(state, code):
    assert worker_is_free(Known(1, False, 10, 5, state, False), 5).code == code


def test_a_return_after_an_end_is_a_new_registration():
    assert worker_is_free(Known(1, False, None, None, "", True), 5).code == "was_protected_before"


def test_a_worker_known_from_a_cancelled_registration_is_free():
    assert worker_is_free(Known(1, False, None, None, "", False), 5) is None
