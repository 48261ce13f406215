import pytest

from payung.kernel.people import Role
from tests.factories.world import World
from tests.web.secretariat.test_every_page import LISTS
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_opens_in_a_regency_that_has_just_joined(empty_world: World):
    client = signed_in(Role.SECRETARIAT)

    assert {path: client.get(path).status_code for path in LISTS} == dict.fromkeys(LISTS, 200)
