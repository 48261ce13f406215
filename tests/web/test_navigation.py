import pytest
from django.urls import resolve, reverse

from payung.kernel.people import Role
from payung.kernel.wording import catalogue
from payung.web.navigation import LINKS, links_of

AT_MOST = 7


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_a_role_has_at_most_seven_links_and_every_one_has_words(role):
    assert 1 <= len(LINKS[role]) <= AT_MOST
    assert all(code in catalogue() for _, code in LINKS[role])


def test_the_page_one_stands_on_is_marked_once():
    links = links_of(Role.OFFICER, "/kantor/")

    assert [link.url for link in links if link.is_here] == ["/kantor/"]


def test_a_page_below_belongs_to_the_longest_address_above_it():
    here = [link for link in links_of(Role.SECRETARIAT, "/pimpinan/kantor/") if link.is_here]

    assert [link.url for link in here] == ["/pimpinan/"]


def test_a_page_elsewhere_marks_nothing():
    assert not any(link.is_here for link in links_of(Role.BRANCH, "/bantuan/"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_every_link_exists_and_opens_for_its_role(role):
    for name, _ in LINKS[role]:
        view = resolve(reverse(name)).func

        assert role in getattr(view, "roles", set(Role)), (role, name)
