"""A consent is a row of versions; none is ever edited."""

import pytest

from payung.kernel.moves import MoveNotAllowed
from payung.stages.enrolment.operations import cancel, change_consent
from payung.stages.enrolment.problems import ConsentTooHigh
from payung.stages.enrolment.queries import consents_of
from tests.factories.enrolment import office, registered

pytestmark = pytest.mark.django_db


def test_a_withdrawal_and_a_restart_are_versions(at):
    home = office()
    number = registered(home, 1, at)

    change_consent(sponsorship_id=number, withdrawn=True, by=home.officer, at=at)
    change_consent(sponsorship_id=number, ceiling_idr=20_000, by=home.officer, at=at)

    versions = consents_of(viewer=home.officer.viewer, sponsorship_id=number)
    assert [(each.version, each.ceiling_idr, each.withdrawn) for each in versions] == [
        (1, 16_800, False),
        (2, 16_800, True),
        (3, 20_000, False),
    ]


@pytest.mark.parametrize("ceiling_idr", [-1, 1_000_001])
def test_a_ceiling_beyond_reason_is_refused(at, ceiling_idr):
    home = office()

    with pytest.raises(ConsentTooHigh):
        change_consent(
            sponsorship_id=registered(home, 1, at),
            ceiling_idr=ceiling_idr,
            by=home.officer,
            at=at,
        )


def test_what_is_over_has_no_consent_to_change(at):
    home = office()
    number = registered(home, 1, at)
    cancel(sponsorship_id=number, reason="batal", by=home.officer, at=at)

    with pytest.raises(MoveNotAllowed):
        change_consent(sponsorship_id=number, withdrawn=True, by=home.officer, at=at)
