import pytest

from payung.kernel.people import Actor, Role, Viewer


@pytest.mark.parametrize(
    ("role", "sees_all"),
    [
        (Role.SPONSOR, False),
        (Role.OFFICER, False),
        (Role.TREASURER, False),
        (Role.OFFICE_HEAD, False),
        (Role.BRANCH, True),
        (Role.LEADER, True),
        (Role.KORPRI, True),
        (Role.SECRETARIAT, True),
        (Role.AUDITOR, True),
        (Role.SYSTEM, True),
    ],
)
def test_only_some_roles_see_beyond_one_agency(role, sees_all):
    assert Viewer(role, 1, 2, None).sees_all_agencies is sees_all


def test_every_role_is_decided():
    assert len(Role) == 10


def test_an_actor_looks_with_the_same_confines():
    actor = Actor(7, "Sri", Role.OFFICER, 3, 5, "r-1")

    assert actor.viewer == Viewer(Role.OFFICER, 7, 3, 5)


def test_the_system_is_confined_to_nothing():
    assert Viewer.system() == Viewer(Role.SYSTEM, None, None, None)
    assert Actor.system("job-1").viewer == Viewer.system()


def test_neither_ever_changes():
    with pytest.raises(AttributeError):
        Viewer.system().regency_id = 1
    with pytest.raises(AttributeError):
        Actor.system("job-1").role = Role.OFFICER
