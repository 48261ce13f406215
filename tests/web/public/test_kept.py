"""A public page is made once and handed to everybody, and never to somebody who signed in."""

import pytest
from django.core.cache import cache
from django.test import Client

from payung.kernel.people import Role
from tests.factories.world import World
from tests.web.signing_in import signed_in


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.KEEP_PUBLIC_SECONDS = 60
    cache.clear()
    yield
    cache.clear()


@pytest.mark.django_db
def test_the_second_stranger_asks_the_database_nothing(web_world: World, django_assert_num_queries):
    first = Client().get("/").content

    with django_assert_num_queries(0):
        assert Client().get("/").content == first


@pytest.mark.django_db
def test_each_language_is_kept_for_itself(web_world: World):
    indonesian = Client().get("/").content
    english = Client(headers={"cookie": "bahasa=en"}).get("/").content

    assert english != indonesian
    assert Client().get("/").content == indonesian


@pytest.mark.django_db
def test_whoever_signed_in_gets_a_page_of_their_own(web_world: World):
    Client().get("/")
    own = signed_in(Role.SPONSOR).get("/").content.decode()

    assert "Keluar" in own
    assert "Keluar" not in Client().get("/").content.decode()
