"""A wrong NIP that is somebody else's shows in the name."""

import pytest

from payung.stages.enrolment.checks.sponsor_name_fits_nip import sponsor_name_fits_nip


@pytest.mark.parametrize("written", ["", "Sri Lestari", "SRI", "Hj. Sri L., S.Pd.", "Lestari, Sri"])
def test_titles_short_forms_and_silence_fit(written):
    assert sponsor_name_fits_nip(written, "sri lestari") is None


def test_another_name_altogether_is_told():
    found = sponsor_name_fits_nip("Bambang Utomo", "sri lestari")

    assert (found.level, found.code) == ("info", "sponsor_name_differs")
